from django import forms

from accounts.forms import BoardForm
from meetings.models import Declaration

SOMEBODY_ELSE = "other"


class DeclarationForm(BoardForm):
    submit_label = "Record the declaration"

    who = forms.ChoiceField(
        label="Who declared it",
        error_messages={"required": "Select who declared the interest"},
    )
    name = forms.CharField(label="Name, when not in the list", max_length=200, required=False)
    item = forms.TypedChoiceField(
        label="In which item", required=False, coerce=int, empty_value=None
    )
    nature = forms.CharField(
        label="The interest declared",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5_000,
        help_text="As the minutes shall print it, after “declared an interest in item 5:”."
        " Do not enter intelligence on people or organised crime groups.",
    )
    is_closed = forms.BooleanField(
        label="Closed",
        required=False,
        help_text="What concerns a closed item is closed in any case.",
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.people = people_at(meeting)
        self.items = {item.pk: item for item in meeting.items.order_by("position", "pk")}
        self.fields["who"].choices = [
            ("", "Select"),
            *((str(pk), name) for pk, (_, name) in self.people.items()),
            (SOMEBODY_ELSE, "Somebody else"),
        ]
        self.fields["item"].choices = [
            ("", "The business of the meeting at large"),
            *(
                (pk, f"{item}{' – CLOSED' if item.is_closed else ''}")
                for pk, item in self.items.items()
            ),
        ]

    def clean(self):
        data = super().clean()
        if data.get("who") == SOMEBODY_ELSE and not data.get("name"):
            self.add_error("name", "Enter the name of who declared the interest")
        return data

    def declaration(self):
        data = self.cleaned_data
        is_known = data["who"] != SOMEBODY_ELSE
        person, name = self.people[int(data["who"])] if is_known else (None, data["name"])
        return Declaration(
            meeting=self.meeting,
            person=person,
            name=name,
            item=self.items.get(data["item"]),
            nature=data["nature"],
            is_closed=data["is_closed"],
        )


def people_at(meeting):
    """{id of a person: (person, name)}: who is on the list or holds a seat on the day."""
    people = {
        row.person_id: (row.person, row.name)
        for row in meeting.attendances.select_related("person")
        if row.person_id
    }
    for holding in meeting.seat_holdings():
        people.setdefault(holding.person_id, (holding.person, str(holding.person)))
    return people
