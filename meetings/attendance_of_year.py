"""The attendance of a year by seat: what the matrix shows, as plain data.

Each seat counts once at a meeting, whoever of its holders came. The meetings are those of the Board
that took place and whose attendance is recorded; postponed and cancelled ones do not count.
"""

import datetime
from dataclasses import dataclass

from board.models import BoardSettings, Seat, SeatHolding
from meetings.models import Attendance, Meeting

Status = Attendance.Status
# The first that somebody of the seat has, decides.
MARKS = {
    Status.PRESENT: ("P", "Present"),
    Status.REMOTE: ("R", "Remote"),
    Status.SUBSTITUTE: ("S", "Substitute"),
    Status.IN_ATTENDANCE: ("P", "Present"),
    Status.APOLOGIES: ("A", "Apologies"),
    Status.ABSENT: ("–", "Absent"),
}
NOTHING = ("·", "Nothing recorded")
NO_SEAT = ("no seat", "The seat did not exist")
KEY = [*dict.fromkeys(MARKS.values()), NOTHING, NO_SEAT]


@dataclass(frozen=True)
class Year:
    start: datetime.date
    end: datetime.date
    label: str

    @property
    def number(self):
        return self.start.year


def year_of(day, kind):
    """The financial or calendar year (`BoardSettings.quarter_year`) that a day falls in."""
    is_financial = kind == BoardSettings.QuarterYear.FINANCIAL
    return year_from(day.year - (is_financial and day.month < 4), kind)


def year_from(number, kind):
    if kind == BoardSettings.QuarterYear.FINANCIAL:
        start, end = datetime.date(number, 4, 1), datetime.date(number + 1, 3, 31)
        return Year(start, end, f"{number}–{(number + 1) % 100:02}")
    return Year(datetime.date(number, 1, 1), datetime.date(number, 12, 31), str(number))


@dataclass(frozen=True)
class SeatInTheYear:
    """A line of the matrix: a mark (symbol, words) for each meeting, and how many of how many."""

    seat: Seat
    meetings: list
    holders: str
    marks: list
    came: int
    asked: int

    @property
    def cells(self):
        """(meeting, symbol, words) of each meeting."""
        return [(meeting, *mark) for meeting, mark in zip(self.meetings, self.marks, strict=True)]

    @property
    def figure(self):
        if self.seat.is_always_asked:
            return f"{self.came} of {self.asked}" if self.asked else "–"
        return f"came {self.came}" if self.came else "did not come"


@dataclass(frozen=True)
class AttendanceOfYear:
    year: Year
    meetings: list
    lines: list
    totals: list
    left_out: list

    @property
    def total_cells(self):
        return list(zip(self.meetings, self.totals, strict=True))


def attendance_of_year(year, *, user, today):
    """What `user` may know of the year's attendance, told up to `today`."""
    of_the_board = Meeting.objects.visible_to(user).of_the_board().between(year.start, year.end)
    past = list(of_the_board.on_or_before(today).select_related("group").order_by("held_on", "pk"))
    statuses = statuses_by_seat(past, user)
    meetings = [m for m in past if m.has_taken_place and m.pk in statuses]
    seats = Seat.objects.exclude(category__in=["secretariat", "observer"])
    names = holders_in(year)
    lines = [
        line_of(seat, meetings, statuses, names.get(seat.pk, ""))
        for seat in seats
        if any(seat.is_in_force(meeting.held_on) for meeting in meetings)
    ]
    return AttendanceOfYear(
        year=year,
        meetings=meetings,
        lines=lines,
        totals=[total(meeting, lines, at) for at, meeting in enumerate(meetings)],
        left_out=[(meeting, why_left_out(meeting)) for meeting in past if meeting not in meetings],
    )


def statuses_by_seat(meetings, user):
    """{meeting: {seat: statuses}} of those whose attendance is recorded."""
    rows = Attendance.objects.visible_to(user).filter(meeting__in=meetings)
    found = {}
    for meeting, seat, status in rows.values_list("meeting", "seat", "status"):
        if status != Status.EXPECTED:
            found.setdefault(meeting, {}).setdefault(seat, set()).add(status)
    return found


def holders_in(year):
    """{seat: the names of those who held it in the year}."""
    names = {}
    held = SeatHolding.objects.held_after(year.start, inclusive=True).select_related("person")
    for holding in held.order_by("position", "pk"):
        if holding.starts_on is None or holding.starts_on <= year.end:
            names.setdefault(holding.seat_id, []).append(holding.printed_name)
    return {seat: ", ".join(dict.fromkeys(found)) for seat, found in names.items()}


def line_of(seat, meetings, statuses, holders):
    marks = [
        mark(statuses[meeting.pk].get(seat.pk, ()))
        if seat.is_in_force(meeting.held_on)
        else NO_SEAT
        for meeting in meetings
    ]
    return SeatInTheYear(
        seat=seat,
        meetings=meetings,
        holders=holders,
        marks=marks,
        came=sum(is_there(mark) for mark in marks),
        asked=sum(mark != NO_SEAT for mark in marks),
    )


def mark(statuses):
    return next((MARKS[status] for status in MARKS if status in statuses), NOTHING)


def is_there(mark):
    return mark in (MARKS[Status.PRESENT], MARKS[Status.REMOTE], MARKS[Status.SUBSTITUTE])


def total(meeting, lines, at):
    """How many of the seats that are always asked were there."""
    asked = [line for line in lines if line.seat.is_always_asked and line.marks[at] != NO_SEAT]
    return f"{sum(is_there(line.marks[at]) for line in asked)} of {len(asked)}"


def why_left_out(meeting):
    if not meeting.stands:
        return meeting.get_state_display().lower()
    if not meeting.has_taken_place:
        return "not recorded as held"
    return "attendance not recorded"
