from django import forms

from accounts.fields import DateField, Radios, TimeField
from accounts.forms import BoardForm
from board.clear_days import all_holidays
from board.models import FrequencyRule, Group
from meetings.forms.themes import by_scheme
from meetings.series import MOST, proposed_days
from priorities.models import Priority


class SeriesForm(BoardForm):
    """From which day on, how many, and by which day of the month."""

    submit_label = "Show the dates"
    WEEKDAY, DATE = "weekday", "date"

    group = forms.ModelChoiceField(
        Group.objects.exclude(kind="committee").filter(frequency_rules__isnull=False).distinct(),
        label="Whose meetings",
        help_text="Of each group whose frequency is recorded.",
    )
    first = DateField(label="First meeting")
    day_of_month = forms.ChoiceField(
        label="The others fall on",
        choices=[
            (WEEKDAY, "the same weekday of the month, such as the third Wednesday"),
            (DATE, "the same date of the month"),
        ],
        widget=Radios,
        initial=WEEKDAY,
        help_text="A weekend or a bank holiday gives way to the next working day.",
    )
    number = forms.IntegerField(
        label="How many",
        min_value=1,
        max_value=MOST,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )
    until = DateField(label="Or until", required=False)
    starts_at = TimeField(
        label="Time (optional)",
        required=False,
        help_text="Such as 10:00.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    venue = forms.CharField(label="Place (optional)", max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.form_method = "get"

    def clean(self):
        data = super().clean()
        if "number" in data and "until" in data and not data["number"] and not data["until"]:
            self.add_error("number", "Enter how many meetings, or until when")
        first, until = data.get("first"), data.get("until")
        if first and until and until < first:
            self.add_error("until", "Enter a day after the first meeting")
        if first and data.get("group"):
            self.rule = FrequencyRule.objects.in_force(first).filter(group=data["group"]).last()
            if self.rule is None:
                self.add_error(
                    "group", "No frequency is recorded for this group on that day: record it first"
                )
        return data

    def proposed_days(self):
        data = self.cleaned_data
        return proposed_days(
            data["first"],
            self.rule.months,
            same_weekday=data["day_of_month"] == self.WEEKDAY,
            holidays=all_holidays(),
            number=data["number"] or MOST,
            until=data["until"],
        )


class SeriesDayForm(BoardForm):
    """One meeting of the series: its day, which may be changed or emptied, and its theme."""

    held_on = DateField(required=False)
    theme = forms.TypedChoiceField(label="Theme (optional)", required=False, empty_value=None)

    def __init__(self, *args, number, priorities, note="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].label = f"Meeting {number}"
        self.fields["held_on"].help_text = note
        self.fields["theme"].choices = [("", "None yet"), *by_scheme(priorities.values())]
        self.fields["theme"].coerce = lambda pk: priorities[int(pk)]


class SeriesDays(forms.BaseFormSet):
    def __init__(self, *args, days=(), **kwargs):
        self.days = days
        # Read once for all the meetings.
        in_order = Priority.objects.select_related("scheme")
        self.priorities = {priority.pk: priority for priority in in_order}
        initial = [{"held_on": proposed.day} for proposed in days]
        super().__init__(*args, initial=initial, prefix="day", **kwargs)

    def get_form_kwargs(self, index):
        note = self.days[index].note if index < len(self.days) else ""
        return {"number": index + 1, "priorities": self.priorities, "note": note}

    def rows(self):
        """[(day, theme)] of the meetings not left empty, in order."""
        rows = [(form.cleaned_data.get("held_on"), form.cleaned_data.get("theme")) for form in self]
        return sorted((row for row in rows if row[0]), key=lambda row: row[0])


SeriesDaysFormSet = forms.formset_factory(
    SeriesDayForm, SeriesDays, extra=0, max_num=MOST, absolute_max=MOST
)
