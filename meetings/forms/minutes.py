import re
import uuid

from django import forms
from django.forms import BaseFormSet, formset_factory

from accounts.fields import Checkboxes, DateField, Radios
from accounts.forms import BoardForm
from board.models import Organisation, Person
from meetings.marks import marks_in
from meetings.models import ClosedReason, Entry, MinuteParagraph, ParagraphRevision, Reference

SPARE_PARAGRAPHS = 2
LONGEST = 100_000


class AfterField(forms.CharField):
    """The key of the paragraph this one stands behind: "" for the first, None when not said."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, max_length=36, empty_value=None)

    def to_python(self, value):
        return "" if value == "first" else super().to_python(value)


class ParagraphForm(BoardForm):
    WRITTEN = ("key", "version", "after", *Entry.CONTENT)

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="Paragraph",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(
        label="Kind", choices=ParagraphRevision.Kind.choices, widget=Radios(inline=True)
    )
    is_closed = forms.BooleanField(label="Closed", required=False)
    closed_reason = forms.ChoiceField(
        label="Reason, when closed", required=False, choices=[("", "–"), *ClosedReason.choices]
    )
    closing_words = forms.CharField(label="Explanation, itself closed (optional)", required=False)
    is_removed = forms.BooleanField(label="Take this paragraph out", required=False)
    after = AfterField()

    def __init__(self, *args, minutes, known, marks, **kwargs):
        super().__init__(*args, **kwargs)
        key = self["key"].value()
        self.paragraph = known.get(str(key))
        self.minutes = minutes
        self.marks = {
            mark: ref for mark, ref in marks.items() if ref.paragraph_id == self._paragraph_id
        }
        self.theirs = None

    @property
    def typed(self):
        """What stands in each box: the page of an item writes its boxes out, for there may be
        hundreds, and the pieces of the pack would take seconds."""
        return {name: self[name].value() for name in self.WRITTEN}

    @property
    def reasons(self):
        return self.fields["closed_reason"].choices

    @property
    def _paragraph_id(self):
        return self.paragraph.pk if self.paragraph else None

    def _is_of_another_item(self, key):
        return MinuteParagraph.objects.filter(key=key).exists()

    @property
    def stays_closed(self):
        return bool(
            self.paragraph and self.paragraph.current.is_closed and not self.minutes.is_draft
        )

    def clean(self):
        data = super().clean()
        if not self.paragraph and data.get("text") and self._is_of_another_item(data.get("key")):
            self.add_error(None, "This paragraph belongs to another item: open the page again")
        if self.stays_closed:
            data["is_closed"] = True
            data["closed_reason"] = (
                data.get("closed_reason") or self.paragraph.current.closed_reason
            )
        if self.paragraph and not data.get("text") and not data.get("is_removed"):
            self.add_error("text", "Type the paragraph, or tick “Take this paragraph out”")
        if data.get("is_closed") and not data.get("closed_reason"):
            self.add_error("closed_reason", "Select the reason for closing the paragraph")
        if not data.get("is_closed"):
            if data.get("closing_words"):
                self.add_error("closing_words", "Tick “Closed”, or empty this box")
            data["closed_reason"] = ""
        return data

    @property
    def standing_marks(self):
        """The marks in what was typed; none when it is taken out."""
        data = getattr(self, "cleaned_data", {})
        return [] if data.get("is_removed") else marks_in(data.get("text") or "")

    def entry(self):
        return Entry(**{name: self.cleaned_data[name] for name in self.WRITTEN})


class ParagraphBaseFormSet(BaseFormSet):
    """The paragraphs of one item in order, with empty ones at the end."""

    def __init__(self, data=None, *, minutes, paragraphs, marks, **kwargs):
        known = {str(paragraph.key): paragraph for paragraph in paragraphs}
        super().__init__(
            data,
            initial=[initial(paragraph) for paragraph in paragraphs] + spares(),
            form_kwargs={"minutes": minutes, "known": known, "marks": marks},
            prefix="p",
            **kwargs,
        )

    def clean(self):
        """Each mark stands once, in a paragraph of this item that may have it."""
        owners = {mark: form for form in self.forms for mark in form.marks}
        standing = set()
        for form in self.forms:
            for mark in sorted(form.standing_marks):
                if fault := fault_of(mark, form, owners.get(mark), standing):
                    form.add_error("text", fault)
                standing.add(mark)
        for mark, form in owners.items():
            reference = form.marks[mark]
            if reference.serial and mark not in standing:
                form.add_error(
                    "text", f"(n{mark}) was circulated as {reference.serial}: keep it in the text"
                )

    def entries(self):
        """What was typed in each, the empty ones too."""
        return [form.entry() for form in self.forms if form.cleaned_data]

    def faults(self):
        """{key: what is wrong with it}, for a page that goes on being typed in."""
        return {
            str(form["key"].value()): [fault for faults in form.errors.values() for fault in faults]
            for form in self.forms
            if form.errors
        }

    def show_theirs(self, revisions):
        """After a conflict: each form with the other text, and saving again replaces it."""
        self.data = self.data.copy()
        for form in self.forms:
            theirs = revisions.get(form.cleaned_data.get("key"))
            if theirs:
                form.theirs = theirs
                self.data[form.add_prefix("version")] = str(theirs.number)
                form.data = self.data


def fault_of(mark, form, owner, standing):
    """What is wrong with a mark that stands in a form, if anything."""
    if owner is None:
        return f"(n{mark}) does not belong here: type (n) for a new reference"
    if mark in standing:
        return f"(n{mark}) stands twice: keep one"
    was_closed = owner is not form and owner.paragraph.current.is_closed
    if was_closed and not form.cleaned_data.get("is_closed"):
        return f"(n{mark}) belongs to a closed paragraph: close this one as well"
    return ""


ParagraphFormSet = formset_factory(
    ParagraphForm, formset=ParagraphBaseFormSet, extra=0, max_num=500, absolute_max=500
)


def initial(paragraph):
    content = {name: getattr(paragraph.current, name) for name in Entry.CONTENT}
    return {"key": paragraph.key, "version": paragraph.current.number, **content}


def spares():
    return [
        {"key": uuid.uuid4(), "version": 0, "kind": ParagraphRevision.Kind.NOTE}
        for _ in range(SPARE_PARAGRAPHS)
    ]


class ReferenceForm(BoardForm):
    """Who does it and by when; only what this person changed is written."""

    owners = forms.MultipleChoiceField(
        label="Owner",
        required=False,
        widget=Checkboxes(inline=True),
    )
    due = forms.ChoiceField(
        label="Due",
        choices=Reference.Due.choices,
        widget=Radios(inline=True),
    )
    due_on = DateField(label="The date it is due by", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, reference, owners, **kwargs):
        self.reference = reference
        super().__init__(
            *args,
            prefix=f"r{reference.mark}",
            initial={**self.now(), "seen": in_short(self.now())},
            **kwargs,
        )
        self.choices = {owner_key(owner): owner for owner in owners}
        self.choices |= {
            owner_key(o.organisation or o.person): o.organisation or o.person
            for o in reference.owners.all()
        }
        named_first = sorted(
            self.choices.items(), key=lambda choice: not is_named(choice[1], reference.text)
        )
        self.fields["owners"].choices = [(key, str(owner)) for key, owner in named_first]

    @property
    def chosen_owners(self):
        chosen = self["owners"].value() or []
        return [str(owner) for key, owner in self.choices.items() if key in chosen]

    def clean(self):
        data = super().clean()
        if data.get("due") == Reference.Due.DATE and not data.get("due_on"):
            if "due_on" not in self.errors:
                self.add_error("due_on", "Enter the date it is due by")
        elif data.get("due") != Reference.Due.DATE:
            data["due_on"] = None
        if not self.errors:
            self._refuse_what_somebody_else_changed(data)
        return data

    def now(self):
        return {
            "owners": [owner_key(o.organisation or o.person) for o in self.reference.owners.all()],
            "due": self.reference.due,
            "due_on": self.reference.due_on,
        }

    def _refuse_what_somebody_else_changed(self, data):
        now = in_short(self.now())
        seen = data["seen"] or now
        self.is_changed = in_short(data) not in (seen, now)
        if self.is_changed and seen != now:
            owners = ", ".join(str(owner) for owner in self.reference.owners.all()) or "nobody"
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = now
            self.add_error(
                None, f"Somebody else chose {owners} meanwhile: save again to replace it"
            )

    def save(self, *, by):
        data = self.cleaned_data
        if self.is_changed:
            owners = [self.choices[key] for key in data["owners"]]
            self.reference.agree(owners=owners, due=data["due"], due_on=data["due_on"], by=by)


def in_short(asked):
    """Owners and due date as one text, to see whether they changed."""
    return f"{asked['due']};{asked['due_on'] or ''};{','.join(sorted(asked['owners']))}"


def owner_key(owner):
    return f"{'o' if isinstance(owner, Organisation) else 'p'}{owner.pk}"


def is_named(owner, sentence):
    """Whether the sentence asks it of them by name: they are mostly who is to do it."""
    names = filter(None, [owner.name, getattr(owner, "short_name", "")])
    return any(re.search(rf"\b{re.escape(name)}\b", sentence) for name in names)


def possible_owners(meeting):
    """The organisations, and the people on this meeting's attendance list."""
    people = Person.objects.filter(attendances__meeting=meeting).distinct()
    return [*Organisation.objects.all(), *people]


class GoingBackForm(BoardForm):
    """To which state of a paragraph it goes back, and which state was last seen."""

    number = forms.IntegerField(min_value=1, max_value=1_000_000)
    version = forms.IntegerField(min_value=1, max_value=1_000_000)
