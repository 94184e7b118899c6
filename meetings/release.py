"""Looking twice before minutes become public: what is withheld, and what would give it away."""

import calendar
import re

from meetings.document import FULL, PUBLISHED, all_declarations, minutes_document

PLACEHOLDER = re.compile(r"\b(DATE|XX+|TBC)\b")
CALENDAR = {*calendar.month_name, *calendar.day_name}
_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]{4,}")
_AFTER_A_SENTENCE = re.compile(r"(^|[.!?:]\s+|\n\s*|– )$")


def placeholders(document):
    """The words still to be filled in that would appear, each once."""
    return sorted({found for text in _texts(document) for found in PLACEHOLDER.findall(text)})


def withheld(minutes, hidden=frozenset()):
    """What stays closed, one dict for each part: item, what it is, reason, and its texts.

    `hidden`: ids of items whose closed parts are kept from the reader of this, too.
    """
    full = minutes_document(minutes, fullness=FULL, hidden=hidden)
    kept_back = []
    for item in full["items"]:
        paragraphs = item.get("paragraphs", [])
        closed = [p for p in paragraphs if p["is_closed"] or item["is_closed"]]
        if item["is_closed"] or closed:
            kept_back.append({**item, "paragraphs": closed})
    public = minutes_document(minutes, fullness=PUBLISHED)
    people = [
        row
        for part in ("present", "in_attendance")
        for row in full[part]
        if row not in public[part]
    ]
    return {
        "items_kept": kept_back,
        "references": full["closed_references"],
        "people": people,
        "declarations": [d for d in all_declarations(full) if d["is_closed"]],
    }


def words_in_both(withheld_parts, document):
    """Names found both in what is withheld and in what would appear: [(word, where)].

    A name is a word of five letters or more with a capital, not at the start of a sentence, and
    not one that the heading of the paper or the open part writes without its capital as well.
    """
    common = set(re.findall(r"[\w’'-]+", f"{document['board']} {document['group']}")) | CALENDAR
    lowered = set(re.findall(r"(?<![\w’'-])[a-z][\w’'-]+", " ".join(_texts(document))))
    closed = {
        word
        for text in _texts(withheld_parts)
        for word in _names(text)
        if word not in common and word.lower() not in lowered
    }
    places = [("the attendance", [document["present"], document["in_attendance"]])]
    places += [(f"item {item['number']}", item) for item in document["items"]]
    return [
        (word, ", ".join(where))
        for word in sorted(closed)
        if (where := [place for place, part in places if _occurs(word, part)])
    ]


_NOT_TYPED = {"closed_reason", "closed_sentence", "purpose", "due", "kind", "number", "serial"}


def _texts(part):
    """Every text that somebody typed, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in _NOT_TYPED:
                yield from _texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)


def _names(text):
    for found in _NAME.finditer(text):
        if (
            not _AFTER_A_SENTENCE.search(text[: found.start()])
            or found.start() == 0 == len(text.split()) - 1
        ):
            yield found[0]


def _occurs(word, part):
    whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return any(whole.search(text) for text in _texts(part))
