from django import forms

from accounts.forms import BoardForm
from meetings.models import who_may_be_admitted


class AdmissionForm(BoardForm):
    submit_label = "Admit"

    item = forms.TypedChoiceField(
        label="Closed item",
        coerce=int,
        error_messages={"required": "Select the closed item"},
    )
    holding = forms.TypedChoiceField(
        label="Co-optee",
        coerce=int,
        error_messages={"required": "Select who is admitted"},
        help_text="Those who hold a co-optee’s seat today, and are invited to this meeting or came"
        " to it.",
    )

    def __init__(self, *args, meeting, items, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = {item.pk: item for item in items}
        self.holdings = {one.pk: one for one in who_may_be_admitted(meeting, day)}
        self.fields["item"].choices = [
            ("", "Select"),
            *((pk, str(item)) for pk, item in self.items.items()),
        ]
        self.fields["holding"].choices = [
            ("", "Select"),
            *((pk, f"{one.person}, {one.seat.label}") for pk, one in self.holdings.items()),
        ]

    @property
    def has_choices(self):
        return bool(self.items and self.holdings)

    def chosen(self):
        """(who, to what)"""
        data = self.cleaned_data
        return self.holdings[data["holding"]], self.items[data["item"]]
