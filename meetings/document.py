"""One text, three papers: the minutes as plain data, for page, PDF and publication alike.

The open versions are built by choosing what is open; nothing is ever taken out of the full one.
"""

import hashlib
import json
from types import SimpleNamespace

from django.utils.dateformat import format as date_format

from board.models import BoardSettings
from meetings.marks import marks_in, print_marks

FULL, MEMBERS_COPY, PUBLISHED = "full", "members_copy", "published"
LABELS = {
    FULL: "Full minutes with the closed items: not for publication",
    MEMBERS_COPY: "Members’ copy: open items only",
    PUBLISHED: "",
}
OUTCOMES = {
    "deferred": "This item was deferred to a later meeting.",
    "withdrawn": "This item was withdrawn.",
}
LOWERED = {"The", "A", "An", "This", "These", "All", "Each", "No", "Members"}


def minutes_document(minutes, *, fullness):
    """A dict that JSON can hold: heading, attendance, items with paragraphs, references.

    `fullness`: FULL (closed parts, plainly marked), MEMBERS_COPY or PUBLISHED (open parts only).
    A closed item is then its number, one sentence, and the public summary if there is one; a
    closed paragraph leaves nothing. References keep the numbers they have in the full minutes.
    """
    record = read(minutes)
    is_full = fullness == FULL
    meeting = minutes.meeting
    return {
        "kind": "minutes",
        "fullness": fullness,
        "fullness_label": LABELS[fullness],
        "state": "" if fullness == PUBLISHED else minutes.get_state_display(),
        "is_made_up": meeting.is_made_up,
        "board": record.board.name,
        "group": meeting.group.name,
        "heading": f"Minutes of {meeting}",
        "held_on": meeting.held_on.isoformat(),
        "when_and_where": when_and_where(meeting),
        "approval": approval_sentence(minutes),
        **attendance(record, is_full),
        "items": [
            full_item(record, item)
            if is_full
            else open_item(record, item)
            if is_open(item)
            else closed_item(item)
            for item in record.items
        ],
        "references": [reference(record, ref) for ref in record.references if is_open(ref)],
        "closed_references": [
            reference(record, ref) for ref in record.references if is_full and not is_open(ref)
        ],
    }


def fingerprint(document):
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def is_open(thing):
    """Whether everybody may read it: the one place where the open versions choose."""
    return not thing.is_closed


def read(minutes):
    """Everything the minutes are made of, in a fixed number of queries."""
    meeting = minutes.meeting
    items = list(meeting.items.order_by("position", "pk"))
    paragraphs = {item.pk: [] for item in items}
    for paragraph in minutes.paragraphs.filter(current__is_removed=False).select_related("current"):
        paragraphs[paragraph.item_id].append(paragraph.current)
    references = printed_order(minutes)
    return SimpleNamespace(
        board=BoardSettings.current(),
        items=items,
        paragraphs=paragraphs,
        references=references,
        labels=labels(references),
        attendances=list(
            meeting.attendances.select_related("seat", "from_item", "to_item").order_by(
                "position", "pk"
            )
        ),
    )


def printed_order(minutes):
    """The references of the minutes in the order in which their marks stand on paper."""
    found = minutes.references.marked().select_related("paragraph__current", "paragraph__item")
    found = found.prefetch_related("owners__organisation", "owners__person")

    def place(ref):
        paragraph = ref.paragraph
        marks = marks_in(paragraph.current.text)
        return paragraph.item.position, paragraph.position, paragraph.pk, marks.index(ref.mark)

    return sorted(found, key=place)


def labels(references):
    """What each mark prints as: its number for good, or in a draft its place in the order."""
    printed, count = {}, {"": 0, "C": 0}
    for ref in references:
        letter = "C" if ref.in_closed_series or (not ref.serial and ref.is_closed) else ""
        count[letter] += 1
        printed[ref.mark] = f"({letter}{ref.number if ref.serial else count[letter]})"
    return printed


def full_item(record, item):
    return {
        **full_facts(item),
        "paragraphs": [printed_paragraph(record, p) for p in record.paragraphs[item.pk]],
    }


def open_item(record, item):
    chosen = [paragraph for paragraph in record.paragraphs[item.pk] if is_open(paragraph)]
    return {
        **open_facts(item),
        "is_closed": False,
        "paragraphs": [printed_paragraph(record, paragraph) for paragraph in chosen],
    }


def agenda(items, *, is_full):
    """The agenda for a page: of a closed item, without the right, its number and sentence."""
    return [
        {
            "pk": item.pk,
            "position": item.position,
            "is_closed": item.is_closed,
            **(
                full_facts(item)
                if is_full
                else open_facts(item)
                if is_open(item)
                else closed_item(item)
            ),
        }
        for item in items
    ]


def closed_item(item):
    return {
        "number": item.number,
        "is_closed": True,
        "closed_sentence": item.closed_sentence,
        "public_summary": item.public_summary,
    }


def full_facts(item):
    return {
        **open_facts(item),
        "is_closed": item.is_closed,
        "closed_reason": item.get_closed_reason_display(),
        "closing_words": item.closing_words,
        "public_summary": item.public_summary,
    }


def open_facts(item):
    return {
        "number": item.number,
        "title": item.title,
        "purpose": item.get_purpose_display(),
        "presenter": item.presenter,
        "outcome": OUTCOMES.get(item.outcome, ""),
    }


def printed_paragraph(record, revision):
    text = resolved(revision.text) if revision.kind == "decision" else revision.text
    return {
        "kind": revision.kind,
        "text": print_marks(text, record.labels),
        "is_closed": revision.is_closed,
        "closed_reason": revision.get_closed_reason_display(),
        "closing_words": revision.closing_words,
    }


def resolved(text):
    """A decision begins "RESOLVED – That", whether or not the secretary typed it."""
    if text.lstrip("*").upper().startswith("RESOLVED"):
        return text
    if text.startswith("That "):
        return f"**RESOLVED** – {text}"
    first, space, rest = text.partition(" ")
    return f"**RESOLVED** – That {first.lower() if first in LOWERED else first}{space}{rest}"


def reference(record, ref):
    due = f"By {date_format(ref.due_on, 'j F Y')}" if ref.due_on else ref.get_due_display()
    return {
        "label": record.labels[ref.mark],
        "serial": ref.serial,
        "text": ref.text,
        "owners": ", ".join(str(owner) for owner in ref.owners.all()),
        "due": due,
    }


def attendance(record, is_full):
    rows = [row for row in record.attendances if is_full or is_open(Heard(row, record.items))]
    apologies = [row for row in rows if row.status == "apologies"]
    chair = next((row.name for row in rows if row.is_in_chair), "")
    return {
        "chair": f"{chair} was in the chair." if chair else "",
        "present": [
            came(row, record.items)
            for row in rows
            if row.status in ("present", "remote", "substitute")
        ],
        "in_attendance": [came(row, record.items) for row in rows if row.status == "in_attendance"],
        "apologies": apologies_sentence(apologies),
    }


class Heard:
    """Whether somebody attended closed items alone; then that they came is closed too."""

    def __init__(self, row, items):
        first = row.from_item.position if row.from_item else 0
        last = row.to_item.position if row.to_item else float("inf")
        heard = [item for item in items if first <= item.position <= last]
        attended_in_part = row.from_item or row.to_item
        self.is_closed = bool(attended_in_part) and all(item.is_closed for item in heard)


def came(row, items):
    notes = []
    if row.status == "remote":
        notes.append("by telephone or video")
    if row.status == "substitute" and row.seat:
        notes.append(f"substitute for {row.seat.label}")
    if row.from_item and row.from_item == row.to_item:
        notes.append(f"for item {row.from_item.number}")
    elif row.from_item and row.to_item:
        notes.append(f"for items {row.from_item.number} to {row.to_item.number}")
    elif row.from_item:
        notes.append(f"from item {row.from_item.number}")
    elif row.to_item:
        notes.append(f"until item {row.to_item.number}")
    return {
        "name": row.name,
        "initials": row.initials,
        "organisation": row.organisation,
        "capacity": row.capacity,
        "note": "; ".join(notes),
    }


def apologies_sentence(rows):
    names = [f"{row.name} ({row.organisation})" if row.organisation else row.name for row in rows]
    if not names:
        return ""
    together = f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0]
    return f"Apologies were received from {together}."


def when_and_where(meeting):
    words = date_format(meeting.held_on, "l j F Y")
    if meeting.starts_at:
        words += f" at {date_format(meeting.starts_at, 'H:i')}"
    return f"{words}, {meeting.venue}" if meeting.venue else words


def approval_sentence(minutes):
    at = minutes.approved_at_meeting
    if at is None:
        return ""
    return (
        f"Approved as presented at the meeting of the {at.group.name} "
        f"on {date_format(at.held_on, 'j F Y')}."
    )
