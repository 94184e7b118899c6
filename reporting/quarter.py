"""The quarters and years a report speaks of, financial or calendar."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from board.models import BoardSettings

FINANCIAL = BoardSettings.QuarterYear.FINANCIAL
CALENDAR = BoardSettings.QuarterYear.CALENDAR
FIRST_MONTH = {FINANCIAL: 4, CALENDAR: 1}

_SLUG = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-q([1-4]))?")


@dataclass(frozen=True)
class Period:
    """Three months, Q1 2018–19 (April to June 2018), or a year, 2018–19 (April 2018 to March
    2019)."""

    start: date
    end: date
    label: str
    slug: str

    def __str__(self):
        return self.label

    @property
    def name(self):
        """The label without its months: Q1 2018–19."""
        return self.label.partition(" (")[0]

    @property
    def is_year(self):
        return (self.end - self.start).days > 300

    @property
    def word(self):
        return "year" if self.is_year else "quarter"

    @property
    def quarters(self):
        """The four of a year, or the one itself."""
        if not self.is_year:
            return [self]
        return [_quarter(self.start.year, number, self.kind) for number in (1, 2, 3, 4)]

    @property
    def kind(self):
        """Of the financial or the calendar year, a choice of `BoardSettings.quarter_year`."""
        return FINANCIAL if _SLUG.fullmatch(self.slug)[2] else CALENDAR


def last_quarters(period, number):
    """The quarters up to the last of a period, the earliest first."""
    found = [period.quarters[-1]]
    while len(found) < number:
        found.insert(0, previous(found[0], period.kind))
    return found


def quarter_of(day, kind):
    """The quarter a day falls in; `kind` is a choice of `BoardSettings.quarter_year`."""
    first = FIRST_MONTH[kind]
    months = (day.month - first) % 12
    return _quarter(_first_year(day, kind), months // 3 + 1, kind)


def year_of(day, kind):
    """The year a day falls in; `kind` is a choice of `BoardSettings.quarter_year`."""
    return _year(_first_year(day, kind), kind)


def previous(period, kind):
    """The quarter before a quarter, the year before a year."""
    return _of(period)(period.start - timedelta(days=1), kind)


def following(period, kind):
    return _of(period)(period.end + timedelta(days=1), kind)


def _of(period):
    return year_of if period.is_year else quarter_of


def parse(slug):
    """The period that `2018-19-q1` or `2018-19` (financial), `2018-q1` or `2018` (calendar)
    names, or None."""
    match = _SLUG.fullmatch(slug)
    if not match:
        return None
    year, second, number = int(match[1]), match[2], match[3]
    if not 1900 <= year <= 2999:
        return None
    kind = FINANCIAL if second else CALENDAR
    period = _quarter(year, int(number), kind) if number else _year(year, kind)
    return period if period.slug == slug else None


def _first_year(day, kind):
    return day.year if day.month >= FIRST_MONTH[kind] else day.year - 1


def _year(year, kind):
    start = date(year, FIRST_MONTH[kind], 1)
    end = date(year + 1, FIRST_MONTH[kind], 1) - timedelta(days=1)
    shown, slug = _names(year, kind)
    first = f"{start:%B}" if start.year == end.year else f"{start:%B} {start.year}"
    return Period(start, end, f"{shown} ({first} to {end:%B} {end.year})", slug)


def _quarter(year, number, kind):
    month = FIRST_MONTH[kind] + 3 * (number - 1)
    start = date(year + (month > 12), (month - 1) % 12 + 1, 1)
    last = date(start.year, start.month + 2, 1)
    end = date(last.year + last.month // 12, last.month % 12 + 1, 1) - timedelta(days=1)
    shown, slug = _names(year, kind)
    months = f"{start:%B} to {end:%B} {end.year}"
    return Period(start, end, f"Q{number} {shown} ({months})", f"{slug}-q{number}")


def _names(year, kind):
    """How a year is printed, and how an address names it."""
    if kind == CALENDAR:
        return str(year), str(year)
    return f"{year}–{(year + 1) % 100:02}", f"{year}-{(year + 1) % 100:02}"
