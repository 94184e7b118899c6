"""A meeting as an entry of a calendar. It says whose meeting, when and where, and nothing else:
neither label nor theme nor a word of the agenda."""

import datetime

from django.conf import settings

from papers.calendar import Entry


def calendar_facts(meeting, board_name):
    """What a calendar is told of a meeting, as plain data that a notice can freeze."""
    group = meeting.group
    name = board_name if group.kind == group.Kind.BOARD else f"{board_name}: {group.name}"
    return {
        "uid": f"meeting-{meeting.pk}@socboard",
        "sequence": meeting.sequence,
        "changed_at": meeting.arranged_at.isoformat(),
        "held_on": meeting.held_on.isoformat(),
        "starts_at": meeting.starts_at.strftime("%H:%M") if meeting.starts_at else "",
        "name": f"{name} (demonstration)" if meeting.is_made_up else name,
        "place": meeting.venue if meeting.stands else "",
        "status": status(meeting),
    }


def status(meeting):
    if not meeting.stands:
        return "CANCELLED"
    return "CONFIRMED" if meeting.starts_at or meeting.has_taken_place else "TENTATIVE"


def entry(facts, path):
    """`path` is where more can be read, on our own site."""
    return Entry(
        uid=facts["uid"],
        sequence=facts["sequence"],
        changed_at=datetime.datetime.fromisoformat(facts["changed_at"]),
        held_on=datetime.date.fromisoformat(facts["held_on"]),
        starts_at=datetime.time.fromisoformat(facts["starts_at"]) if facts["starts_at"] else None,
        name=facts["name"],
        place=facts["place"],
        status=facts["status"],
        address=settings.BASE_URL + path,
    )


def entries_of(meetings, board_name):
    return [
        entry(calendar_facts(meeting, board_name), meeting.get_absolute_url())
        for meeting in meetings
    ]


def entries_of_notices(notices):
    """From what was frozen when each meeting was announced."""
    return [
        entry(notice.document["calendar"], notice.get_absolute_url())
        for notice in notices
        if "calendar" in notice.document
    ]
