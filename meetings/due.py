"""By when the agenda of a meeting goes out, and whether it did."""

import datetime
from dataclasses import dataclass

from board.clear_days import all_holidays, latest_day
from meetings.models import Meeting


@dataclass(frozen=True)
class AgendaDue:
    """The latest day for the agenda; `is_sure` is False where no holidays of that year are known."""

    day: datetime.date
    clear_days: int
    is_sure: bool
    is_overdue: bool


def agenda_due(meeting, board, *, today, holidays=None):
    """An AgendaDue, or None for a meeting that waits for no agenda any more."""
    awaited = meeting.state in Meeting.BEFORE_ISSUE and meeting.held_on >= today
    if not awaited:
        return None
    holidays = all_holidays() if holidays is None else holidays
    day = latest_day(meeting.held_on, board.agenda_clear_days, holidays)
    return AgendaDue(
        day=day,
        clear_days=board.agenda_clear_days,
        is_sure=any(known.year == day.year for known in holidays),
        is_overdue=day < today,
    )
