"""Forms of seats, of the people in them, and of the organisations they speak for."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import Checkboxes, DateField, Radios
from accounts.forms import BoardForm, BoardModelForm
from accounts.models import User
from board.models import Affiliation, Organisation, Person, Seat, SeatHolding

PUT_RIGHT = "Change this only to put right a slip: papers of past days change with it."


class AsAtForm(BoardForm):
    """The day somebody wants to look at."""

    as_at = forms.DateField(
        label="As at",
        required=False,
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}
        ),
        error_messages={"invalid": "Enter a real date, such as 2017-11-03"},
    )


class SeatForm(BoardModelForm):
    category = forms.ChoiceField(
        label="Kind of seat",
        choices=Seat.Category.choices,
        widget=Radios,
        error_messages={"required": "Select the kind of seat"},
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.all(),
        label="Organisations it speaks for",
        required=False,
        widget=Checkboxes,
        help_text="More than one when it is either the one or the other.",
    )

    class Meta:
        model = Seat
        fields = ["category", "label", "condition", "starts_on"]
        field_classes = {"starts_on": DateField}
        widgets = {"condition": Radios}
        labels = {"starts_on": "First day of the seat"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["category"]
            self.fields["label"].help_text = PUT_RIGHT
            self.initial["organisations"] = self.instance.seat_organisations.values_list(
                "organisation", flat=True
            )


class HoldingForm(BoardModelForm):
    submit_label = "Put in the seat"
    person = forms.ModelChoiceField(
        Person.objects.current(),
        empty_label="Select a person",
        help_text="Somebody not in the list is added under People first.",
        error_messages={"required": "Select a person"},
    )

    class Meta:
        model = SeatHolding
        fields = ["person", "capacity", "starts_on", "printed_as"]
        field_classes = {"starts_on": DateField}
        widgets = {
            "capacity": Radios(
                hints={
                    "joint_holder": "Two people share the seat; the papers print both names.",
                    "standing_deputy": "Comes in the holder’s place.",
                    "acting": "Has the powers of the seat until somebody is appointed.",
                }
            )
        }
        labels = {"starts_on": "First day in the seat"}


class EndingForm(BoardForm):
    """The last day of something that began. Nothing is deleted."""

    submit_label = "Save the last day"
    ends_on = DateField(
        label="Last day", error_messages={"required": "Enter the last day, such as 19 9 2018"}
    )

    def __init__(self, *args, dated, **kwargs):
        super().__init__(*args, initial={"ends_on": dated.ends_on}, **kwargs)
        self.starts_on = dated.starts_on
        if dated.ends_on:
            self.fields["ends_on"].required = False
            self.fields["ends_on"].help_text = "Leave empty if it has not ended after all."

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and self.starts_on and ends_on < self.starts_on:
            raise ValidationError(
                f"The last day must be {self.starts_on:%-d %B %Y} or later: it began then."
            )
        return ends_on


class PersonForm(BoardModelForm):
    other_spellings = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Spellings of this name found in the papers, one on each line.",
    )

    class Meta:
        model = Person
        fields = ["name", "post_nominals", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            known = self.instance.aliases.values_list("name", flat=True)
            self.fields["other_spellings"].label = "More spellings"
            if known:
                self.fields["other_spellings"].help_text += f" Known: {', '.join(known)}."

    def clean_other_spellings(self):
        lines = self.cleaned_data["other_spellings"].split("\n")
        spellings = [line.strip() for line in lines if line.strip()]
        if any(len(spelling) > 200 for spelling in spellings):
            raise ValidationError("Enter each spelling in 200 characters or fewer.")
        return spellings


class InvitationForm(BoardForm):
    submit_label = "Send the link"
    email = forms.EmailField(
        label="E-mail address",
        help_text="Only they and the administrator see it. It is how they sign in.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Enter an e-mail address",
            "invalid": "Enter an e-mail address in the form name@example.org",
        },
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self):
        email = self.cleaned_data["email"]
        others = User.objects.filter(email__iexact=email).exclude(pk=self.person.user_id)
        if others.exists():
            raise ValidationError("Somebody already signs in with this e-mail address.")
        return email


class OrganisationForm(BoardModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "short_name"]


class AffiliationForm(BoardModelForm):
    submit_label = "Add"

    class Meta:
        model = Affiliation
        fields = ["organisation", "role", "is_contact", "starts_on"]
        field_classes = {"starts_on": DateField}
        labels = {"starts_on": "First day", "role": "Post there"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].empty_label = "Select an organisation"
        self.fields["organisation"].error_messages["required"] = "Select an organisation"
