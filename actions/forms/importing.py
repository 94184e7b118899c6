"""The forms of an import: the file, the names to settle, one row of it."""

from crispy_forms.layout import Layout
from django import forms

from accounts.fields import DateField, Radios
from accounts.forms import BoardForm, Folded
from actions.importing.plan import MOST_NAMES, NEW
from actions.importing.sending import send_table
from actions.models import Lead, Rating
from meetings.forms.papers import CheckedFileField

from .versions import cell

KINDS = "Word (.docx), Excel (.xlsx) or CSV, up to 20 MB."
AS_PRINTED = "Nobody known: keep the words only"
# Chooses none of the ratings: the empty word would be "not rated".
UNKNOWN = "unknown"


class ImportForm(BoardForm):
    """A file of the action table, and the day it speaks of."""

    submit_label = "Read the file"

    file = CheckedFileField(
        label="File",
        help_text=KINDS,
        error_messages={"required": "Choose the file with the action table"},
    )
    as_at = DateField(
        label="As at",
        required=False,
        help_text="The day the table speaks of, such as 27 3 2018. Leave it empty when the file"
        " says “as at” and the day.",
    )

    def __init__(self, *args, user, board, today, **kwargs):
        self.user, self.board, self.today = user, board, today
        super().__init__(*args, **kwargs)

    def save(self):
        """The import, kept for its preview; None when the file or the day cannot be used."""
        if not self.is_valid():
            return None
        how = {"by": self.user, "today": self.today, "amber_word": self.board.amber_word}
        try:
            return send_table(self.cleaned_data["file"], as_at=self.cleaned_data["as_at"], **how)
        except forms.ValidationError as error:
            self.add_error(None, error)
            return None


class NamesForm(BoardForm):
    """Crime areas and leads that the file names in words the Board does not know."""

    submit_label = "Save these"

    def __init__(self, *args, plan, sent, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = {}
        for place, (words, near) in enumerate(plan.unknown_areas[:MOST_NAMES]):
            areas = [(str(area.pk), area.title) for area in plan.area_names.areas]
            choices = [(NEW, "Add it as a new key crime area"), *areas]
            initial = str(near.pk) if near else NEW
            self._ask(f"area_{place}", words, f"Key crime area “{words}”", choices, initial)
        for place, (words, near) in enumerate(plan.unknown_leads):
            choices = lead_choices(plan.lead_names, near)
            self._ask(f"lead_{place}", words, f"Lead partner “{words}”", choices, "")

    def _ask(self, name, words, label, choices, initial):
        self.words[name] = words
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial=initial, required=False
        )

    def decisions(self):
        """({words: area}, {words: [key]})."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        areas = {self.words[n]: v for n, v in given.items() if n.startswith("area_")}
        leads = {self.words[n]: [v] for n, v in given.items() if n.startswith("lead_")}
        return areas, leads


def lead_choices(names, near):
    groups = [("Perhaps", [(key, names.labels[key]) for key in near])] if near else []
    for kind, title in [
        ("organisation-", "Organisations"),
        ("person-", "People"),
        ("seat-", "Seats"),
    ]:
        each = [(key, label) for key, label in names.labels.items() if key.startswith(kind)]
        groups.append((title, sorted(each, key=lambda choice: choice[1].casefold())))
    return [("", AS_PRINTED), *groups, ("Together", Lead.Collective.choices)]


class ImportedRowForm(BoardForm):
    """One row of the file, put right before it is taken over. The file itself is not changed."""

    submit_label = "Save the row"

    left_out = forms.BooleanField(required=False, label="Leave this row out")
    apart = forms.BooleanField(
        required=False,
        label="These are two rows",
        help_text="They were put together because a page seemed to end between them.",
    )
    reference = forms.CharField(
        required=False,
        label="Reference",
        max_length=40,
        help_text="Of the row of the table that this row changes, such as A12. Empty for a new row.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    area = forms.ChoiceField(
        label="Key crime area", error_messages={"required": "Select the key crime area"}
    )
    issues = cell("Issues")
    lead_printed = cell("Lead partner", rows=2)
    actions = cell("Actions", rows=6)
    barriers = cell("Potential barriers")
    outcomes = cell("Expected outcomes")
    rating = forms.ChoiceField(
        label="Rating",
        required=False,
        widget=Radios(inline=True),
        error_messages={"invalid_choice": "Select the rating"},
    )
    openness = forms.CharField(
        required=False,
        max_length=100,
        label="Open or closed",
        help_text="Empty or “Open”; or “Closed:” and the reason. A row that is closed stays so.",
    )
    seen = forms.IntegerField(
        required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput
    )

    def __init__(self, *args, planned, board, areas, **kwargs):
        given = planned.given
        initial = {**given, "seen": planned.now.number if planned.now else None}
        self.has_no_rating = given["rating"] is None
        if self.has_no_rating:
            initial["rating"] = UNKNOWN
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["rating"].choices = [
            (rating.value, rating.word(board.amber_word)) for rating in Rating
        ]
        titles = [area.title for area in areas]
        if given["area"] not in titles:
            titles.insert(0, given["area"])
        self.fields["area"].choices = [(title, title) for title in titles]
        if not given["parts"]:
            del self.fields["apart"]
        shown = [name for name in self.fields if name != "openness"]
        self.helper.layout = Layout(*shown, Folded("Open or closed", "openness"))

    def clean_rating(self):
        if self.has_no_rating and not self.cleaned_data["left_out"] and "rating" not in self.data:
            raise forms.ValidationError("Select the rating")
        return self.cleaned_data["rating"]

    @property
    def is_apart(self):
        return self.cleaned_data.get("apart", False)

    def row(self, given):
        """The row as it is now to be read."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "apart"}
        row = {**given, **typed, "rating_fault": ""}
        if typed["lead_printed"] != given["lead_printed"]:
            row["led_by"] = ""
        return row


class TakingForm(BoardForm):
    """Take over what was looked at: the import as it was shown."""

    submit_label = "Import the table"

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)

    def __init__(self, *args, sent, **kwargs):
        self.sent = sent
        super().__init__(*args, initial={"version": sent.version}, **kwargs)

    def clean_version(self):
        if self.cleaned_data["version"] != self.sent.version:
            raise forms.ValidationError("Changed meanwhile")
        return self.sent.version
