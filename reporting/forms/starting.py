from django import forms

from accounts.forms import BoardForm
from board.models import BoardSettings, Group
from reporting.models import ActivityReport
from reporting.quarter import parse, previous, quarter_of

QUARTERS_OFFERED = 8
STARTED = " – started already"


class StartForm(BoardForm):
    """Which quarter to report on, and to which committee."""

    submit_label = "Start the report"

    quarter = forms.ChoiceField(
        label="Quarter", error_messages={"invalid_choice": "Select a quarter from the list"}
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
            (quarter.slug, f"{quarter.label}{STARTED if quarter.slug in written else ''}")
            for quarter in quarters
        ]
        self.initial["quarter"] = waiting[0] if waiting else ""

    def clean_quarter(self):
        return parse(self.cleaned_data["quarter"])


def quarters_offered(today):
    """The last quarter that ended, then the one now running, then earlier ones."""
    kind = BoardSettings.current().quarter_year
    running = quarter_of(today, kind)
    ended = [previous(running, kind)]
    while len(ended) < QUARTERS_OFFERED:
        ended.append(previous(ended[-1], kind))
    return [ended[0], running, *ended[1:]]
