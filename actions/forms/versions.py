"""What every form that changes a row shares: it knows which state of the row was seen."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.authorize import authorize
from accounts.fields import DateField
from accounts.forms import BoardForm
from actions.models import Conflict

OUT_OF_DATE = "This form is out of date: open the row again, then type your change once more"
LONGEST = 10_000
TOO_LONG = f"This is too long: use at most {LONGEST:,} characters"


def cell(label, *, rows=4, hint="", required=False):
    """A box for one cell of the table: plain text, one paragraph to a line."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class VersionForm(BoardForm):
    """A change to a row as this person saw it; `save` asks the row's verb to make it."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        validators=[
            MinValueValidator(1, OUT_OF_DATE),
            MaxValueValidator(2_000_000_000, OUT_OF_DATE),
        ],
        error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE},
    )
    # The cells shown side by side when somebody else changed the row meanwhile.
    compared = ()

    def __init__(self, *args, row, user, today, **kwargs):
        self.row, self.user, self.today = row, user, today
        self.was_overtaken = False
        self.both = []
        kwargs.setdefault("initial", {}).setdefault("version", row.number if row else 1)
        super().__init__(*args, **kwargs)

    def change(self):
        """Call the verb. Returns what it returns."""
        raise NotImplementedError

    def save(self):
        """The status to answer with: 302 when it is done, 422 or 409 when it is not."""
        if not self.is_valid():
            return 422
        try:
            self.change()
        except forms.ValidationError as error:
            self._refuse(error)
            return 422
        except Conflict as conflict:
            self._show_both(conflict)
            return 409
        return 302

    def clean_as_at(self):
        day = self.cleaned_data["as_at"]
        if day > self.today:
            raise forms.ValidationError("The day must not be after today")
        return day

    def _refuse(self, error):
        for name, sentences in error.message_dict.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)

    def _show_both(self, conflict):
        """Keep what was typed, and let saving again be a choice made with both texts in sight."""
        # Who closed the row meanwhile closed it to this person as well.
        authorize(self.user, "actions.read_row", conflict.current)
        self.was_overtaken = True
        self.row = conflict.current
        self.data = self.data.copy()
        self.data["version"] = conflict.current.number
        self.both = [
            (field.label, in_words(field, theirs), in_words(field, yours))
            for field, theirs, yours in self._differing(conflict)
        ]

    def _differing(self, conflict):
        for name in self.compared:
            if name in conflict.typed:
                theirs, yours = getattr(conflict.current, name), conflict.typed[name]
                if theirs != yours:
                    yield self.fields[name], theirs, yours


def in_words(field, value):
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return dict(field.choices).get(value, "")
    return str(value)


def as_at_field(**kwargs):
    return DateField(
        label="As at",
        help_text="The day this speaks of, such as 27 3 2018.",
        **kwargs,
    )
