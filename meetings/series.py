"""A series of meetings: the days that follow from how often a group resolved to meet."""

import calendar
import datetime
from dataclasses import dataclass
from itertools import count, takewhile

from django.db import transaction
from django.utils.formats import date_format

from audit.events import record_event
from board.clear_days import ONE_DAY, is_working_day
from board.models import Group
from meetings.models import Meeting

MOST = 24


@dataclass(frozen=True)
class ProposedDay:
    """A day for a meeting, and why it is not the one that the rule gives."""

    day: datetime.date
    moved: str = ""

    @property
    def note(self):
        return f"{date_format(self.day, 'l j F Y')}. {self.moved}".strip()


def proposed_days(first, months, *, same_weekday, holidays, number=MOST, until=None):
    """The days of a series from `first`, every so many months: the same weekday of the month
    (the third Wednesday; the last one where there is no fifth) or the same date of the month.

    A day on which nobody works gives way to the next working day. `holidays` is {day: name}.
    Ends after `number`, or with the last day that is not after `until`.
    """
    find = weekday_of_the_month if same_weekday else date_of_the_month
    days = (find(first, step * months) for step in count())
    days = takewhile(lambda day: until is None or day <= until, days)
    return [off_holidays(day, holidays) for day, _ in zip(days, range(number), strict=False)]


def month_after(first, months):
    index = first.year * 12 + first.month - 1 + months
    return index // 12, index % 12 + 1


def date_of_the_month(first, months):
    year, month = month_after(first, months)
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, min(first.day, last))


def weekday_of_the_month(first, months):
    year, month = month_after(first, months)
    begins, last = calendar.monthrange(year, month)
    days = range(1 + (first.weekday() - begins) % 7, last + 1, 7)
    nth = (first.day - 1) // 7
    return datetime.date(year, month, days[min(nth, len(days) - 1)])


def off_holidays(wanted, holidays):
    day = wanted
    while not is_working_day(day, holidays):
        day += ONE_DAY
    if day == wanted:
        return ProposedDay(day)
    why = holidays.get(wanted, "a weekend")
    return ProposedDay(day, f"Moved from {date_format(wanted, 'l j F Y')}: {why}.")


def enter_series(group, rows, *, starts_at, venue, by, standing=()):
    """Enter the meetings of (day, theme) rows at once; returns (entered, left out).

    `standing`: the standing items of the group that each agenda begins with.
    A day on which the group meets already is left out, so that a form sent twice acts once.
    """
    entered, left_out = [], []
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        for day, theme in rows:
            if Meeting.objects.stands().filter(group=group, held_on=day).exists():
                left_out.append(day)
                continue
            meeting = Meeting(
                group=group, held_on=day, theme=theme, starts_at=starts_at, venue=venue
            )
            meeting.arrange(by=by)
            meeting.start_from_standing_items(by=by, chosen=standing)
            entered.append(meeting)
        if entered:
            record_event("meeting.series_entered", by=by, subject=group)
    return entered, left_out
