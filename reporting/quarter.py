"""The quarters a report speaks of, by the financial or the calendar year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from board.models import BoardSettings

FINANCIAL = BoardSettings.QuarterYear.FINANCIAL
CALENDAR = BoardSettings.QuarterYear.CALENDAR
FIRST_MONTH = {FINANCIAL: 4, CALENDAR: 1}

_SLUG = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?-q([1-4])")


@dataclass(frozen=True)
class Quarter:
    """Three months of a year: Q1 2018–19 (April to June 2018)."""

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


def quarter_of(day, kind):
    """The quarter a day falls in; `kind` is a choice of `BoardSettings.quarter_year`."""
    first = FIRST_MONTH[kind]
    months = (day.month - first) % 12
    year = day.year if day.month >= first else day.year - 1
    return _quarter(year, months // 3 + 1, kind)


def previous(quarter, kind):
    return quarter_of(quarter.start - timedelta(days=1), kind)


def following(quarter, kind):
    return quarter_of(quarter.end + timedelta(days=1), kind)


def parse(slug):
    """The quarter that `2018-19-q1` (financial) or `2018-q1` (calendar) names, or None."""
    match = _SLUG.fullmatch(slug)
    if not match:
        return None
    year, second, number = int(match[1]), match[2], int(match[3])
    if not 1900 <= year <= 2999:
        return None
    quarter = _quarter(year, number, FINANCIAL if second else CALENDAR)
    return quarter if quarter.slug == slug else None


def _quarter(year, number, kind):
    month = FIRST_MONTH[kind] + 3 * (number - 1)
    start = date(year + (month > 12), (month - 1) % 12 + 1, 1)
    last = date(start.year, start.month + 2, 1)
    end = date(last.year + last.month // 12, last.month % 12 + 1, 1) - timedelta(days=1)
    shown, slug = str(year), str(year)
    if kind == FINANCIAL:
        shown, slug = f"{year}–{(year + 1) % 100:02}", f"{year}-{(year + 1) % 100:02}"
    months = f"{start:%B} to {end:%B} {end.year}"
    return Quarter(start, end, f"Q{number} {shown} ({months})", f"{slug}-q{number}")
