from django import forms

from accounts.fields import DateField
from accounts.forms import BoardForm


class VersionForm(BoardForm):
    """The version of the report that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)


class SubmissionForm(BoardForm):
    """To which committee a report was sent, and when."""

    submit_label = "Record that it was sent"

    submission = forms.ModelChoiceField(
        None, label="Sent to", empty_label=None, error_messages={"required": "Select a committee"}
    )
    submitted_on = DateField(label="Date it was sent")

    def __init__(self, *args, report, today, **kwargs):
        self.today = today
        super().__init__(*args, initial={"submitted_on": today}, **kwargs)
        waiting = report.submissions.select_related("group").filter(submitted_on=None)
        self.fields["submission"].queryset = waiting

    def clean_submitted_on(self):
        day = self.cleaned_data["submitted_on"]
        if day > self.today:
            raise forms.ValidationError("The date it was sent must not be after today")
        return day
