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


class NotingForm(BoardForm):
    """Which committee noted a report, and when."""

    submission = forms.ModelChoiceField(
        None, label="Noted by", empty_label=None, error_messages={"required": "Select a committee"}
    )
    noted_on = DateField(label="Date it was noted")

    def __init__(self, *args, report, today, **kwargs):
        self.today = today
        super().__init__(*args, prefix="noting", **kwargs)
        sent = report.submissions.select_related("group").filter(submitted_on__isnull=False)
        self.fields["submission"].queryset = sent.filter(noted_on=None)

    def clean(self):
        day, sent = self.cleaned_data.get("noted_on"), self.cleaned_data.get("submission")
        if day and day > self.today:
            self.add_error("noted_on", "The date it was noted must not be after today")
        elif day and sent and day < sent.submitted_on:
            self.add_error("noted_on", "The date it was noted must not be before it was sent")
