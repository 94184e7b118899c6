from django import forms

from accounts.fields import Radios
from accounts.forms import BoardModelForm
from board.models import BoardSettings

MEANINGS = ["red_means", "amber_means", "green_means", "blue_means", "not_rated_means"]
MONTHS = ["stuck_after_months", "overdue_after_months"]


class BoardSettingsForm(BoardModelForm):
    class Meta:
        model = BoardSettings
        fields = [
            "name",
            "short_name",
            "about",
            "enquiries",
            "amber_word",
            *MEANINGS,
            *MONTHS,
            "quarter_year",
            "agenda_clear_days",
            "minutes_within_days",
            "allows_links",
            "prints_exclusion",
        ]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 4}),
            "enquiries": forms.Textarea(attrs={"rows": 3}),
            "quarter_year": Radios,
            **{
                name: forms.NumberInput(attrs={"class": "govuk-input--width-2"})
                for name in (*MONTHS, "agenda_clear_days", "minutes_within_days")
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (*MEANINGS, *MONTHS):
            self.fields[name].required = False

    def clean(self):
        """What is left empty about the ratings reads as it does at first."""
        typed = super().clean()
        for name in (*MEANINGS, *MONTHS):
            if name in typed and typed[name] in {"", None}:
                typed[name] = BoardSettings._meta.get_field(name).default
        return typed
