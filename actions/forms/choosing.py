from django import forms

from accounts.forms import BoardForm
from actions.choosing import DROPPED, Chosen
from actions.models import Rating
from actions.models.revisions import FOUR_PS
from actions.moved import usual_start

FOUR_P_CHOICES = [*((name, name.capitalize()) for name in FOUR_PS), ("none", "None of the 4 Ps")]
STATES = [
    ("stuck", "Stuck"),
    ("overdue", "Update overdue"),
    ("no_return", "No return"),
    ("asks", "Waiting for help"),
    ("placeholder", "No issue yet"),
    ("on_table", "Still on the table"),
]
ORDERS = [
    ("", "As the paper prints it"),
    ("rating", "Worst rating first"),
    ("still", "Longest without change first"),
    ("lead", "Lead partner"),
    ("reference", "Reference"),
]
CHOICES = ("area", "lead", "rating", "four_p", "state", "mine", "open_only", "sort")


def select():
    return forms.Select(attrs={"class": "govuk-select"})


class DayForm(BoardForm):
    """As at which day: today unless another is asked for."""

    as_at = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        label="As at",
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input govuk-input--width-10"}
        ),
        error_messages={"invalid": "As at must be a real date, such as 2017-01-31"},
    )

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_as_at(self):
        day = self.cleaned_data["as_at"] or self.today
        if day > self.today:
            raise forms.ValidationError("As at must be today or a day in the past")
        return day


class TableChoiceForm(DayForm):
    """Which table to show: its day, and which of its rows.

    A value nobody offered chooses no row.
    """

    area = forms.CharField(required=False, max_length=60, widget=select(), label="Key crime area")
    lead = forms.CharField(required=False, max_length=60, widget=select(), label="Lead partner")
    rating = forms.CharField(required=False, max_length=60, widget=select(), label="Rating")
    four_p = forms.CharField(required=False, max_length=60, widget=select(), label="4 Ps")
    state = forms.CharField(required=False, max_length=60, widget=select(), label="State")
    sort = forms.CharField(required=False, max_length=60, widget=select(), label="Order")
    mine = forms.BooleanField(required=False, label="Your actions")
    open_only = forms.BooleanField(required=False, label="Without closed rows")

    def chosen(self):
        return Chosen(**{name: self.cleaned_data[name] for name in CHOICES})

    def offer(self, table):
        """Fill the selects with what the table of that day holds."""
        if not self.errors:
            self.data = self.data.copy()
            self.data["as_at"] = table.as_at.isoformat()
        ratings = [(rating.value or "none", rating.word(table.amber_word)) for rating in Rating]
        if table.dropped:
            ratings.append((DROPPED, "Taken off the table"))
        states = [*STATES, ("closed", "Closed")] if table.has_closed else STATES
        for name, choices in [
            ("area", table.offer.areas),
            ("lead", table.offer.leads),
            ("rating", ratings),
            ("four_p", FOUR_P_CHOICES),
            ("state", states),
        ]:
            self.fields[name].widget.choices = [("", "All"), *choices]
        self.fields["sort"].widget.choices = ORDERS


class MovedForm(DayForm):
    """Between which two days: since the meeting before, unless another day is asked for."""

    since = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        label="Since",
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input govuk-input--width-10"}
        ),
        error_messages={"invalid": "Since must be a real date, such as 2018-05-16"},
    )
    field_order = ["since", "as_at"]

    def clean(self):
        typed = super().clean()
        since, as_at = typed.get("since"), typed.get("as_at")
        if since and as_at and since >= as_at:
            self.add_error("since", "Since must be a day before “As at”")
        return typed

    def days(self):
        """The two days; the usual ones where no real day is asked for. Shown in the form."""
        asked = self.cleaned_data if self.is_valid() else {}
        as_at = asked.get("as_at") or self.today
        since = asked.get("since") or usual_start(as_at)
        if not self.errors:
            self.data = {"since": since.isoformat(), "as_at": as_at.isoformat()}
        return since, as_at


class PageForm(BoardForm):
    """Which page of a long table; the first unless another is asked for."""

    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    @property
    def number(self):
        return (self.is_valid() and self.cleaned_data["page"]) or 1


class PaperSizeForm(BoardForm):
    """The size of the paper; A4 unless A3 is asked for."""

    paper = forms.ChoiceField(required=False, choices=[("A4", "A4"), ("A3", "A3")])

    @property
    def is_large(self):
        return self.is_valid() and self.cleaned_data["paper"] == "A3"
