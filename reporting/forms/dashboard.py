from django import forms

from actions.forms import DayForm


class DashboardForm(DayForm):
    """The day of the dashboard, and whether closed rows are counted in it."""

    open_only = forms.BooleanField(required=False, label="Without closed rows")
