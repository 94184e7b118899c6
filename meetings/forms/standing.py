from django import forms

from accounts.fields import Checkboxes
from accounts.forms import BoardForm
from meetings.models import StandingItem


class StandingChoiceForm(BoardForm):
    """Which standing items an agenda begins with: all of them, unless some are unticked."""

    submit_label = "Put these on the agenda"

    items = forms.ModelMultipleChoiceField(
        StandingItem.objects.none(),
        label="Standing items for the agenda",
        help_text="They go on in this order. Untick what the meeting does not need.",
        required=False,
        widget=Checkboxes,
    )

    def __init__(self, *args, standing, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["items"]
        field.queryset = StandingItem.objects.filter(pk__in=[item.pk for item in standing])
        field.label_from_instance = named
        self.initial["items"] = [item.pk for item in standing]


def named(item):
    return f"{item.title} (closed)" if item.is_closed else item.title
