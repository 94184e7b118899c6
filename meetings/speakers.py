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
    return [
        Speaker(
            name=row.name,
            initials=row.initials,
            role=role_of(row),
            about=", ".join(dict.fromkeys(filter(None, [row.capacity, row.organisation]))),
            is_in_chair=row.is_in_chair,
            is_in_room=row in room.rows and row not in room.left,
        )
        for row in attendances
        if row.has_come
    ]


def role_of(row):
    seated = ROLES.get(row.seat.category, "") if row.seat else ""
    return seated or ("the Chairman" if row.is_in_chair else "")
