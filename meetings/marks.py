"""The mark "(n)" of an outstanding reference in the text of the minutes.

The secretary types (n); it is kept as (n1), (n2) …, one for each reference of the minutes, and
printed as the number the reference has.
"""

import re

MARK = re.compile(r"\(n(\d{1,4})\)")
_NEW = re.compile(r"\(n\)")
_LEADING_MARKS = re.compile(r"(?:\(n\d+\)[.\s]*)+")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


def marks_in(text):
    """The numbers of the marks, in the order they stand."""
    return [int(number) for number in MARK.findall(text)]


def number_new_marks(text, first):
    """(text, numbers given): each new (n) becomes a kept one, from `first` on."""
    given = []

    def keep(_):
        given.append(first + len(given))
        return f"(n{given[-1]})"

    return _NEW.sub(keep, text), given


def unnumbered(text):
    """As it was first typed: two texts that differ in the numbers of their marks alone are one."""
    return MARK.sub("(n)", text)


def print_marks(text, labels):
    """With each mark as the label it prints as; `labels` maps 1 to "(1)"."""
    return MARK.sub(lambda found: labels.get(int(found[1]), ""), text)


def sentence_at(text, mark):
    """The sentence the mark stands in or directly after, without its marks."""
    token = f"(n{mark})"
    sentences = []
    for part in _SENTENCE_ENDS.split(text):
        # In "Circulate the route. (n3) Noted." the mark belongs to what it follows.
        leading = _LEADING_MARKS.match(part)
        if sentences and leading:
            sentences[-1] += f" {leading[0]}"
            part = part[leading.end() :]
        sentences.append(part)
    found = next((sentence for sentence in sentences if token in sentence), "")
    return without_marks(found)


def without_marks(text):
    """The words alone, on one line, nothing of them bold."""
    words = re.sub(r"\s+", " ", MARK.sub("", text).replace("**", ""))
    return re.sub(r"\s+([.,;:])", r"\1", words).strip()


# How minutes open a decision, however the secretary typed it.
RESOLVED = re.compile(r"^\**RESOLVED\**\s*[–—:-]*\s*", re.IGNORECASE)


def without_resolved(text):
    """What was resolved, without the word itself: it is printed for the secretary."""
    return RESOLVED.sub("", text).strip()
