from django import forms

from accounts.forms import BoardForm


class InspectionForm(BoardForm):
    """Which pack is asked for."""

    closed = forms.BooleanField(required=False)
