import uuid

from crispy_forms.layout import Layout
from django import forms

from accounts.fields import Checkboxes, Radios
from accounts.forms import Folded
from actions.models import Action, Lead, Rating
from actions.models.revisions import FOUR_PS, lead_keys
from board.models import Organisation, Person, Seat
from meetings.models import ClosedReason
from priorities.models import Priority

from .updates import note_that_is_missing
from .versions import VersionForm, as_at_field, cell

CELLS = ("issues", "lead_printed", "actions", "barriers", "outcomes")
OPEN, CLOSED = "open", "closed"
SELDOM = ("seats", "people")


def many(queryset, label):
    return forms.ModelMultipleChoiceField(
        queryset, required=False, label=label, widget=Checkboxes(inline=True)
    )


class RowForm(VersionForm):
    """A whole row of the table, as the secretariat writes it."""

    submit_label = "Save the row"
    compared = ("area", *CELLS, "rating", "note", "closed_reason")

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    area = forms.ModelChoiceField(
        Priority.objects.filter(scheme__slug="annex-b"),
        label="Key crime area",
        empty_label="Select an area",
        error_messages={"required": "Select the key crime area"},
    )
    position = forms.IntegerField(
        label="Place within the area",
        required=False,
        min_value=1,
        max_value=30_000,
        help_text="1 is the first; the rows below make room. Left empty, a new row is the last.",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    issues = cell("Issues", hint="Leave it empty for a crime area that has no issue yet.")
    actions = cell("Actions", rows=6)
    barriers = cell("Potential barriers")
    outcomes = cell("Expected outcomes")
    rating = forms.ChoiceField(label="Rating", required=False, widget=Radios(inline=True))
    note = cell(
        "What has changed?",
        rows=2,
        hint="Needed when the rating changes: a sentence, read by the whole Board.",
    )
    four_ps = forms.MultipleChoiceField(
        required=False,
        label="The 4 Ps",
        choices=[(name, name.capitalize()) for name in FOUR_PS],
        widget=Checkboxes(inline=True),
    )
    openness = forms.ChoiceField(
        label="Who may read it?",
        choices=[(OPEN, "Open"), (CLOSED, "Closed")],
        widget=Radios(
            hints={
                OPEN: "Everybody who may see the action table",
                CLOSED: "Members and the secretariat only",
            }
        ),
        error_messages={"required": "Select open or closed"},
    )
    closed_reason = forms.ChoiceField(
        required=False,
        label="Reason for closing",
        choices=[("", "Not closed"), *ClosedReason.choices],
    )
    organisations = many(Organisation.objects.all(), "Lead partner: organisations")
    seats = many(Seat.objects.all(), "Lead partner: seats")
    people = many(Person.objects.filter(merged_into=None), "Lead partner: people")
    collective = forms.MultipleChoiceField(
        required=False,
        label="Lead partner: together",
        choices=Lead.Collective.choices,
        widget=Checkboxes,
    )
    accountable = forms.ModelChoiceField(
        Organisation.objects.all(),
        required=False,
        label="Accountable organisation",
        empty_label="None",
        help_text="When partners lead together, the one that rates the row. It counts as a lead.",
    )
    lead_printed = cell(
        "Lead partner, as printed", rows=2, hint="Leave it empty to print the leads ticked above."
    )
    as_at = as_at_field()

    def __init__(self, *args, row=None, user, today, board, **kwargs):
        initial = self._of_row(row) if row else {"form_key": uuid.uuid4(), "rating": ""}
        initial["as_at"] = today
        super().__init__(*args, row=row, user=user, today=today, initial=initial, **kwargs)
        self.fields["rating"].choices = [
            (rating.value, rating.word(board.amber_word)) for rating in Rating
        ]
        if row is None:
            del self.fields["note"]
        self.helper.layout = Layout(
            *(name for name in self.fields if name not in SELDOM),
            Folded("Led by a seat or a person", *SELDOM),
        )

    @staticmethod
    def _of_row(row):
        leads = list(row.leads.all())
        return {
            **{name: getattr(row, name) for name in (*CELLS, "area", "rating")},
            "position": row.place_in_area(),
            "organisations": [lead.organisation_id for lead in leads if lead.organisation_id],
            "seats": [lead.seat_id for lead in leads if lead.seat_id],
            "people": [lead.person_id for lead in leads if lead.person_id],
            "collective": [lead.collective for lead in leads if lead.collective],
            "accountable": next(
                (lead.organisation_id for lead in leads if lead.is_accountable), None
            ),
            "four_ps": [name for name in FOUR_PS if getattr(row, name)],
            "openness": CLOSED if row.is_closed else OPEN,
            "closed_reason": row.closed_reason,
        }

    def clean(self):
        typed = super().clean()
        openness, reason = typed.get("openness"), typed.get("closed_reason")
        if openness == CLOSED and not reason:
            self.add_error("closed_reason", "Select why the row is closed")
        if openness == OPEN and reason:
            self.add_error("closed_reason", "Select “Not closed”, or close the row")
        if self.row and "note" in typed and not typed["note"]:
            rating = typed.get("rating", self.row.rating)
            if rating != self.row.rating:
                self.add_error("note", note_that_is_missing(rating))
        return typed

    def leads(self):
        typed = self.cleaned_data
        accountable = typed["accountable"]
        organisations = list(typed["organisations"])
        if accountable and accountable not in organisations:
            organisations.append(accountable)
        return [
            *(Lead(organisation=o, is_accountable=o == accountable) for o in organisations),
            *(Lead(seat=seat) for seat in typed["seats"]),
            *(Lead(person=person) for person in typed["people"]),
            *(Lead(collective=word) for word in typed["collective"]),
        ]

    def place(self):
        """The place that was asked for; None to leave the row where it is, or at the end."""
        place = self.cleaned_data["position"]
        return None if self.row and place == self.row.place_in_area() else place

    def _show_both(self, conflict):
        super()._show_both(conflict)
        theirs, yours = list(conflict.current.leads.all()), self.leads()
        if lead_keys(theirs) != lead_keys(yours):
            both = ("\n".join(str(lead) for lead in leads) for leads in (theirs, yours))
            self.both.append(("Led by", *both))

    def change(self):
        typed, leads = self.cleaned_data, self.leads()
        row = {name: typed[name] for name in ("area", "rating", "closed_reason", *CELLS)}
        row |= {name: name in typed["four_ps"] for name in FOUR_PS}
        row["is_closed"] = typed["openness"] == CLOSED
        row["lead_printed"] = typed["lead_printed"] or "\n".join(lead.printed for lead in leads)
        if typed.get("note"):
            row["note"] = typed["note"]
        how = {"by": self.user, "as_at": typed["as_at"], "leads": leads, "place": self.place()}
        if self.row is None:
            self.action = Action.objects.create_row(form_key=typed["form_key"], **how, **row)
        else:
            self.action = self.row.action
            self.action.edit(version=typed["version"], **how, **row)
