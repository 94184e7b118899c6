from django import forms

from accounts.fields import DateField
from accounts.forms import BoardForm
from priorities.models import EmergingThreat

from .kept import KeptForm, key_crime_areas, longer

NO_INTELLIGENCE = (
    "In general terms. Intelligence on people or organised crime groups does not belong here:"
    " send that by your usual secure way."
)


class ThreatForm(KeptForm):
    """Something new that the Board should know of. `organisations`: on whose behalf it may be
    raised; None when that is known already."""

    submit_label = "Tell the Board"

    what = longer("What should the Board know?", NO_INTELLIGENCE, rows=5)

    class Meta:
        model = EmergingThreat
        fields = ["title", "what", "priority", "on_behalf_of", "is_closed"]
        labels = {
            "title": "What is new? In a line",
            "priority": "Key crime area (optional)",
            "on_behalf_of": "On behalf of",
            "is_closed": "Closed: for members and the secretariat only",
        }

    def __init__(self, *args, organisations, may_close=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = key_crime_areas()
        self.fields["priority"].empty_label = "None of them, or not sure"
        if not may_close:
            del self.fields["is_closed"]
        behalf = self.fields["on_behalf_of"]
        if not organisations:
            del self.fields["on_behalf_of"]
        else:
            behalf.queryset = organisations
            behalf.empty_label = "Myself"

    def raise_threat(self, *, by, today, on_behalf_of=None):
        """A new one, from this person, for this organisation when the form does not ask."""
        threat = self.instance
        threat.raised_by, threat.raised_on = by, today
        if "on_behalf_of" not in self.fields:
            threat.on_behalf_of = on_behalf_of
        return self.keep(by=by)


class TakingForm(BoardForm):
    submit_label = "Record it"

    taken_on = DateField(label="Day of the meeting", help_text="The meeting that took it.")

    def __init__(self, *args, threat, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.threat, self.today = threat, today

    def clean_taken_on(self):
        day = self.cleaned_data["taken_on"]
        if not self.threat.raised_on <= day <= self.today:
            raise forms.ValidationError("The day must not be before it was raised, or after today")
        return day


class EndingForm(BoardForm):
    submit_label = "End it"

    outcome = forms.CharField(
        label="What became of it?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what became of it"},
    )
