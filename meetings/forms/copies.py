from django import forms

from accounts.fields import DateField, Radios
from accounts.forms import BoardForm, BoardModelForm
from accounts.models import User
from meetings.models import CopyRequest, Meeting, Minutes
from meetings.models.copies import RELEASED_FOR


class CopyRequestForm(BoardModelForm):
    """An officer asks for a copy."""

    submit_label = "Ask for the copy"

    class Meta:
        model = CopyRequest
        fields = ["asked_for", "department", "purpose"]
        labels = {
            "asked_for": "Which minutes do you need?",
            "department": "Your department",
            "purpose": "What do you need them for?",
        }
        help_texts = {"asked_for": "The day of the meeting, and the item if you know it."}
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"asked_for": {"required": "Say which minutes you need"}}


class CopyRequestOnBehalfForm(CopyRequestForm):
    """The secretariat enters what an officer asked for by letter or telephone."""

    email = forms.EmailField(
        label="E-mail address the officer signs in with",
        help_text="An officer without an account is first entered under Board, People, and invited.",
    )

    field_order = ["email", "department", "asked_for", "purpose"]

    class Meta(CopyRequestForm.Meta):
        labels = {
            "asked_for": "Which minutes does the officer need?",
            "department": "Department",
            "purpose": "What are they needed for?",
        }

    def clean_email(self):
        email = self.cleaned_data["email"]
        self.officer = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.officer is None:
            raise forms.ValidationError(
                "Nobody signs in with this address: enter the officer under Board, People, and"
                " invite them first."
            )
        return email


class CopyDecisionForm(BoardForm):
    """Release or refuse, and until when."""

    submit_label = "Record the decision"

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=CopyRequest.Decision.choices,
        widget=Radios(
            hints={
                "full": "Also shows the officer the closed items and papers of that meeting.",
                "redacted": "Also shows the officer the open agenda and papers of that meeting.",
            }
        ),
        error_messages={"required": "Select what you decide"},
    )
    meeting = forms.ModelChoiceField(
        None,
        label="Minutes of",
        required=False,
        empty_label="Select a meeting",
        help_text="Of what is released. A draft that is not circulated yet is not among them.",
    )
    expires_on = DateField(
        label="Last day", required=False, help_text="After it the copy cannot be read any more."
    )
    refusal = forms.CharField(
        label="Why it is refused",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only when you refuse. The officer reads it.",
    )

    def __init__(self, *args, today, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        with_minutes = Minutes.objects.visible_to(user).exclude(state=Minutes.State.DRAFT)
        meetings = Meeting.objects.filter(minutes__in=with_minutes).select_related("group")
        self.fields["meeting"].queryset = meetings
        self.initial["expires_on"] = today + RELEASED_FOR

    def clean(self):
        data = super().clean()
        if data.get("decision") == CopyRequest.Decision.REFUSED:
            if not data.get("refusal"):
                self.add_error("refusal", "Say why it is refused: the officer reads it")
        elif data.get("decision"):
            self._check_release(data)
        return data

    def _check_release(self, data):
        if not data.get("meeting") and "meeting" not in self.errors:
            self.add_error("meeting", "Select the meeting whose minutes are released")
        if data.get("expires_on") is None and "expires_on" not in self.errors:
            self.add_error("expires_on", "Enter the last day the copy can be read")
        elif data.get("expires_on") and data["expires_on"] < self.today:
            self.add_error("expires_on", "Enter a day that is not past")
