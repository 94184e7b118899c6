from django import forms

from accounts.forms import BoardForm


class WithdrawalForm(BoardForm):
    submit_label = "Take it off the public site"
    warning = True
    note = forms.CharField(
        label="Why it is withdrawn (optional)",
        max_length=300,
        required=False,
        help_text="Kept with the record. The public does not see it.",
    )
