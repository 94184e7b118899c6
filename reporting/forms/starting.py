from django import forms

from accounts.forms import BoardForm
from board.models import BoardSettings, Group
from reporting.models import ActivityReport
from reporting.quarter import parse, previous, quarter_of, year_of

QUARTERS_OFFERED = 8
YEARS_OFFERED = 3
STARTED = " – started already"


class StartForm(BoardForm):
    """Which quarter or year to report on, and to which committee."""

    submit_label = "Start the report"

    quarter = forms.ChoiceField(
        label="Quarter or year",
        help_text="The report of a year is told from its four quarters, for the review of"
        " effectiveness.",
        error_messages={"invalid_choice": "Select a quarter or a year from the list"},
    )
    committee = forms.ModelChoiceField(
        Group.objects.filter(kind=Group.Kind.COMMITTEE),
        label="To which committee?",
        empty_label=None,
        help_text="Others can be added in the report.",
    )

    with_closed_part = forms.BooleanField(
        required=False,
        label="Draft a closed part too",
        help_text="From closed items and rows, for a committee that may read them. The public"
        " version of the same report leaves it out.",
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        written = set(ActivityReport.objects.values_list("quarter_slug", flat=True))
        quarters = quarters_offered(today)
        waiting = [quarter.slug for quarter in quarters if quarter.slug not in written]
        self.fields["quarter"].choices = [
            (name, [choice(period, written) for period in periods])
            for name, periods in [("Quarters", quarters), ("Years", years_offered(today))]
        ]
        self.initial["quarter"] = waiting[0] if waiting else ""

    def clean_quarter(self):
        return parse(self.cleaned_data["quarter"])


def choice(period, written):
    return period.slug, f"{period.label}{STARTED if period.slug in written else ''}"


def years_offered(today):
    """The year now running and those before it, the one that ended last first."""
    kind = BoardSettings.current().quarter_year
    running = year_of(today, kind)
    ended = [previous(running, kind)]
    while len(ended) < YEARS_OFFERED - 1:
        ended.append(previous(ended[-1], kind))
    return [ended[0], running, *ended[1:]]


def quarters_offered(today):
    """The last quarter that ended, then the one now running, then earlier ones."""
    kind = BoardSettings.current().quarter_year
    running = quarter_of(today, kind)
    ended = [previous(running, kind)]
    while len(ended) < QUARTERS_OFFERED:
        ended.append(previous(ended[-1], kind))
    return [ended[0], running, *ended[1:]]
