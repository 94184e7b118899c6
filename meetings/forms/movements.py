"""Somebody comes or goes at an item: who, and how."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import Radios
from accounts.forms import BoardForm
from meetings.attendance_list import AttendanceList
from meetings.models import Attendance

GUEST = "guest"


class MovementForm(BoardForm):
    submit_label = "Record it"

    who = forms.ChoiceField(label="Who", error_messages={"required": "Select who arrived or left"})
    guest = forms.CharField(label="Name of the guest", max_length=200, required=False)
    organisation = forms.CharField(
        label="Organisation of the guest", max_length=200, required=False
    )
    move = forms.ChoiceField(
        label="What happened",
        widget=Radios,
        error_messages={"required": "Select whether they arrived or left"},
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, auto_id="move_%s", **kwargs)
        self.item = item
        self.rows = {key: row for key, row in AttendanceList(item.meeting).rows.items() if row.name}
        self.fields["who"].choices = [
            ("", "Select"),
            *((key, row.name) for key, row in self.rows.items()),
            (GUEST, "A guest who is not in the list"),
        ]
        self.fields["move"].choices = [
            ("arrive", f"Arrived for item {item.number}"),
            ("leave_for", f"Left for item {item.number}, and comes back after it"),
            ("leave_before", f"Left before item {item.number}, and does not come back"),
            ("stay", "Was there throughout: take back what was recorded"),
        ]

    def clean(self):
        data = super().clean()
        if data.get("who") == GUEST and not data.get("guest"):
            self.add_error("guest", "Enter the name of the guest")
        row = self.rows.get(data.get("who"))
        was_there = row is not None and row.has_come
        if data.get("who") and data.get("move") not in ("arrive", None) and not was_there:
            self.add_error("move", "They were not there: record when they arrived first")
        return data

    def record(self, *, by):
        """Write it down; False, with what is wrong in the form, when it cannot have been so."""
        try:
            getattr(self._row(), self.cleaned_data["move"])(self.item, by=by)
        except ValidationError as refused:
            self.add_error("move", refused)
            return False
        return True

    def _row(self):
        data = self.cleaned_data
        if data["who"] == GUEST:
            row = Attendance(name=data["guest"], organisation=data["organisation"])
        else:
            row = self.rows[data["who"]]
        row.meeting = self.item.meeting
        return row
