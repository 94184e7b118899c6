from django import forms

from accounts.forms import BoardForm
from meetings.models import Meeting


class ReferenceClosingForm(BoardForm):
    submit_label = "Close the reference"

    meeting = forms.ModelChoiceField(
        None,
        label="Closed at the meeting",
        empty_label="Select a meeting",
        error_messages={"required": "Select the meeting that closed it"},
    )
    outcome = forms.CharField(
        label="What was done",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Do not enter intelligence on people or organised crime groups here.",
        error_messages={"required": "Enter what was done"},
    )

    def __init__(self, *args, reference, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = (
            Meeting.objects.stands()
            .after(reference.minutes.meeting.held_on)
            .on_or_before(today)
            .select_related("group")
        )
