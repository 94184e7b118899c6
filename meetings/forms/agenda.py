import copy

from django import forms

from accounts.fields import Radios
from accounts.forms import BoardModelForm
from meetings.models import AgendaItem, Meeting

OPEN, CLOSED = "open", "closed"
OF_ITS_CLOSING = ["is_closed", "closed_reason", "closing_words", "public_summary"]
NONE_CHOSEN = {"purpose": "Neither", "closed_reason": "–", "outcome": "Nothing yet"}
AT_THE_END = "At the end"


class AgendaItemForm(BoardModelForm):
    submit_label = "Save the item"

    is_closed = forms.TypedChoiceField(
        label="Open or closed",
        choices=[(OPEN, "Open"), (CLOSED, "Closed")],
        coerce=lambda choice: choice == CLOSED,
        widget=Radios(
            hints={
                CLOSED: "Only members, the secretariat and co-optees whom the Chairman admits read the"
                " title and what was said."
            }
        ),
        error_messages={"required": "Choose whether the item is open or closed"},
    )

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = AgendaItem
        # From title to open or closed is one key: Enter then saves, and the rest can be empty.
        fields = [
            "title",
            "is_closed",
            "closed_reason",
            "closing_words",
            "public_summary",
            "purpose",
            "presenter",
            "minutes_allowed",
            "number",
            "outcome",
            "deferred_to",
        ]
        widgets = {
            "minutes_allowed": forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
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
            "minutes_allowed": "Time allowed, in minutes (optional)",
            "outcome": "What became of it (optional)",
            "deferred_to": "The later meeting, when deferred",
        }
        help_texts = {
            "number": "Such as 5 or 3a.",
            "minutes_allowed": "The chair’s copy then prints when each item begins.",
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
            self.fields["deferred_to"].queryset = later_meetings(self.instance.meeting)
        else:
            del self.fields["outcome"], self.fields["deferred_to"]
        if self.instance.pk and self.instance.meeting.is_settled:
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
        refuse_half_a_deferral(self, data)
        if "is_closed" not in data:
            return data
        if data["is_closed"]:
            if not data.get("closed_reason"):
                self.add_error("closed_reason", "Select the reason for closing the item")
        elif self.was_closed and not self.may_open:
            self.add_error(
                "is_closed", "Propose to open it under “What is closed”: the Chairman decides"
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


class NewItemForm(AgendaItemForm):
    submit_label = "Add the item"

    after = forms.ModelChoiceField(
        None,
        label="Put after (optional)",
        required=False,
        empty_label=AT_THE_END,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        meeting = self.instance.meeting
        self.fields["after"].queryset = meeting.items.order_by("position", "pk")
        number = self.fields["number"]
        number.label, number.required = "Number (optional)", False
        number.help_text = (
            f"Leave it empty for {meeting.next_item_number()}; put after item 3, it becomes 3a."
        )

    def clean_number(self):
        return super().clean_number() if self.cleaned_data["number"] else ""

    def clean(self):
        data = super().clean()
        if data.get("number") == "":
            meeting, after = self.instance.meeting, data.get("after")
            data["number"] = meeting.number_after(after) if after else meeting.next_item_number()
        return data


def later_meetings(meeting):
    return (
        Meeting.objects.stands()
        .after(meeting.held_on)
        .filter(group=meeting.group_id)
        .select_related("group")
        .order_by("held_on")
    )


def refuse_half_a_deferral(form, data, field="deferred_to"):
    """Deferred, and to which meeting: both or neither."""
    if data.get("outcome") == AgendaItem.Outcome.DEFERRED:
        if not data.get("deferred_to"):
            form.add_error(field, "Select the meeting it is deferred to, or enter it first")
    elif data.get("deferred_to"):
        form.add_error(field, "Choose deferred above, or leave this empty")
