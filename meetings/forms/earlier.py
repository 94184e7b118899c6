import uuid

from crispy_forms.layout import Layout
from django import forms

from accounts.fields import Checkboxes, DateField, Radios
from accounts.forms import BoardForm, Folded
from meetings.forms.agenda import CLOSED, OPEN
from meetings.forms.minutes import LONGEST, owner_key, possible_owners
from meetings.forms.papers import CheckedFileField
from meetings.models import ClosedReason, EarlierCopy, Entry, Reference
from papers.plain_pdf import words_in
from papers.uploads import PDF


class PdfField(CheckedFileField):
    """A checked file that is a PDF."""

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.kind != PDF:
            raise forms.ValidationError("Choose a PDF: print the minutes to PDF first.")
        return file


def copy_of(file, *, is_public):
    return EarlierCopy(
        is_public=is_public,
        text=words_in(file.content),
        file_name=file.name,
        pages=file.pages,
        sha256=file.sha256,
        content=file.content,
    )


class EarlierMinutesForm(BoardForm):
    """Minutes that exist already, kept as a file."""

    submit_label = "Keep these minutes"

    file = PdfField(
        label="The minutes as a PDF",
        help_text="Up to 20 MB. Closed: only members and the secretariat read it.",
        error_messages={"required": "Choose the PDF of the minutes"},
    )
    approved_on = DateField(
        label="The day a meeting approved them (optional)",
        required=False,
        help_text="As the papers say. Leave it empty where they do not.",
    )

    def copy(self):
        return copy_of(self.cleaned_data["file"], is_public=False)


class EarlierPublicForm(BoardForm):
    """What the public may read of earlier minutes: another PDF, or a text."""

    submit_label = "Keep it, and look at it before it is public"

    file = PdfField(
        label="A PDF without what is closed (optional)",
        required=False,
        help_text="A black box over words hides nothing: delete the words, then print to PDF.",
    )
    text = forms.CharField(
        label="Or a text (optional)",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="A summary, or the open part of the minutes.",
    )

    def __init__(self, *args, minutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.minutes = minutes

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if bool(data.get("file")) == bool(data.get("text")):
            self.add_error("file", "Choose a PDF or type a text: one of the two")
        return data

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.sha256 == self.minutes.earlier_file.sha256:
            raise forms.ValidationError(
                "This is the very file of the closed minutes: choose the one without what is closed."
            )
        return file

    def copy(self):
        if self.cleaned_data["file"]:
            return copy_of(self.cleaned_data["file"], is_public=True)
        return EarlierCopy(is_public=True, text=self.cleaned_data["text"])


class ByHandForm(BoardForm):
    """A decision or a reference that earlier minutes hold."""

    submit_label = "Record it"

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("decision", "A decision"), ("note", "An outstanding reference")],
        widget=Radios(
            hints={
                "decision": "“RESOLVED – That” is printed in front of it.",
                "note": "It gets the next permanent number of that year.",
            }
        ),
        error_messages={"required": "Select whether it is a decision or a reference"},
    )
    text = forms.CharField(
        label="The words of the minutes",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Type the words of the minutes"},
    )
    is_closed = forms.TypedChoiceField(
        label="Open or closed",
        choices=[(OPEN, "Open"), (CLOSED, "Closed")],
        coerce=lambda choice: choice == CLOSED,
        widget=Radios(hints={CLOSED: "Only members and the secretariat read it."}),
        initial=CLOSED,
        error_messages={"required": "Choose whether it is open or closed"},
    )
    closed_reason = forms.ChoiceField(
        label="Reason, when closed", required=False, choices=[("", "–"), *ClosedReason.choices]
    )
    owners = forms.MultipleChoiceField(
        label="Who does it", required=False, widget=Checkboxes(inline=True)
    )
    due = forms.ChoiceField(
        label="Due",
        required=False,
        choices=Reference.Due.choices,
        initial=Reference.Due.NONE,
        widget=Radios(inline=True),
    )
    due_on = DateField(label="The date it is due by", required=False)

    def __init__(self, *args, minutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.owners_by_key = {owner_key(o): o for o in possible_owners(minutes.meeting)}
        self.fields["owners"].choices = [(k, str(o)) for k, o in self.owners_by_key.items()]
        of_a_reference = ("owners", "due", "due_on")
        shown = [name for name in self.fields if name not in of_a_reference]
        folded = Folded("Of a reference: who does it, and by when", *of_a_reference)
        self.helper.layout = Layout(*shown, folded)

    def clean(self):
        data = super().clean()
        if data.get("is_closed") and not data.get("closed_reason"):
            self.add_error("closed_reason", "Select the reason for closing it")
        if data.get("is_closed") is False:
            data["closed_reason"] = ""
        data["due"] = data.get("due") or Reference.Due.NONE
        if data["due"] == Reference.Due.DATE and not data.get("due_on"):
            if "due_on" not in self.errors:
                self.add_error("due_on", "Enter the date it is due by")
        elif data["due"] != Reference.Due.DATE:
            data["due_on"] = None
        return data

    def entry(self):
        data = self.cleaned_data
        text = data["text"]
        if data["kind"] == "note" and "(n)" not in text:
            text = f"{text} (n)"
        return Entry(
            key=data["key"],
            text=text,
            kind=data["kind"],
            is_closed=data["is_closed"],
            closed_reason=data["closed_reason"],
        )

    def facts(self):
        data = self.cleaned_data
        owners = [self.owners_by_key[key] for key in data["owners"]]
        return {"owners": owners, "due": data["due"], "due_on": data["due_on"]}
