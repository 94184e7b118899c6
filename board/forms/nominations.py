from django.core.exceptions import ValidationError

from accounts.fields import DateField
from accounts.forms import BoardModelForm
from board.models import Nomination


class NominationForm(BoardModelForm):
    """Who is proposed for a seat, by whom, and when."""

    class Meta:
        model = Nomination
        fields = ["name", "nominated_by", "nominated_on"]
        field_classes = {"nominated_on": DateField}
        error_messages = {
            "name": {"required": "Enter who is nominated"},
            "nominated_on": {"required": "Enter the date of the nomination"},
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, initial={"nominated_on": today}, **kwargs)
        self.today = today

    def clean_nominated_on(self):
        day = self.cleaned_data["nominated_on"]
        if day > self.today:
            raise ValidationError("Enter a day that has come: today or earlier")
        return day
