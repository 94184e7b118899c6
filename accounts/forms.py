"""Forms in the look of the house, with nothing to write but fields.

    class ApprovalForm(BoardForm):            # or BoardModelForm, with a Meta
        submit_label = "Record the approval"
        meeting = forms.ModelChoiceField(...)
        held_on = DateField(label="Date of the meeting")      # from accounts.fields

    {% load crispy_forms_tags %}{% crispy form %}

That prints the form element, the token, every field, the button. The error summary of `form` (or
`formset`) is printed by base.html above the heading; a form of another name prints its own.
A form that fails is shown again with status 422.

Fields: text, e-mail, password, number, textarea, select, file, one checkbox, hidden; RadioSelect and
CheckboxSelectMultiple, or `Radios` and `Checkboxes` of accounts.fields for hints and `inline`;
`DateField` of accounts.fields, posted as `<name>_day`, `<name>_month`, `<name>_year`. In a model form:
`field_classes = {"held_on": DateField}`. Widths: `attrs={"class": "govuk-input--width-10"}`.
`help_text` is the hint. Say a better "required" sentence by `error_messages`; else it is made from
the label.

The helper, when something else is wanted: `form.helper.form_tag = False` (several forms in one),
`form.helper.form_action`, `form.helper.layout = Layout(Fieldset("Legend", "a", "b"))` of crispy
(or `Folded` for what is seldom needed), `form.helper.add_input(SecondaryButton("draft", "Save as draft"))`. Legends and button words are
templates to crispy: never put typed text into them. `submit_label = ""` leaves the button out;
`warning = True` makes it red. Formsets: `{% crispy formset formset_helper %}` or, inside one form
element of the page, `{{ formset|crispy }}`.

Every text a person types, passwords apart, passes `papers.text.clean`.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Submit
from django import forms
from django.utils.functional import cached_property

from papers import text


class BoardHelper(FormHelper):
    include_media = False


class SubmitButton(Submit):
    field_classes = "govuk-button"


class SecondaryButton(Submit):
    field_classes = "govuk-button govuk-button--secondary"


class WarningButton(Submit):
    field_classes = "govuk-button govuk-button--warning"


class Folded(Fieldset):
    """Fields seldom needed, behind a line of words that opens: `Folded("Other leads", "seats")`."""

    template = "govuk/layout/folded.html"


class HouseForm:
    """What BoardForm and BoardModelForm share."""

    submit_label = "Save"
    warning = False
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label is None:
                field.label = name.replace("_", " ").capitalize()
            said = field.error_messages.get("required")
            if said == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = required_sentence(field)
            if isinstance(field, forms.CharField):
                field.to_python = cleaned(field)
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.clean = within_reach(field)

    @cached_property
    def helper(self):
        helper = BoardHelper()
        if self.submit_label:
            button = WarningButton if self.warning else SubmitButton
            helper.add_input(button("save", self.submit_label))
        return helper


class BoardForm(HouseForm, forms.Form):
    pass


class BoardModelForm(HouseForm, forms.ModelForm):
    pass


def required_sentence(field):
    """What to do about an empty field: "Select the rating", "Enter the name"."""
    label = str(field.label)
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}”"
    if label.endswith("?"):
        return f"Answer “{label}”"
    if not label[1:2].isupper():
        label = label[:1].lower() + label[1:]
    if isinstance(field, forms.FileField):
        return f"Choose a file for the {label}"
    if isinstance(field, forms.ChoiceField):
        return f"Select the {label}"
    return f"Enter the {label}"


def within_reach(field):
    """The field's own reading, but for numbers no database holds: those are no choice either."""
    read = field.clean

    def read_what_can_be(values):
        for value in values or []:
            if len(str(value)) > 18:
                raise forms.ValidationError(
                    field.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(value)[:20]},
                )
        return read(values)

    return read_what_can_be


def cleaned(field):
    """The field's own reading of what was typed, then without characters nobody can see."""
    read = field.to_python
    if isinstance(field.widget, forms.PasswordInput):
        return read
    one_line = not isinstance(field.widget, forms.Textarea)

    def read_and_clean(value):
        if isinstance(value, str):
            value = text.clean(value)
            value = value.replace("\n", " ") if one_line else value
        return read(value)

    return read_and_clean
