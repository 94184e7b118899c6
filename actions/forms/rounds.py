from django import forms

from accounts.fields import Checkboxes, DateField
from accounts.forms import BoardForm


class ClosingDayForm(BoardForm):
    """The last day of an update round."""

    submit_label = "Save the day"

    closes_on = DateField(
        label="Last day to answer",
        help_text="Partners can change their answers until then. Such as 27 3 2018.",
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < self.today:
            raise forms.ValidationError("The last day must be today or a later day")
        return day


class RoundForm(ClosingDayForm):
    """Which partners are asked before a meeting, and until when."""

    submit_label = "Open the round and send the e-mails"

    partners = forms.MultipleChoiceField(
        label="Who is asked",
        widget=Checkboxes,
        error_messages={"required": "Select at least one partner"},
    )

    field_order = ["partners", "closes_on"]

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.plans = {plan.key: plan for plan in plans}
        partners = self.fields["partners"]
        partners.choices = [(key, str(plan.partner)) for key, plan in self.plans.items()]
        partners.initial = list(self.plans)
        partners.widget.hints = {key: hint(plan) for key, plan in self.plans.items()}

    def chosen(self):
        return [self.plans[key] for key in self.cleaned_data["partners"]]


def hint(plan):
    """Such as "3 actions (A1, A4, A9) · e-mail to P Nair"."""
    parts = []
    if plan.rows:
        numbers = ", ".join(row.action.reference for row in plan.rows)
        parts.append(f"{len(plan.rows)} action{'s' * (len(plan.rows) != 1)} ({numbers})")
    if plan.shared:
        parts.append(f"a note on {len(plan.shared)} led by all partners")
    if plan.users:
        parts.append(f"e-mail to {', '.join(str(user) for user in plan.users)}")
    else:
        parts.append("no contact with an e-mail address: ask by telephone")
    return " · ".join(parts)
