from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import DateField
from accounts.forms import BoardModelForm
from board.models import EffectivenessReview


class EffectivenessReviewForm(BoardModelForm):
    submit_label = "Save the review"

    class Meta:
        model = EffectivenessReview
        fields = ["held_on", "found", "follows"]
        field_classes = {"held_on": DateField}
        widgets = {
            "found": forms.Textarea(attrs={"rows": 8}),
            "follows": forms.Textarea(attrs={"rows": 5}),
        }
        labels = {"held_on": "Day of the review", "follows": "What follows from it (optional)"}
        help_texts = {
            "held_on": "The day of the meeting that held it. The next one is due a year later.",
            "found": "Do not enter intelligence on people or organised crime groups.",
        }
        error_messages = {
            "held_on": {"required": "Enter the day of the review, such as 19 9 2018"},
            "found": {"required": "Enter what the review found"},
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > self.today:
            raise ValidationError("Enter a day that is not in the future: today or earlier.")
        return day
