from django import forms

from accounts.fields import DateField, Radios
from accounts.forms import BoardForm
from meetings.forms.minutes import LONGEST
from meetings.models import Amendment, ApprovalReply
from meetings.models.approving import item_for_minutes
from meetings.wording import as_kept, as_read, refusal
from papers.text import to_plain

ELSEWHERE = "other"


class ReplyByForm(BoardForm):
    """Until when the seats answer."""

    reply_by = DateField(
        label="Answer by", help_text="Everybody who has not answered is reminded two days before."
    )

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_reply_by(self):
        day = self.cleaned_data["reply_by"]
        if day and day < self.today:
            raise forms.ValidationError("The day to answer by must be today or later")
        return day


class CirculationForm(ReplyByForm):
    submit_label = "Circulate the draft"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply_by"].required = False


class WordingForm(BoardForm):
    """How a paragraph should read. `passage` (meetings.changed_since) is None for a new one."""

    submit_label = "Propose this change"

    wording = forms.CharField(
        label="How it should read",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Type how it should read"},
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=1_000_000_000, required=False
    )

    def __init__(self, *args, passage=None, labels=None, label="", wording=None, **kwargs):
        self.text = passage.paragraph.current.text if passage else ""
        self.labels = labels or {}
        shown = as_read(self.text if wording is None else wording, self.labels)
        number = passage.paragraph.current.number if passage else 0
        super().__init__(*args, initial={"wording": shown, "version": number}, **kwargs)
        if label:
            self.submit_label = label

    def clean_wording(self):
        kept = as_kept(self.cleaned_data["wording"], self.text, self.labels)
        if words := refusal(kept, self.text, self.labels):
            raise forms.ValidationError(words)
        return kept

    def show_theirs(self, revision):
        """After a conflict: the other words beside these, and saving again replaces them."""
        self.theirs = revision
        self.theirs_as_read = as_read(revision.text, self.labels)
        self.data = self.data.copy()
        self.data["version"] = str(revision.number)


class TakingInForm(WordingForm):
    """The proposed words, to be changed before they are written; of what is not about an item
    there is nothing to write."""

    def __init__(self, *args, change, **kwargs):
        label = "Take it in" if change.item else "Record as taken in"
        super().__init__(*args, label=label, wording=change.wording, **kwargs)
        if change.item is None:
            self.fields["wording"].widget = forms.HiddenInput()


class ProposedWordingForm(WordingForm):
    """Where it begins with the words as they stand, so something must be different."""

    def clean_wording(self):
        kept = super().clean_wording()
        if kept == self.text:
            raise forms.ValidationError("Change the words: these are the ones of the draft")
        return kept


class OnBehalfForm(BoardForm):
    """An answer that reached the secretariat by e-mail, by telephone or in person."""

    submit_label = "Record the answer"

    holding = forms.ModelChoiceField(
        None,
        label="Whose answer it is",
        empty_label="Select who answered",
        error_messages={"required": "Select who answered"},
    )
    channel = forms.ChoiceField(
        label="How they told you",
        choices=ApprovalReply.Channel.choices[1:],
        widget=Radios(),
        error_messages={"required": "Select how they told you"},
    )
    answer = forms.ChoiceField(
        label="What they answered",
        choices=[("agree", "They agree"), ("change", "They agree with a change")],
        widget=Radios(),
        error_messages={"required": "Select what they answered"},
    )
    place = forms.ChoiceField(
        label="What the change is about", required=False, help_text="Only with a change."
    )
    wording = forms.CharField(
        label="How it should read",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, round, read, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.read = read
        self.fields["holding"].queryset = round.holdings(today)
        self.fields["holding"].label_from_instance = lambda held: f"{held.person} – {held.seat}"
        self.fields["place"].choices = [("", "Select what it is about"), *places(read)]

    def clean(self):
        data = super().clean()
        if data.get("answer") != "change":
            return data
        if not data.get("place"):
            self.add_error("place", "Select what the change is about")
        if not data.get("wording"):
            self.add_error("wording", "Type how it should read")
        if not self.errors:
            self.change = self._change(data)
        return data

    def _change(self, data):
        item, passage = found_place(self.read, data["place"])
        text = passage.paragraph.current.text if passage else ""
        kept = as_kept(data["wording"], text, self.read.labels)
        if words := refusal(kept, text, self.read.labels):
            self.add_error("wording", words)
        return amendment(item, passage, kept)


def places(read):
    """What a change can be about, for a select: every paragraph, one more under an item, or else."""
    for one in read.items:
        if one.is_hidden:
            continue
        name = f"Item {one.item.number}"
        for passage in one.standing:
            yield (
                f"p{passage.paragraph.key}",
                f"{name}: {' '.join(to_plain(passage.text).split())[:70]}",
            )
        yield f"i{one.item.pk}", f"{name}: one more paragraph"
    yield ELSEWHERE, "The attendance, or something else"


def found_place(read, place):
    """(item, passage) of a choice; both None for anything else."""
    if place.startswith("p"):
        passage = read.passage(place[1:])
        return (passage.paragraph.item if passage else None), passage
    return (read.item(place[1:]) if place.startswith("i") else None), None


def amendment(item, passage, wording):
    """The change as it will be kept, with what it was read against."""
    return Amendment(
        item=item,
        paragraph=passage.paragraph if passage else None,
        seen=passage.paragraph.current if passage else None,
        wording=wording,
    )


class DecliningForm(BoardForm):
    submit_label = "Do not take it in"

    reason = forms.CharField(
        label="Why it is not taken in",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who proposed it and the members read this. Do not quote closed matters.",
        error_messages={"required": "Say why it is not taken in"},
    )


class ApprovalForm(BoardForm):
    submit_label = "Record the approval"

    meeting = forms.ModelChoiceField(
        None,
        label="Approved at",
        help_text="A later meeting of the same group.",
        empty_label="Select a meeting",
        error_messages={"required": "Select the meeting that approved the minutes"},
    )
    writes = forms.BooleanField(
        label="Write the resolution into the minutes of that meeting",
        required=False,
        help_text="As a decision under its item “Minutes of the last meeting”.",
    )

    def __init__(self, *args, minutes, today, item=None, **kwargs):
        later = minutes.may_be_approved_at(today)
        self.given_item = item
        only = later[0] if len(later) == 1 else None
        meeting = item.meeting if item else only
        initial = {"meeting": meeting, "writes": bool(meeting and item_for_minutes(meeting))}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["meeting"].queryset = later

    @property
    def item(self):
        """Where the later meeting's own minutes say so; None when they do not."""
        if not self.cleaned_data["writes"]:
            return None
        meeting = self.cleaned_data["meeting"]
        if self.given_item and self.given_item.meeting_id == meeting.pk:
            return self.given_item
        return item_for_minutes(meeting)

    def clean(self):
        data = super().clean()
        if not data.get("meeting") or not data.get("writes"):
            return data
        if data["meeting"].is_settled:
            self.add_error(
                "writes", "The minutes of that meeting are approved themselves: untick this"
            )
        elif self.item is None:
            self.add_error(
                "writes",
                "That meeting has no open item “Minutes of the last meeting”: add it, or untick this",
            )
        return data
