"""How those in the room are named in the minutes: by role, by initials, or by name."""

from dataclasses import dataclass

from board.models import Seat

ROLES = {
    Seat.Category.CHAIRMAN: "the Chairman",
    Seat.Category.DEPUTY_CHAIRMAN: "the deputy chairman",
}


@dataclass(frozen=True)
class Speaker:
    """Somebody who came: what the minutes call them, and words by which they are found too."""

    name: str
    initials: str
    role: str
    about: str
    is_in_chair: bool
    is_in_room: bool


def speakers(attendances, room):
    """Everybody once, though a substitute has a row in each seat they came for."""
    people = {}
    for row in attendances:
        if row.has_come:
            people.setdefault((row.name, row.organisation), []).append(row)
    return [speaker(rows, room) for rows in people.values()]


def speaker(rows, room):
    first = rows[0]
    return Speaker(
        name=first.name,
        initials=next((row.initials for row in rows if row.initials), ""),
        role=next(filter(None, map(role_of, rows)), ""),
        about=", ".join(dict.fromkeys(filter(None, [first.capacity, first.organisation]))),
        is_in_chair=any(row.is_in_chair for row in rows),
        is_in_room=any(row in room.rows and row not in room.left for row in rows),
    )


def role_of(row):
    seated = ROLES.get(row.seat.category, "") if row.seat else ""
    return seated or ("the Chairman" if row.is_in_chair else "")
