from django import forms

from accounts.fields import DateField, Radios, TimeField
from accounts.forms import BoardForm, BoardModelForm
from meetings.forms.themes import by_scheme
from meetings.models import Meeting
from priorities.models import Priority


class MeetingForm(BoardModelForm):
    submit_label = "Save the meeting"

    class Meta:
        model = Meeting
        fields = ["group", "held_on", "starts_at", "venue", "theme", "title"]
        field_classes = {"held_on": DateField, "starts_at": TimeField}
        widgets = {
            "starts_at": forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            "venue": forms.TextInput(),
        }
        labels = {
            "group": "Whose meeting",
            "held_on": "Date",
            "starts_at": "Time (optional)",
            "venue": "Place (optional)",
            "theme": "Theme (optional)",
            "title": "Label (optional)",
        }
        help_texts = {
            "starts_at": "Such as 10:00.",
            "theme": "Published with the notice of the meeting, so keep it neutral.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = self.fields["group"].queryset.exclude(kind="committee")
        in_order = Priority.objects.select_related("scheme")
        self.fields["theme"].choices = [("", "None yet"), *by_scheme(in_order)]

    def clean(self):
        data = super().clean()
        same = Meeting.objects.stands().exclude(pk=self.instance.pk)
        facts = ("group", "held_on", "starts_at", "title")
        if not self.errors and same.filter(**{name: data[name] for name in facts}).exists():
            self.add_error(
                "held_on", "There is a meeting of this group at this time: give this one a label"
            )
        return data


class CallingOffForm(BoardForm):
    submit_label = "Record it"
    warning = True

    state = forms.ChoiceField(
        label="What has become of it",
        choices=[
            (Meeting.State.POSTPONED, "Postponed: change its date when the new one is known"),
            (Meeting.State.CANCELLED, "Cancelled"),
        ],
        widget=Radios,
        error_messages={"required": "Select postponed or cancelled"},
    )
