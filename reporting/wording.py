"""Small words of the drafted sentences: numbers, lists, dates, the names of rows and ratings."""

from django.utils.dateformat import format as date_format

from actions.models import Rating

_NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_TIMES = {1: "once", 2: "twice"}


def number(count):
    """In words up to twelve, in figures beyond; nought is "no"."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def counted(count, one, many):
    """Such as "one row", "three rows"."""
    return f"{number(count)} {one if count == 1 else many}"


def times(count):
    return _TIMES.get(count) or f"{number(count)} times"


def listed(words, last="and"):
    """Such as "a, b and c"."""
    words = list(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if words[1:] else "".join(words)


def capitalised(text):
    return text[:1].upper() + text[1:]


def full_stop(text):
    text = text.strip()
    return text if text.endswith((".", "!", "?")) or not text else f"{text}."


def day(date):
    return date_format(date, "j F Y")


def rating_word(rating, amber_word):
    return Rating(rating).word(amber_word).lower()


def row_name(row):
    return f"{row.area}: {row.issue}" if row.issue else row.area


def in_one_line(text):
    """The lines of a cell of the table as one sentence part."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "; ".join(line.rstrip(".;") for line in lines)
