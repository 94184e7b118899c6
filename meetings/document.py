"""One text, three papers: the minutes as plain data, for page, PDF and publication alike.

The open versions are built by choosing what is open; nothing is ever taken out of the full one.
"""

import hashlib
import json
import re
from types import SimpleNamespace

from meetings.brought_document import brought_document, closed_words_on, read_brought
from meetings.exclusion import exclusion
from meetings.kept_names import approval_sentence, names_today
from meetings.marks import marks_in, print_marks, without_resolved
from meetings.who_came import attendance, comings_and_goings
from papers.text import parse

FULL, IN_PART, MEMBERS_COPY, PUBLISHED = "full", "in_part", "members_copy", "published"
ADMITTED = "admitted"
LABELS = {
    FULL: "Full minutes with the closed items: not for publication",
    IN_PART: "With closed items, but without those kept from this reader: not for publication",
    ADMITTED: "Open items, and the closed items this reader was admitted to: not for publication",
    MEMBERS_COPY: "Members’ copy: open items only",
    PUBLISHED: "",
}
OUTCOMES = {
    "deferred": "This item was deferred to a later meeting.",
    "withdrawn": "This item was withdrawn.",
}
LOWERED = {"The", "A", "An", "This", "These", "All", "Each", "No", "Members"}


def minutes_document(minutes, *, fullness, hidden=frozenset(), admitted=frozenset()):
    """A dict that JSON can hold: heading, attendance, items with paragraphs, references.

    `fullness`: FULL (closed parts, plainly marked), MEMBERS_COPY or PUBLISHED (open parts only).
    A closed item is then its number, one sentence, and the public summary if there is one; a
    closed paragraph leaves nothing. References keep the numbers they have in the full minutes.
    `hidden`: ids of items whose closed parts are kept even from this reader of the full minutes
    (`AgendaItem.objects.item_ids_hidden_from`); what they get is then called IN_PART.
    `admitted`: ids of closed items that a reader of the members' copy may read nevertheless
    (`AgendaItem.objects.item_ids_admitted`); what they get is then called ADMITTED.
    """
    record = read(minutes)
    is_full = fullness == FULL
    hidden = hidden & record.item_ids
    if is_full and hidden:
        fullness = IN_PART
    admitted = admitted & record.item_ids if fullness == MEMBERS_COPY else frozenset()
    if admitted:
        fullness = ADMITTED
    meeting = minutes.meeting

    def reads_closed(item_id):
        return item_id in admitted or (is_full and item_id not in hidden)

    def is_mine(declaration):
        return reads_closed(declaration.item_id) or is_open(declaration)

    seen = [item for item in record.items if reads_closed(item.pk) or is_open(item)]
    interests = declarations(record, is_mine)
    place = next((item for item in seen if item.is_for_declarations), None)
    brought = brought_document(record.brought, reads_closed=reads_closed, is_open=is_open)
    brought_place = next((item for item in seen if item.is_for_references), None)
    return {
        "kind": "minutes",
        "fullness": fullness,
        "fullness_label": LABELS[fullness],
        "state": "" if fullness == PUBLISHED else minutes.get_state_display(),
        "is_made_up": meeting.is_made_up,
        "board": record.names["board"],
        "group": record.names["group"],
        "heading": f"Minutes of {record.names['meeting']}",
        "held_on": meeting.held_on.isoformat(),
        "when_and_where": record.names["when_and_where"],
        "approval": approval_sentence(minutes, record.names, openly=not is_full),
        **attendance(record, seen),
        # Under the item that asks for them, or here when the agenda has none.
        "declarations": [] if place else interests,
        **({} if brought_place else brought),
        "exclusion": exclusion(record.items) if record.names["prints_exclusion"] else {},
        "items": [
            {
                **(full_item if reads_closed(item.pk) else open_item)(record, item),
                **comings_and_goings(record, item, seen),
                "declarations": interests if item == place else [],
                **(brought if item == brought_place else {}),
            }
            if item in seen
            else closed_item(item)
            for item in record.items
        ],
        "references": [reference(record, ref) for ref in record.references if is_open(ref)],
        "closed_references": [
            reference(record, ref)
            for ref in record.references
            if not is_open(ref) and reads_closed(ref.paragraph.item_id)
        ],
    }


def shows_closed(document):
    """Whether anything closed can be read in it: then reading it is recorded."""
    return (
        bool(document["closed_references"])
        or any(taken_in_closed(part) for part in [document, *document["items"]])
        or any(interest["is_closed"] for interest in all_declarations(document))
        or any(
            "paragraphs" in item
            and (item["is_closed"] or any(p["is_closed"] for p in item["paragraphs"]))
            for item in document["items"]
        )
    )


def taken_in_closed(part):
    """Whether it prints a closed outstanding reference, or closed words on an open one."""
    told = any(closed_words_on(entry) for entry in part.get("brought", []))
    return told or bool(part.get("closed_brought"))


def all_declarations(document):
    """The interests declared, wherever they are printed."""
    return [
        *document["declarations"],
        *(interest for item in document["items"] for interest in item.get("declarations", [])),
    ]


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
    brought = read_brought(meeting)
    declared = meeting.declarations.filter(is_withdrawn=False).select_related("item")
    return SimpleNamespace(
        names=minutes.kept_names or names_today(minutes),
        items=items,
        paragraphs=paragraphs,
        references=references,
        labels=labels(references),
        attendances=list(meeting.attendances.in_order()),
        declarations=list(declared),
        brought=brought,
        item_ids=frozenset([*paragraphs, *(row.reference.paragraph.item_id for row, _ in brought)]),
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


def agenda(items, *, hidden):
    """The agenda for a page. `hidden`: ids of items whose closed matters this reader may not
    see; of a closed one they get its number and sentence."""
    return [
        {
            "key": item.pk,
            "is_closed": item.is_closed,
            **(
                full_facts(item)
                if item.pk not in hidden
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
    text = without_resolved(text)
    if re.match(r"That\b", text):
        return f"**RESOLVED** – {text}"
    if begins_with_a_list(text):
        return f"**RESOLVED** – That:\n\n{text}"
    first, space, rest = text.partition(" ")
    return f"**RESOLVED** – That {first.lower() if first in LOWERED else first}{space}{rest}"


def begins_with_a_list(text):
    blocks = parse(text)
    return bool(blocks) and blocks[0].kind != "paragraph"


def reference(record, ref):
    owners, due = ref.as_minuted()
    return {
        "label": record.labels[ref.mark],
        "serial": ref.serial,
        "text": ref.text,
        "owners": owners,
        "due": due,
    }


def declarations(record, is_mine):
    """The interests declared, each a sentence; `is_mine` says which this reader may read."""
    return [
        {"text": declaration.sentence, "is_closed": declaration.says_closed}
        for declaration in record.declarations
        if is_mine(declaration)
    ]
