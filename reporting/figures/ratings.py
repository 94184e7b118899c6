"""The ratings of the action table at the end of quarter after quarter. Open rows only."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from actions.models import Rating
from actions.silence import in_silence
from actions.table import last_board_meeting_before
from priorities.models import Priority
from reporting.quarter import Period, last_quarters

from .table import open_rows

SILENT = "no_return"


@dataclass(frozen=True)
class RatingsOfQuarter:
    """How many rows had which rating on a day, in each key crime area and in all."""

    period: Period
    as_at: date
    by_area: dict[int, Counter]

    @property
    def in_all(self):
        return sum(self.by_area.values(), Counter())


@dataclass(frozen=True)
class RatingsOverTime:
    """The same key crime areas at the end of each quarter, the earliest first."""

    areas: tuple[Priority, ...]
    quarters: tuple[RatingsOfQuarter, ...]


def ratings_over_time(period, *, end, number=4):
    """`RatingsOverTime` of the quarters up to the last of `period`; the one that is still running
    is told up to `end`. The queries grow with the quarters, never with the rows."""
    quarters = tuple(
        RatingsOfQuarter(quarter, min(quarter.end, end), ratings_on(min(quarter.end, end)))
        for quarter in last_quarters(period, number)
        if quarter.start <= end
    )
    named = set().union(*(quarter.by_area for quarter in quarters))
    areas = Priority.objects.filter(pk__in=named).order_by("position", "pk")
    return RatingsOverTime(tuple(areas), quarters)


def ratings_on(day):
    """{key crime area: {rating: rows}} of the table as it printed on a day; what nobody answered
    for in the last round is `SILENT`, whatever its rating was."""
    rows = printed_rows(day, meeting=last_board_meeting_before(day))
    counted = rows.order_by().values("area_id", "rating", "is_silent").annotate(rows=Count("pk"))
    found = {}
    for row in counted:
        rating = SILENT if row["is_silent"] else row["rating"]
        found.setdefault(row["area_id"], Counter())[rating] += row["rows"]
    return found


def printed_rows(day, *, meeting):
    """The open rows that print on a day; `meeting` is the last of the Board before it."""
    rows = open_rows(day).filter(is_dropped=False).annotate(is_silent=in_silence(day))
    return rows.exclude(rating=Rating.BLUE, rated_on__lt=meeting) if meeting else rows
