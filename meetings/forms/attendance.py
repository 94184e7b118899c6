from django import forms
from django.forms import BaseFormSet, formset_factory

from accounts.forms import BoardForm
from meetings.models import Attendance

SPARE_ROWS = 3


class AttendanceForm(BoardForm):
    """One row: a holder of a seat, or a guest. `row` says which known one it is."""

    row = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(max_length=200, required=False)
    organisation = forms.CharField(max_length=200, required=False)
    capacity = forms.CharField(max_length=200, required=False)
    initials = forms.CharField(
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}),
    )
    status = forms.ChoiceField(
        required=False, choices=[("", "Not recorded"), *Attendance.Status.choices]
    )
    from_item = forms.ModelChoiceField(None, required=False, empty_label="From the start")
    to_item = forms.ModelChoiceField(None, required=False, empty_label="To the end")

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("from_item", "to_item"):
            self.fields[name].queryset = items
            self.fields[name].label_from_instance = lambda item: f"Item {item.number}"

    def clean(self):
        data = super().clean()
        first, last = data.get("from_item"), data.get("to_item")
        if data.get("status") and not data.get("name"):
            self.add_error("name", "Enter the name of who attended")
        if data.get("name") and not data.get("row") and not data.get("status"):
            self.add_error("status", f"Select how {data['name']} attended")
        if first and last and first.position > last.position:
            self.add_error("to_item", "The last item must not come before the first")
        return data


class AttendanceBaseFormSet(BaseFormSet):
    def __init__(self, *args, meeting, known, **kwargs):
        self.known = known
        form_kwargs = {"items": meeting.items.order_by("position", "pk")}
        super().__init__(*args, form_kwargs=form_kwargs, **kwargs)

    def clean(self):
        taken = {}
        for form in self.forms:
            data = form.cleaned_data if form.is_valid() else {}
            initials = data.get("initials", "").upper() if data.get("status") else ""
            if initials and initials in taken:
                form.add_error("initials", f"{initials} is also {taken[initials]}: use others")
            taken[initials] = data.get("name")

    def rows(self, chair=""):
        """The Attendance rows to keep, in order; `chair` is the key of who was in the chair."""
        kept = []
        for position, form in enumerate(self.forms):
            data = form.cleaned_data
            if not data.get("status"):
                continue
            row = self.known.get(data["row"]) or Attendance()
            for name in ("name", "organisation", "capacity", "status", "from_item", "to_item"):
                setattr(row, name, data[name])
            row.initials = data["initials"].upper()
            row.position = position
            row.is_in_chair = bool(chair) and data["row"] == chair
            kept.append(row)
        return kept


AttendanceFormSet = formset_factory(AttendanceForm, formset=AttendanceBaseFormSet, extra=SPARE_ROWS)


class ChairForm(BoardForm):
    chair = forms.ChoiceField(label="Who was in the chair", required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].choices = [("", "Not recorded"), *names]


def known_rows(meeting, holdings):
    """{key: Attendance}: those recorded, then holders of seats on the day not yet on the list."""
    rows = {f"a{row.pk}": row for row in meeting.attendances.select_related("seat", "person")}
    listed = {(row.seat_id, row.person_id) for row in rows.values()}
    initials = {row.initials for row in rows.values()}
    for holding in holdings:
        if (holding.seat_id, holding.person_id) in listed:
            continue
        own = holding.person.initials[:6]
        rows[f"h{holding.pk}"] = Attendance(
            seat=holding.seat,
            person=holding.person,
            name=str(holding.person),
            organisation=organisations_of(holding.seat),
            capacity=holding.seat.label,
            initials="" if own in initials else own,
        )
        initials.add(own)
    return dict(sorted(rows.items(), key=lambda pair: _order(pair[1])))


def _order(row):
    return (row.seat is None, row.seat.position if row.seat else row.position, row.pk or 0)


def organisations_of(seat):
    return " or ".join(
        seat_organisation.organisation.printed
        for seat_organisation in seat.seat_organisations.all()
    )


def initial_rows(known):
    return [
        {
            "row": key,
            "name": row.name,
            "organisation": row.organisation,
            "capacity": row.capacity,
            "initials": row.initials,
            "status": row.status,
            "from_item": row.from_item_id,
            "to_item": row.to_item_id,
        }
        for key, row in known.items()
    ]
