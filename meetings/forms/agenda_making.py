from django import forms

from accounts.fields import Radios
from accounts.forms import BoardForm, BoardModelForm
from meetings.forms.agenda import CLOSED, OPEN, later_meetings, refuse_half_a_deferral
from meetings.models import AgendaItem, Meeting, ProposedItem, StandingItem

NEXT = "The next one"


class StandingItemForm(BoardModelForm):
    submit_label = "Save the standing item"

    is_closed = forms.TypedChoiceField(
        label="Open or closed",
        choices=[(OPEN, "Open"), (CLOSED, "Closed")],
        coerce=lambda choice: choice == CLOSED,
        widget=Radios,
        error_messages={"required": "Choose whether the item is open or closed"},
    )

    class Meta:
        model = StandingItem
        fields = ["title", "is_closed", "closed_reason", "purpose"]
        widgets = {"purpose": forms.Select}
        labels = {
            "closed_reason": "Reason, when closed",
            "purpose": "For information or for decision (optional)",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in (("purpose", "Neither"), ("closed_reason", "–")):
            self.fields[name].choices = [("", words), *self.fields[name].choices[1:]]
        self.initial["is_closed"] = ""
        if self.instance.pk:
            self.initial["is_closed"] = CLOSED if self.instance.is_closed else OPEN

    def clean_title(self):
        title = self.cleaned_data["title"]
        others = self.instance.group.standing_items.exclude(pk=self.instance.pk)
        if others.filter(title=title).exists():
            raise forms.ValidationError("This group has a standing item of this title already.")
        return title

    def clean(self):
        data = super().clean()
        if data.get("is_closed") and not data.get("closed_reason"):
            self.add_error("closed_reason", "Select the reason for closing the item")
        elif "is_closed" in data and not data["is_closed"]:
            data["closed_reason"] = ""
        return data


class ProposalForm(BoardModelForm):
    submit_label = "Propose the item"

    suggests_closed = forms.TypedChoiceField(
        label="Should the Board take it in closed session?",
        choices=[(OPEN, "No, it can be open"), (CLOSED, "Yes")],
        coerce=lambda choice: choice == CLOSED,
        widget=Radios(hints={CLOSED: "The secretariat decides, and gives the reason."}),
    )

    class Meta:
        model = ProposedItem
        fields = ["title", "why", "group", "meeting", "suggests_closed"]
        widgets = {"why": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "title": "What the Board should discuss",
            "why": "Why, and what you ask of it",
            "group": "Which group",
            "meeting": "Which meeting (optional)",
        }
        help_texts = {
            "why": "Do not enter intelligence on people or organised crime groups.",
            "meeting": "Leave empty for the next one.",
        }

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        coming = Meeting.objects.visible_to(user).stands().filter(held_on__gt=today)
        self.fields["group"].queryset = self.fields["group"].queryset.exclude(kind="committee")
        self.fields["meeting"].queryset = coming.select_related("group").order_by("held_on")
        self.fields["meeting"].empty_label = NEXT
        if not coming.exists():
            del self.fields["meeting"]

    def clean(self):
        data = super().clean()
        if data.get("meeting"):
            data["group"] = data["meeting"].group
        return data


class DecliningForm(BoardForm):
    submit_label = "Decline the proposal"

    answer = forms.CharField(
        label="Why it is not taken",
        help_text="Whoever proposed it reads this.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SendingForm(BoardForm):
    submit_label = "Send it to the Chairman"

    by_link = forms.TypedChoiceField(
        label="How the Chairman opens it",
        choices=[
            ("link", "With a link that needs no password"),
            ("sign-in", "By signing in"),
        ],
        coerce=lambda choice: choice == "link",
        widget=Radios(
            hints={"link": "The link opens this agenda alone, and ends with his answer."}
        ),
        error_messages={"required": "Select how the Chairman opens it"},
    )

    def __init__(self, *args, no_link, **kwargs):
        super().__init__(*args, **kwargs)
        if no_link:
            self.fields["by_link"].choices = self.fields["by_link"].choices[1:]
            self.fields["by_link"].initial = "sign-in"
            self.fields["by_link"].help_text = no_link


class AgreementForm(BoardForm):
    submit_label = "Send the answer"

    is_agreed = forms.TypedChoiceField(
        label="Your answer",
        choices=[("yes", "I agree this agenda"), ("no", "Not yet: please change it")],
        coerce=lambda choice: choice == "yes",
        widget=Radios,
        error_messages={"required": "Select whether you agree this agenda"},
    )
    comments = forms.CharField(
        label="Comments for the secretariat (optional)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sha256 = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if data.get("is_agreed") is False and not data.get("comments"):
            self.add_error("comments", "Enter what should change")
        return data


class OutcomesForm(BoardForm):
    """What became of each item that has no outcome yet; empty is not yet known."""

    submit_label = "Save, and close the meeting"

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = meeting.items_without_outcome()
        later = later_meetings(meeting)
        for item in self.items:
            self.fields[f"outcome-{item.pk}"] = forms.ChoiceField(
                label=f"Item {item.number}: {item.title}",
                required=False,
                choices=AgendaItem.Outcome.choices,
                widget=Radios(inline=True),
            )
            self.fields[f"deferred_to-{item.pk}"] = forms.ModelChoiceField(
                later, label=f"Item {item.number}: the later meeting, when deferred", required=False
            )

        if len(self.items) > 1:
            self.fields["rest_taken"] = forms.BooleanField(
                label="All the others were taken",
                required=False,
                help_text="Every item of which nothing is said above.",
            )

    def clean(self):
        data = super().clean()
        for item in self.items:
            if data.get("rest_taken") and not data.get(f"deferred_to-{item.pk}"):
                data[f"outcome-{item.pk}"] = (
                    data.get(f"outcome-{item.pk}") or AgendaItem.Outcome.TAKEN
                )
            to = f"deferred_to-{item.pk}"
            chosen = {"outcome": data.get(f"outcome-{item.pk}"), "deferred_to": data.get(to)}
            refuse_half_a_deferral(self, chosen, field=to)
        return data

    def outcomes(self):
        return {
            item: (outcome, self.cleaned_data[f"deferred_to-{item.pk}"])
            for item in self.items
            if (outcome := self.cleaned_data[f"outcome-{item.pk}"])
        }
