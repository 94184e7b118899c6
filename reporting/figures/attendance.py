"""Who came to the Board's meetings, by seat. Open material only: whoever attended nothing but
closed items counts for nothing in it."""

from dataclasses import dataclass

from board.models import Seat
from meetings.attendance_of_year import SeatInTheYear, line_of, total
from meetings.models import Attendance, Meeting


@dataclass(frozen=True)
class AttendanceFigures:
    """Meetings of the Board whose attendance is recorded, a line for each seat, and how many came."""

    meetings: tuple[Meeting, ...]
    lines: tuple[SeatInTheYear, ...]
    totals: tuple[str, ...]


def attendance_figures(start, end):
    """`AttendanceFigures` from the first day to the last, in a fixed number of queries."""
    held = Meeting.objects.of_the_board().took_place().between(start, end)
    held = list(held.order_by("held_on", "pk"))
    statuses = open_statuses(held)
    meetings = [meeting for meeting in held if meeting.pk in statuses]
    seats = Seat.objects.exclude(category__in=["secretariat", "observer"])
    lines = [
        line_of(seat, meetings, statuses, holders="")
        for seat in seats
        if any(seat.is_in_force(meeting.held_on) for meeting in meetings)
    ]
    return AttendanceFigures(
        meetings=tuple(meetings),
        lines=tuple(lines),
        totals=tuple(total(meeting, lines, at) for at, meeting in enumerate(meetings)),
    )


def open_statuses(meetings):
    """{meeting: {seat: statuses}} of those whose attendance is recorded."""
    rows = Attendance.objects.open().filter(meeting__in=meetings)
    found = {}
    for meeting, seat, status in rows.values_list("meeting", "seat", "status"):
        if status != Attendance.Status.EXPECTED:
            found.setdefault(meeting, {}).setdefault(seat, set()).add(status)
    return found
