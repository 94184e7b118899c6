"""One agenda, four readers: plain data for page, PDF, Word and publication alike.

The open versions are built by choosing what is open; nothing is ever taken out of the full one.
"""

import datetime

from django.utils.dateformat import format as date_format

from board.models import BoardSettings, Seat, SeatHolding
from meetings.brought_document import references_on_agenda
from meetings.named_papers import (
    FOR_EVERYBODY,
    changes_of_papers,
    marked_when_late,
    paper_line,
    standing_papers,
    without_papers,
)

CHAIR, MEMBERS, OPEN, PUBLISHED = "chair", "members", "open", "published"
ADMITTED = "open-and-admitted"
WITH_CLOSED = {CHAIR, MEMBERS}
COPIES = {
    CHAIR: "Chairman’s copy",
    MEMBERS: "Members’ copy",
    OPEN: "Open items only",
    ADMITTED: "Open items, and the closed items this reader is admitted to: not for publication",
    PUBLISHED: "",
}
OUTCOMES = {
    "withdrawn": "This item is withdrawn.",
    "deferred": "This item is deferred to a later meeting.",
}
NOT_ON_THE_FRONT_SHEET = [Seat.Category.SECRETARIAT, Seat.Category.OBSERVER]


def agenda_document(meeting, fullness, *, hidden=frozenset(), state=None):
    """A dict that JSON can hold: the front sheet, and the items in order.

    `fullness`: CHAIR (closed items and timings), MEMBERS (closed items), OPEN or PUBLISHED (open
    items only: a closed one is its number and one sentence). `hidden`: ids of the items kept even
    from this reader of the closed ones. `state` is what the paper calls itself ("Draft",
    "Issued", "Supplement 1"); the meeting's own unless told.
    """
    board = BoardSettings.current()
    items = list(meeting.items.order_by("position", "pk").prefetch_related("papers__current"))
    papers = standing_papers(items)
    marked_when_late([paper for laid in papers.values() for paper in laid], meeting)
    has_closed = any(holds_closed(item, papers) for item in items if item.pk not in hidden)
    state = meeting.agenda_state if state is None else state
    document = {
        "kind": "agenda",
        "fullness": fullness,
        "fullness_label": label(fullness, has_closed),
        "state": "Published" if fullness == PUBLISHED else state,
        "is_made_up": meeting.is_made_up,
        "board": board.name,
        "group": meeting.group.name,
        "heading": f"Agenda of {meeting}",
        "held_on": meeting.held_on.isoformat(),
        **when_and_where(meeting),
        "members": members(meeting),
        "enquiries": board.enquiries,
        "changes": [],
        "has_closed": has_closed and fullness in WITH_CLOSED,
        "items": [of_fullness(item, papers.get(item.pk, []), fullness, hidden) for item in items],
        "references": references_on_agenda(meeting) if fullness in WITH_CLOSED else [],
        "ends": "",
    }
    return timed(document, meeting, items) if fullness == CHAIR else document


def holds_closed(item, papers):
    return item.is_closed or any(paper.counts_as_closed for paper in papers.get(item.pk, []))


def of_fullness(item, papers, fullness, hidden):
    if fullness in WITH_CLOSED and item.pk not in hidden:
        return {**full_item(item), "papers": [paper_line(paper) for paper in papers]}
    if not is_open(item):
        return closed_item(item)
    named = [paper_line(paper) for paper in papers if is_named(paper, fullness)]
    return {**open_item(item), "papers": named}


def is_named(paper, fullness):
    """Whether the open versions name it; what is marked for fewer people is not made public."""
    is_for_everybody = paper.marking == FOR_EVERYBODY or fullness != PUBLISHED
    return not paper.counts_as_closed and is_for_everybody


def is_open(item):
    """Whether everybody may read it: the one place where the open versions choose."""
    return not item.is_closed


def label(fullness, has_closed):
    if fullness in WITH_CLOSED and has_closed:
        return f"{COPIES[fullness]} with the closed items: not for publication"
    return COPIES[fullness] if fullness == CHAIR else ""


def when_and_where(meeting):
    return {
        "date": date_format(meeting.held_on, "l j F Y"),
        "time": date_format(meeting.starts_at, "H:i") if meeting.starts_at else "",
        "venue": meeting.venue,
        "theme": meeting.theme.title if meeting.theme else "",
    }


def members(meeting):
    """Who is summoned: the holders of the seats in force that day, seat by seat."""
    day = meeting.held_on
    holdings = (
        SeatHolding.objects.in_force(day)
        .filter(seat__in=Seat.objects.in_force(day))
        .exclude(seat__category__in=NOT_ON_THE_FRONT_SHEET)
        .select_related("seat", "person")
        .order_by("seat__position", "seat__pk", "position", "pk")
    )
    seats = {}
    for holding in holdings:
        seat = seats.setdefault(holding.seat_id, {"names": [], "seat": holding.seat.label})
        seat["names"].append(holding.printed_name)
    return [{"name": "/".join(seat["names"]), "seat": seat["seat"]} for seat in seats.values()]


def open_item(item):
    return {
        "key": item.pk,
        "number": item.number,
        "is_closed": False,
        "title": item.title,
        "purpose": item.get_purpose_display(),
        "presenter": item.presenter,
        "outcome": OUTCOMES.get(item.outcome, ""),
    }


def full_item(item):
    return {
        **open_item(item),
        "is_closed": item.is_closed,
        "closed_reason": item.get_closed_reason_display(),
        "closing_words": item.closing_words,
    }


def closed_item(item):
    return {
        "key": item.pk,
        "number": item.number,
        "is_closed": True,
        "closed_sentence": closed_sentence(item),
    }


def closed_sentence(item):
    return f"This item will be considered in closed session ({item.closed_reason})."


def timed(document, meeting, items):
    """With the time each item is allowed and planned to begin, and when all would end."""
    clock = meeting.starts_at and datetime.datetime.combine(meeting.held_on, meeting.starts_at)
    if not any(item.minutes_allowed for item in items):
        clock = None
    for item, facts in zip(items, document["items"], strict=True):
        facts["allowed"] = f"{item.minutes_allowed} min" if item.minutes_allowed else ""
        facts["begins"] = f"{clock:%H:%M}" if clock else ""
        if clock and item.outcome != item.Outcome.WITHDRAWN:
            clock += datetime.timedelta(minutes=item.minutes_allowed or 0)
    return {**document, "ends": f"{clock:%H:%M}" if clock else ""}


def with_admitted(document, full, admitted):
    """The open document, and of the full one, made at the same moment, the items of these ids:
    for a co-optee who is admitted to them. Another closed item stays its number and sentence."""
    chosen = {item["key"]: item for item in full["items"] if item["key"] in admitted}
    if not chosen:
        return document
    return {
        **document,
        "fullness": ADMITTED,
        "fullness_label": COPIES[ADMITTED],
        "has_closed": True,
        "changes": [
            *(change for change in document["changes"] if change["key"] not in chosen),
            *(change for change in full["changes"] if change["key"] in chosen),
        ],
        "items": [chosen.get(item["key"], item) for item in document["items"]],
    }


def without(document, withheld, *, papers=frozenset(), hidden=frozenset()):
    """A document frozen earlier, without what this reader may not have today.

    `withheld`: the closed items kept from the reader, and those that were closed since.
    `papers`: ids of the closed papers; `hidden`: ids of the items whose closed papers are kept
    from the reader.
    """
    closed = {item.pk: item for item in withheld}
    document = without_papers(document, papers, hidden)
    return {
        **document,
        "changes": [change for change in document["changes"] if change["key"] not in closed],
        "items": [
            closed_item(closed[item["key"]]) if item["key"] in closed else item
            for item in document["items"]
        ],
    }


# What a supplement changes

OF_A_PAPER = ("key", "is_closed")
FACTS = {"date": "The date", "time": "The time", "venue": "The place"}


def changes_between(before, now):
    """What `now` says otherwise than `before`: [{"key": item or None, "text": a sentence}].

    Both are documents of one fullness; of a closed item an open document holds no words, so the
    sentences about it hold none either.
    """
    changes = [
        {"key": None, "text": f"{name} is now {now[fact] or 'not yet known'}."}
        for fact, name in FACTS.items()
        if before[fact] != now[fact]
    ]
    known = {item["key"]: item for item in before["items"]}
    standing = {item["key"] for item in now["items"]}
    for item in now["items"]:
        was = known.get(item["key"])
        texts = changes_of(was, item) if was else [added(item)]
        changes += [{"key": item["key"], "text": text} for text in texts]
        changes += changes_under(item, was)
    kept = [item["key"] for item in before["items"] if item["key"] in standing]
    if [item["key"] for item in now["items"] if item["key"] in known] != kept:
        order = ", ".join(item["number"] for item in now["items"])
        changes.append({"key": None, "text": f"The order of the items is now {order}."})
    return changes


def changes_under(item, was):
    """What has become of the papers of an item; of an item that is added, its papers."""
    before = was.get("papers", []) if was else []
    named = changes_of_papers(item["number"], before, item.get("papers", []))
    if "title" not in item or item["outcome"] == OUTCOMES["withdrawn"]:
        return []
    return [
        {"key": item["key"], "text": text, "paper": {name: line[name] for name in OF_A_PAPER}}
        for line, text in named
    ]


def added(item):
    if "title" not in item:
        return f"Item {item['number']} is added. {item['closed_sentence']}"
    closed = ", closed" if item["is_closed"] else ""
    return f"Item {item['number']} is added{closed}: {item['title']}."


def changes_of(was, item):
    number = item["number"]
    if was["number"] != number:
        yield f"Item {was['number']} is now item {number}."
    if item["is_closed"] and not was["is_closed"]:
        yield f"Item {number} will now be considered in closed session."
    if was["is_closed"] and not item["is_closed"]:
        yield f"Item {number} is now open: {item['title']}."
    if "title" not in item or "title" not in was:
        return
    if was["title"] != item["title"]:
        yield f"Item {number} was called “{was['title']}” and is now “{item['title']}”."
    if was["outcome"] != item["outcome"] and item["outcome"]:
        yield f"Item {number}: {item['outcome'][0].lower()}{item['outcome'][1:]}"
    if was["purpose"] != item["purpose"]:
        yield f"Item {number} is now {item['purpose'].lower() or 'without a stated purpose'}."
    if was["presenter"] != item["presenter"]:
        yield f"Item {number} is now a report of {item['presenter'] or 'nobody named'}."
