"""A year, told from its four quarters. Open material only."""

from reporting.models import ActivityReport

from .facts import QuarterOfYear, YearFigures
from .partners import rounds_closed
from .table import table_figures

SENT = [ActivityReport.State.SUBMITTED, ActivityReport.State.NOTED]


def year_figures(year, meetings, *, today):
    """`YearFigures`; `meetings` are those of the year. Quarters to come are left out."""
    begun = [quarter for quarter in year.quarters if quarter.start <= today]
    sent = set(
        ActivityReport.objects.filter(
            quarter_slug__in=[quarter.slug for quarter in begun], state__in=SENT
        ).values_list("quarter_slug", flat=True)
    )
    return YearFigures(
        quarters=tuple(
            QuarterOfYear(
                period=quarter,
                meetings=tuple(
                    held for held in meetings if quarter.start <= held.held_on <= quarter.end
                ),
                table=table_figures(quarter.start, min(quarter.end, today)),
                was_reported=quarter.slug in sent,
            )
            for quarter in begun
        ),
        rounds=rounds_closed(year.start, year.end, today=today),
    )
