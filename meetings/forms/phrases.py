from django import forms

from accounts.forms import BoardModelForm
from meetings.models import Phrase


class PhraseForm(BoardModelForm):
    submit_label = "Save the phrase"

    class Meta:
        model = Phrase
        fields = ["code", "text"]
        labels = {"code": "Short code", "text": "Phrase"}
        help_texts = {
            "code": "Typed in the minutes and followed by Tab, it becomes the phrase. Such as: rec",
            "text": "Type … or three full stops where something is to be filled in.",
        }
        widgets = {
            "code": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            "text": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_text(self):
        return self.cleaned_data["text"].replace("...", "…")
