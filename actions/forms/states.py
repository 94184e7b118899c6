from django import forms

from meetings.models import Meeting

from .versions import VersionForm


class StateForm(VersionForm):
    """A change of state made on the row's page, as at today."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_state_%s", **kwargs)

    @property
    def how(self):
        return {"by": self.user, "as_at": self.today, "version": self.cleaned_data["version"]}


class ConfirmationForm(StateForm):
    submit_label = "Confirm that it is complete"
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Meeting that agreed it is complete",
        help_text="Meetings held since the day it was reported complete.",
        empty_label="Select a meeting",
        error_messages={"required": "Select the meeting"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        since = Meeting.objects.took_place().filter(held_on__gte=self.row.rated_on or self.today)
        self.fields["meeting"].queryset = since.select_related("group")

    def has_meeting(self):
        return self.fields["meeting"].queryset.exists()

    def change(self):
        return self.row.action.confirm_completion(self.cleaned_data["meeting"], **self.how)


class ReasonForm(StateForm):
    note = forms.CharField(
        label="Why?",
        max_length=500,
        help_text="Kept in the row’s history.",
        error_messages={
            "required": "Say why",
            "max_length": "This is too long: use at most 500 characters",
        },
    )


class RemovalForm(ReasonForm):
    submit_label = "Take it off the table"
    warning = True

    def change(self):
        return self.row.action.drop(note=self.cleaned_data["note"], **self.how)


class ReturnForm(ReasonForm):
    submit_label = "Put it back on the table"

    def change(self):
        return self.row.action.reopen(note=self.cleaned_data["note"], **self.how)


class OpeningForm(StateForm):
    submit_label = "Open the row"

    def change(self):
        return self.row.action.open(**self.how)


class MoveForm(StateForm):
    direction = forms.ChoiceField(choices=[("up", "Move up"), ("down", "Move down")])

    def change(self):
        step = -1 if self.cleaned_data["direction"] == "up" else 1
        return self.row.action.move(step, **self.how)
