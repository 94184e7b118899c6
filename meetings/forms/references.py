from django import forms

from accounts.fields import Checkboxes, DateField, Radios
from accounts.forms import BoardForm
from board.models import Organisation, Person
from board.roles import roles_of
from meetings.models import Meeting, Reference, Taken

NO_INTELLIGENCE = "Do not enter intelligence on people or organised crime groups here."
OUTSTANDING, OVERDUE, DONE = "outstanding", "overdue", "done"


def words(label, *, rows=3, **how):
    how.setdefault("help_text", NO_INTELLIGENCE)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **how)


def later_meetings(reference, today):
    """The meetings that could have heard of it."""
    meetings = Meeting.objects.stands().after(reference.minutes.meeting.held_on)
    return meetings.on_or_before(today).select_related("group")


def meeting_field(label, required):
    return forms.ModelChoiceField(
        None, label=label, empty_label="Select a meeting", error_messages={"required": required}
    )


class ReferenceClosingForm(BoardForm):
    submit_label = "Close the reference"

    meeting = meeting_field("Closed at the meeting", "Select the meeting that closed it")
    outcome = words("What was done", error_messages={"required": "Enter what was done"})

    def __init__(self, *args, reference, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = later_meetings(reference, today)


class ReferenceMergingForm(BoardForm):
    """Which other reference it is followed under from now on; open with open, closed with closed."""

    submit_label = "Merge"

    other = forms.ModelChoiceField(
        None,
        label="Merge it into",
        empty_label="Select a reference",
        error_messages={"required": "Select the reference it is merged into"},
    )
    meeting = meeting_field("Merged at the meeting", "Select the meeting that merged them")

    def __init__(self, *args, reference, user, today, hearing="", **kwargs):
        """`hearing`: the slug of the meeting at which it is being taken, if it is one."""
        super().__init__(*args, **kwargs)
        seen = Reference.objects.visible_to(user).numbered().outstanding().exclude(pk=reference.pk)
        seen = seen.closed() if reference.is_closed else seen.open()
        self.fields["other"].queryset = seen.select_related(*Reference.LISTED)
        self.fields["other"].label_from_instance = lambda other: f"{other} – {other.text[:120]}"
        later = self.fields["meeting"].queryset = later_meetings(reference, today)
        self.hearing = next((meeting for meeting in later if meeting.slug == hearing), None)
        self.initial["meeting"] = self.hearing


class DueForm(BoardForm):
    """When it is due: a date only where one is asked for."""

    due = forms.ChoiceField(label="Due", choices=Reference.Due.choices, widget=Radios(inline=True))
    due_on = DateField(label="The date it is due by", required=False)

    def clean(self):
        data = super().clean()
        if data.get("due") == Reference.Due.DATE and not data.get("due_on"):
            if "due_on" not in self.errors:
                self.add_error("due_on", "Enter the date it is due by")
        elif data.get("due") != Reference.Due.DATE:
            data["due_on"] = None
        return data


class ReferenceOwnersForm(DueForm):
    """Who is to do it, and by when."""

    submit_label = "Save"
    field_order = ["organisations", "people", "due", "due_on"]

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.all(),
        required=False,
        label="Owner: organisations",
        widget=Checkboxes(inline=True),
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.filter(merged_into=None),
        required=False,
        label="Owner: people",
        widget=Checkboxes(inline=True),
    )

    def __init__(self, *args, reference, **kwargs):
        owners = list(reference.owners.all())
        now = {
            "organisations": [owner.organisation_id for owner in owners if owner.organisation_id],
            "people": [owner.person_id for owner in owners if owner.person_id],
            "due": reference.due,
            "due_on": reference.due_on,
        }
        super().__init__(*args, initial=now, **kwargs)

    def chosen(self):
        data = self.cleaned_data
        owners = [*data["organisations"], *data["people"]]
        return {"owners": owners, "due": data["due"], "due_on": data["due_on"]}


class ReferenceUpdateForm(BoardForm):
    """How it stands, told between meetings by its owner, or by the secretariat for them."""

    submit_label = "Save the update"

    text = words(
        "What has been done?",
        help_text=f"A sentence or two. {NO_INTELLIGENCE}",
        error_messages={"required": "Say in a sentence how it stands"},
    )
    on_behalf_of = forms.ModelChoiceField(
        Organisation.objects.all(),
        required=False,
        label="On behalf of",
        empty_label="Nobody: the secretariat’s own",
        help_text="The partner who told you, by telephone or e-mail.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not roles_of(user).is_secretariat:
            del self.fields["on_behalf_of"]


class ReferenceTakingForm(DueForm):
    """What a meeting said of an outstanding reference before it."""

    submit_label = ""

    text = words("What the meeting was told", required=False)
    is_closed = forms.BooleanField(
        label="Keep these words closed",
        required=False,
        help_text="Only members and the secretariat read them. The reference itself stays open.",
    )
    is_done = forms.BooleanField(label="Done: this meeting closes it", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    field_order = ["text", "is_closed", "due", "due_on", "is_done", "seen"]

    def __init__(self, *args, reference, told, **kwargs):
        said = next((u for u in reversed(told) if u.what == u.What.MINUTED), None)
        now = {
            "text": said.text if said else "",
            "is_closed": bool(said and said.is_closed),
            "due": reference.due,
            "due_on": reference.due_on,
            "is_done": bool(reference.done_on),
            "seen": told[-1].pk if told else 0,
        }
        super().__init__(*args, initial=now, **kwargs)
        self.said, self.theirs = said, []
        if reference.is_closed:
            del self.fields["is_closed"]
        if reference.done_on:
            for name in ("due", "due_on"):
                del self.fields[name]
            self.fields["is_done"].widget.attrs["disabled"] = True
            self.fields["is_done"].help_text = "To take this back, open the page of the reference."
        self.reference = reference

    def clean(self):
        data = super().clean()
        if self.said and not data.get("text"):
            self.add_error("text", "Something was minuted here: change the words, or keep them")
        return data

    def taken(self):
        data = self.cleaned_data
        return Taken(
            text=data["text"],
            due=data.get("due") or self.reference.due,
            due_on=data["due_on"] if data.get("due") else self.reference.due_on,
            is_done=data["is_done"] or bool(self.reference.done_on),
            is_closed=data.get("is_closed", False),
            seen=data["seen"],
        )

    def show_theirs(self, updates):
        """After a conflict: what somebody else minuted, and saving again follows theirs."""
        self.theirs = updates
        self.data = self.data.copy()
        self.data["seen"] = str(updates[-1].pk)


class ReferenceChoiceForm(BoardForm):
    """Which references to list. What nobody offered is no choice, and shows all."""

    state = forms.ChoiceField(
        required=False,
        label="Show",
        choices=[("", "Outstanding"), (OVERDUE, "Overdue"), (DONE, "Done"), ("all", "All")],
    )
    owner = forms.ChoiceField(required=False, label="Owner")
    due = forms.ChoiceField(
        required=False, label="Due", choices=[("", "Any time"), *Reference.Due.choices]
    )
    meeting = forms.ChoiceField(required=False, label="From the meeting")

    def __init__(self, *args, seen, **kwargs):
        super().__init__(*args, **kwargs)
        owners = Organisation.objects.filter(references__reference__in=seen).distinct()
        people = Person.objects.filter(references__reference__in=seen).distinct()
        self.fields["owner"].choices = [
            ("", "Anybody"),
            ("none", "Nobody yet"),
            *((f"o{owner.pk}", str(owner)) for owner in owners),
            *((f"p{owner.pk}", str(owner)) for owner in people),
        ]
        meetings = Meeting.objects.filter(minutes__references__in=seen).distinct()
        self.fields["meeting"].choices = [
            ("", "Any meeting"),
            *((meeting.slug, str(meeting)) for meeting in meetings.select_related("group")),
        ]

    def filtered(self, references):
        """The references asked for, of those the reader may see."""
        wanted = self.cleaned_data if self.is_valid() else {}
        state, owner = wanted.get("state"), wanted.get("owner")
        if state == OVERDUE:
            references = references.filter(is_overdue=True)
        elif state == DONE:
            references = references.done()
        elif state != "all":
            references = references.filter(done_on=None)
        if owner == "none":
            references = references.without_owner()
        elif owner:
            kind = "organisation" if owner[0] == "o" else "person"
            references = references.filter(**{f"owners__{kind}": owner[1:]})
        if due := wanted.get("due"):
            references = references.filter(due=due)
        if meeting := wanted.get("meeting"):
            references = references.filter(minutes__meeting__slug=meeting)
        return references
