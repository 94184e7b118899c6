from accounts.fields import DateField
from accounts.forms import BoardModelForm
from board.clear_days import built_in_holidays
from board.models import FrequencyRule, Holiday


class HolidayForm(BoardModelForm):
    submit_label = "Add the day"

    class Meta:
        model = Holiday
        fields = ["day", "name"]
        field_classes = {"day": DateField}

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day in built_in_holidays():
            self.add_error("day", f"The built-in list holds this day: {built_in_holidays()[day]}")
        return day


class FrequencyForm(BoardModelForm):
    """How often a group meets, as it resolved."""

    class Meta:
        model = FrequencyRule
        fields = ["group", "wording", "months", "starts_on", "agreed_on"]
        field_classes = {"starts_on": DateField, "agreed_on": DateField}
        labels = {
            "group": "Whose meetings",
            "wording": "In the words of the resolution",
            "starts_on": "Holds from",
            "agreed_on": "Agreed on (optional)",
        }
        help_texts = {
            "wording": "Such as Quarterly.",
            "months": "1 when it meets monthly, 3 when quarterly.",
            "starts_on": "The rule until then ends the day before.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = self.fields["group"].queryset.exclude(kind="committee")
        self.fields["months"].widget.attrs["class"] = "govuk-input--width-2"
        self.fields["starts_on"].required = True
        if self.instance.pk:
            # What held when is history; the words of it can be put right.
            del self.fields["group"], self.fields["starts_on"]
