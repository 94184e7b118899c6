from django import forms
from django.forms import BaseFormSet, formset_factory

from accounts.fields import Checkboxes, Radios
from accounts.forms import BoardForm
from meetings.initials import initials_for
from meetings.models import Attendance

SPARE_ROWS = 3
Status = Attendance.Status
CHOICES = [
    ("", "No record"),
    (Status.PRESENT, "Present"),
    (Status.REMOTE, "Remote"),
    (Status.SUBSTITUTE, "Substitute"),
    (Status.IN_ATTENDANCE, "In attendance"),
    (Status.APOLOGIES, "Apologies"),
    (Status.ABSENT, "Absent"),
]


class AttendanceForm(BoardForm):
    """One row: a holder of a seat, who came instead, or a guest. `row` says which known one."""

    row = forms.CharField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(required=False, choices=CHOICES, widget=Radios(inline=True))
    name = forms.CharField(max_length=200, required=False)
    organisation = forms.CharField(max_length=200, required=False)
    capacity = forms.CharField(max_length=200, required=False)
    initials = forms.CharField(
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}),
    )
    substitute_for = forms.CharField(
        label="Substitute for", max_length=200, required=False, help_text="The holder’s name."
    )
    from_item = forms.TypedChoiceField(
        label="Arrived during", required=False, coerce=int, empty_value=None
    )
    to_item = forms.TypedChoiceField(
        label="Left after", required=False, coerce=int, empty_value=None
    )
    items_missed = forms.TypedMultipleChoiceField(
        label="Left the room for",
        required=False,
        coerce=int,
        widget=Checkboxes(inline=True),
    )

    def __init__(self, *args, items, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.attendance = rows.get(self["row"].value())
        self.places = {item.pk: item.position for item in items}
        numbers = [(item.pk, f"Item {item.number}") for item in items]
        self.fields["from_item"].choices = [("", "There from the start"), *numbers]
        self.fields["to_item"].choices = [("", "There to the end"), *numbers]
        self.fields["items_missed"].choices = numbers
        self.fields["status"].label = self["name"].value() or "Guest"
        if self.attendance and self.attendance.status == Status.EXPECTED:
            self.fields["status"].choices = [*CHOICES, (Status.EXPECTED, "Expected")]

    @property
    def is_spare(self):
        """The empty row of a seat, for who came instead of its holder."""
        return (self["row"].value() or "").startswith("s")

    @property
    def in_part(self):
        """What the row itself does not show of somebody who was not there throughout."""
        said = [
            f"{words} {dict(self.fields[name].choices)[int(self[name].value())].lower()}"
            for name, words in (("from_item", "Arrived during"), ("to_item", "Left after"))
            if str(self[name].value() or "").isdigit() and int(self[name].value()) in self.places
        ]
        missed = {str(pk) for pk in self["items_missed"].value() or []}
        numbers = [label for pk, label in self.fields["items_missed"].choices if str(pk) in missed]
        if numbers:
            said.append(f"Left the room for {', '.join(numbers).lower()}")
        return "; ".join(said)

    def clean(self):
        data = super().clean()
        if data.get("name") and not data.get("status") and not data.get("row"):
            data["status"] = Status.IN_ATTENDANCE
        elif self.is_spare:
            data["status"] = Status.SUBSTITUTE if data.get("name") else ""
        elif data.get("status") and not data.get("name"):
            self.add_error("name", "Enter the name of who attended")
        first, last = self.places.get(data.get("from_item")), self.places.get(data.get("to_item"))
        if first is not None and last is not None and first > last:
            self.add_error("to_item", "The last item must not come before the first")
        return data


class AttendanceBaseFormSet(BaseFormSet):
    def __init__(self, *args, attendance_list, **kwargs):
        self.list = attendance_list
        items = list(attendance_list.meeting.items.order_by("position", "pk"))
        form_kwargs = {"items": items, "rows": attendance_list.rows}
        super().__init__(
            *args, form_kwargs=form_kwargs, initial=attendance_list.initial(), **kwargs
        )

    def clean(self):
        taken = {}
        for form in self.forms:
            data = form.cleaned_data if form.is_valid() else {}
            initials = data.get("initials", "").upper() if data.get("status") else ""
            if initials and initials in taken:
                form.add_error("initials", f"{initials} is also {taken[initials]}: use others")
            taken[initials] = data.get("name")

    def rows(self, chair="", *, rest_are_absent=False):
        """The Attendance rows to keep, in order; `chair` is the key of who was in the chair."""
        absent = self._keys_to_mark_absent() if rest_are_absent else set()
        kept = []
        for position, form in enumerate(self.forms):
            data = form.cleaned_data
            if data.get("row") in absent:
                data["status"] = Status.ABSENT
            if data.get("status"):
                kept.append(self._row(data, position))
                kept[-1].is_in_chair = bool(chair) and data["row"] == chair
        self._give_initials(kept)
        return kept

    def _give_initials(self, rows):
        """Who is typed in gets some too; a substitute in several seats has one name, and one."""
        taken, named = {row.initials for row in rows}, {row.name for row in rows if row.initials}
        for row in rows:
            if row.pk is None and row.person_id is None and row.name not in named:
                row.initials = row.initials or initials_for(row.name, taken)
                taken.add(row.initials)
                named.add(row.name)

    def _row(self, data, position):
        row = self.list.rows.get(data["row"]) or Attendance()
        for name in KEPT:
            setattr(row, name, data[name])
        row.from_item_id, row.to_item_id = data["from_item"], data["to_item"]
        row.initials = data["initials"].upper()
        row.position = position
        is_substitute = row.status == Status.SUBSTITUTE
        holder = self.list.only_holder(row.seat_id)
        named = data["substitute_for"] or ("" if row.name == holder else holder)
        row.substitute_for = named if is_substitute else ""
        return row

    def _keys_to_mark_absent(self):
        recorded = {
            row.seat_id
            for form in self.forms
            if form.cleaned_data.get("status")
            and (row := self.list.rows.get(form.cleaned_data["row"]))
        }
        return self.list.keys_to_mark_absent(recorded)


KEPT = ["name", "organisation", "capacity", "status", "items_missed"]
AttendanceFormSet = formset_factory(
    AttendanceForm, formset=AttendanceBaseFormSet, extra=SPARE_ROWS, max_num=500, absolute_max=500
)


class ChairForm(BoardForm):
    chair = forms.ChoiceField(label="Who was in the chair", required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].choices = [("", "Not recorded"), *names]


class DeparturesForm(BoardForm):
    left = forms.ModelMultipleChoiceField(None, required=False)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["left"].queryset = meeting.attendances.came()
