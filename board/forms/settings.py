from django import forms

from accounts.fields import Radios
from accounts.forms import BoardModelForm
from board.models import BoardSettings


class BoardSettingsForm(BoardModelForm):
    class Meta:
        model = BoardSettings
        fields = [
            "name",
            "short_name",
            "about",
            "enquiries",
            "amber_word",
            "quarter_year",
            "agenda_clear_days",
            "allows_links",
            "prints_exclusion",
        ]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 4}),
            "enquiries": forms.Textarea(attrs={"rows": 3}),
            "quarter_year": Radios,
            "agenda_clear_days": forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
        }
