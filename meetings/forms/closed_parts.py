from django import forms

from accounts.fields import Radios
from accounts.forms import BoardForm, BoardModelForm
from meetings.marks import without_marks
from meetings.models import ClosedReason, ClosedReview


class ReviewForm(BoardModelForm):
    """A look at something closed."""

    submit_label = "Keep this on record"

    class Meta:
        model = ClosedReview
        fields = ["outcome", "words"]
        labels = {"outcome": "What is to become of it?", "words": "Because"}
        widgets = {
            "outcome": Radios(
                hints={
                    "closed": "You are asked again in a year.",
                    "open": "The Chairman or deputy decides. Nothing opens before.",
                }
            ),
            "words": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "outcome": {"required": "Select whether it stays closed"},
            "words": {"required": "Say why: still closed because …, or why it can open"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = ClosedReview.Outcome.choices


class ClosingForm(BoardForm):
    """Which open part of the minutes is closed, and why."""

    submit_label = "Close it"
    warning = True

    part = forms.ChoiceField(
        label="What is closed", widget=Radios, error_messages={"required": "Select what to close"}
    )
    closed_reason = forms.ChoiceField(
        label="Reason",
        choices=[("", "Select a reason"), *ClosedReason.choices],
        help_text="Everybody reads the number of a closed item and this reason.",
        error_messages={"required": "Select the reason for closing it"},
    )
    closing_words = forms.CharField(
        label="Explanation, itself closed (optional)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, minutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = dict(open_parts(minutes))
        choices = [(key, label) for key, (_, label) in self.parts.items()]
        self.fields["part"].choices = choices

    @property
    def chosen(self):
        return self.parts[self.cleaned_data["part"]][0]


def open_parts(minutes):
    """(key, (item or paragraph, how it is listed)) of what can be closed."""
    paragraphs = {}
    standing = minutes.paragraphs.filter(current__is_removed=False, current__is_closed=False)
    for paragraph in standing.select_related("current"):
        paragraphs.setdefault(paragraph.item_id, []).append(paragraph)
    for item in minutes.meeting.items.filter(is_closed=False).order_by("position", "pk"):
        yield f"item-{item.pk}", (item, f"The whole of item {item}")
        for paragraph in paragraphs.get(item.pk, []):
            text = without_marks(paragraph.current.text)
            short = f"{text[:160]}…" if len(text) > 160 else text
            yield f"paragraph-{paragraph.pk}", (paragraph, f"Item {item.number}: “{short}”")
