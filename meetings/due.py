"""By when the agenda of a meeting goes out, and whether it did."""

import datetime
from dataclasses import dataclass

from board.clear_days import all_holidays, latest_day
from meetings.models import Meeting


@dataclass(frozen=True)
class AgendaDue:
    """The latest day for the agenda, and the day it was issued, if it was.

    `is_sure` is False where no holidays of that year are known; `is_late` is said of an agenda
    that was issued after the latest day, or is awaited since.
    """

    day: datetime.date
    clear_days: int
    is_sure: bool
    is_late: bool
    issued_on: datetime.date | None = None


def agenda_due(meeting, board, *, today, holidays=None):
    """An AgendaDue; None for a meeting that waits for no agenda and never issued one here."""
    issued_on = None
    if meeting.state not in Meeting.BEFORE_ISSUE:
        issued_on = first_issued_on(meeting)
    awaited = meeting.state in Meeting.BEFORE_ISSUE and meeting.held_on >= today
    if not awaited and issued_on is None:
        return None
    holidays = all_holidays() if holidays is None else holidays
    day = latest_day(meeting.held_on, board.agenda_clear_days, holidays)
    return AgendaDue(
        day=day,
        clear_days=board.agenda_clear_days,
        is_sure=any(known.year == day.year for known in holidays),
        is_late=(issued_on or today) > day,
        issued_on=issued_on,
    )


def first_issued_on(meeting):
    """The day of the first issue: supplements may follow as late as they must."""
    if not meeting.stands:
        return None
    return meeting.agenda_issues.values_list("issued_on", flat=True).order_by("number").first()
