"""The latest day on which an agenda may go out, and the days on which nobody works.

The rule is the one of council committees (Local Government Act 1972, sections 100A and 100B):
an agenda is open to inspection at least five *clear* days before the meeting. Neither the day on
which it is issued nor the day of the meeting counts, and only working days do: not Saturdays,
Sundays and bank holidays in England and Wales. How many days is a setting of the Board.
"""

import datetime
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from board.models import Holiday

SATURDAY = 5
ONE_DAY = datetime.timedelta(days=1)


@cache
def built_in_holidays():
    """{day: name} of the list that comes with the library; it asks nobody over the network."""
    known = BankHolidays(use_cached_holidays=True)
    rows = known.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return {row["date"]: row["title"] for row in rows}


def all_holidays():
    """{day: name}: the built-in list, and the days that the Board entered itself."""
    return built_in_holidays() | dict(Holiday.objects.values_list("day", "name"))


def is_working_day(day, holidays):
    """`holidays` is any collection of days, such as `all_holidays()`."""
    return day.weekday() < SATURDAY and day not in holidays


def latest_day(meeting_day, clear_days, holidays):
    """The last working day that leaves `clear_days` whole working days before the meeting."""
    day = meeting_day
    for _ in range(clear_days + 1):
        day = working_day_before(day, holidays)
    return day


def working_day_before(day, holidays):
    day -= ONE_DAY
    while not is_working_day(day, holidays):
        day -= ONE_DAY
    return day
