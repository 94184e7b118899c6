import copy

from django import forms

from accounts.fields import Radios
from accounts.forms import BoardModelForm
from meetings.models import AgendaItem

OPEN, CLOSED = "open", "closed"
OF_ITS_CLOSING = ["is_closed", "closed_reason", "closing_words", "public_summary"]
NONE_CHOSEN = {"purpose": "Neither", "closed_reason": "–", "outcome": "Taken in its place"}


class AgendaItemForm(BoardModelForm):
    submit_label = "Save the item"

    is_closed = forms.TypedChoiceField(
        label="Open or closed",
        choices=[(OPEN, "Open"), (CLOSED, "Closed")],
        coerce=lambda choice: choice == CLOSED,
        widget=Radios(
            hints={CLOSED: "Only members and the secretariat read the title and what was said."}
        ),
        error_messages={"required": "Choose whether the item is open or closed"},
    )

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = AgendaItem
        fields = [
            "number",
            "title",
            "presenter",
            "purpose",
            "is_closed",
            "closed_reason",
            "closing_words",
            "public_summary",
            "outcome",
        ]
        widgets = {
            "number": forms.TextInput(attrs={"class": "govuk-input--width-4"}),
            "purpose": forms.Select,
            "closing_words": forms.TextInput,
            "public_summary": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "presenter": "Report of (optional)",
            "purpose": "For information or for decision (optional)",
            "closed_reason": "Reason, when closed",
            "closing_words": "Explanation, when closed (optional)",
            "public_summary": "Public summary, when closed (optional)",
            "outcome": "What became of it (optional)",
        }
        help_texts = {
            "number": "Such as 5 or 3a.",
            "closed_reason": "Everybody reads this reason and the number of the item.",
            "closing_words": "Itself closed: read only by those who may read the item.",
            "public_summary": "Everybody reads this in place of the item.",
        }

    def __init__(self, *args, may_open, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_open = may_open
        self.now = copy.copy(self.instance) if self.instance.pk else None
        self.initial["version"] = self.instance.version
        self.is_overtaken = False
        for name, words in NONE_CHOSEN.items():
            self.fields[name].choices = [("", words), *self.fields[name].choices[1:]]
        self.was_closed = self.instance.pk and self.instance.is_closed
        self.initial["is_closed"] = ""
        if self.instance.pk:
            self.initial["is_closed"] = CLOSED if self.instance.is_closed else OPEN
        else:
            del self.fields["outcome"]
        if self.instance.meeting.is_settled:
            # What the approved minutes print stays; what everybody may read of it does not.
            self.fields = {name: self.fields[name] for name in ["version", *OF_ITS_CLOSING]}

    def clean_number(self):
        number = self.cleaned_data["number"]
        others = self.instance.meeting.items.exclude(pk=self.instance.pk)
        if others.filter(number=number).exists():
            raise forms.ValidationError("Another item has this number: choose another.")
        return number

    def clean(self):
        data = super().clean()
        if self.now and data.get("version") != self.now.version:
            self.overtake(self.now)
        if "is_closed" not in data:
            return data
        if data["is_closed"]:
            if not data.get("closed_reason"):
                self.add_error("closed_reason", "Select the reason for closing the item")
        elif self.was_closed and not self.may_open:
            self.add_error(
                "is_closed", "Only the Chairman opens a closed item, on the minutes page"
            )
        else:
            for name in ("closing_words", "public_summary"):
                if data.get(name):
                    self.add_error(name, "Choose closed above, or empty this box")
            data["closed_reason"] = ""
        return data

    def overtake(self, current):
        """Keep what was typed beside what somebody else saved; saving again is a choice."""
        self.is_overtaken = True
        self.now = current
        self.data = self.data.copy()
        self.data["version"] = current.version
        self.add_error(None, "Somebody else changed this item meanwhile: see both below")
