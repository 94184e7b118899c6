from django import forms

from accounts.forms import BoardForm


class WithdrawalForm(BoardForm):
    submit_label = "Take it off the public site"
    warning = True
    note = forms.CharField(
        label="Why it is withdrawn",
        max_length=300,
        help_text="Kept with the record. The public does not see it.",
        error_messages={"required": "Say why it is withdrawn"},
    )
