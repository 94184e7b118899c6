from django import forms

from accounts.fields import Radios
from accounts.forms import BoardForm, BoardModelForm
from meetings.forms.agenda import CLOSED, OPEN
from meetings.models import Paper
from papers.uploads import MAX_SIZE, UploadRefused, check_upload

KINDS = "PDF, Word (.docx), Excel (.xlsx), CSV, PNG or JPEG, up to 20 MB."


class CheckedFileField(forms.FileField):
    """A file that may be kept: its clean value is `papers.uploads.Checked`, or None."""

    def clean(self, data, initial=None):
        if data and data.size > MAX_SIZE:
            raise forms.ValidationError(
                "The file is larger than 20 MB: make it smaller, or divide it."
            )
        if data and not data.size:
            raise forms.ValidationError("The file is empty: choose another one.")
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return check_upload(file.name, file.read())
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


class PaperForm(BoardModelForm):
    """A paper and its facts; the file can come later."""

    submit_label = "Save the paper"

    is_closed = forms.TypedChoiceField(
        label="Open or closed",
        choices=[(OPEN, "Open"), (CLOSED, "Closed")],
        coerce=lambda choice: choice == CLOSED,
        widget=Radios(
            hints={CLOSED: "Only members and the secretariat read the title and the paper."}
        ),
        error_messages={"required": "Choose whether the paper is open or closed"},
    )
    file = CheckedFileField(
        label="File (optional)",
        required=False,
        help_text=f"Leave empty when the paper is still to follow. {KINDS}",
    )

    class Meta:
        model = Paper
        fields = ["title", "marking", "is_closed", "closed_reason"]
        labels = {"closed_reason": "Reason, when closed"}
        widgets = {"marking": Radios(inline=True)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["is_closed"] = ""
        reasons = self.fields["closed_reason"]
        reasons.choices = [("", "–"), *reasons.choices[1:]]
        if self.instance.pk:
            del self.fields["file"]
            self.initial["is_closed"] = CLOSED if self.instance.is_closed else OPEN
        if self.instance.counts_as_closed:
            # It is closed with its item, or for good until the Chairman opens it.
            del self.fields["is_closed"], self.fields["closed_reason"]

    def clean(self):
        data = super().clean()
        if data.get("is_closed") and not data.get("closed_reason"):
            self.add_error("closed_reason", "Select the reason for closing the paper")
        if data.get("is_closed") is False:
            data["closed_reason"] = ""
        return data


class PaperVersionForm(BoardForm):
    submit_label = "Keep this file"

    file = CheckedFileField(label="New file", help_text=KINDS)


class PackForm(BoardForm):
    """Which pack is asked for."""

    rendering = forms.ChoiceField()

    def __init__(self, *args, renderings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rendering"].choices = [(r.value, r.label) for r in renderings]
