"""What the crispy pack in templates/govuk/ needs that Django's template language lacks."""

from django import forms, template
from django.forms.formsets import BaseFormSet

register = template.Library()


@register.filter
def kind(field):
    """The template of templates/govuk/kinds/ that prints this field."""
    widget = field.field.widget
    for name, classes in (
        ("checkboxes", forms.CheckboxSelectMultiple),
        ("radios", forms.RadioSelect),
        ("checkbox", forms.CheckboxInput),
        ("boxes", forms.MultiWidget),
        ("select", forms.Select),
        ("textarea", forms.Textarea),
        ("file", forms.FileInput),
    ):
        if isinstance(widget, classes):
            return f"govuk/kinds/{name}.html"
    return "govuk/kinds/input.html"


@register.simple_tag
def control(field, name):
    """The field's control with the classes of its kind: `{% control field "input" %}`."""
    classes = [f"govuk-{name}", field.field.widget.attrs.get("class", "")]
    if field.errors:
        classes.insert(1, f"govuk-{name}--error")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.filter
def first_control(field):
    """The id of the first thing in the field that can be focused."""
    if isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        options = field.subwidgets
        return options[0].id_for_label if options else field.auto_id
    return field.id_for_label


@register.simple_tag
def error_list(*things):
    """What is wrong in these forms and formsets: a list of (id of the control, sentence)."""
    return [error for thing in things if thing for error in _errors(thing)]


def _errors(thing):
    if isinstance(thing, BaseFormSet):
        yield from (("", sentence) for sentence in thing.non_form_errors())
        for form in thing.forms:
            yield from _errors(form)
    elif isinstance(thing, forms.BaseForm):
        yield from (("", sentence) for sentence in thing.non_field_errors())
        for field in thing:
            target = "" if field.is_hidden else first_control(field)
            yield from ((target, sentence) for sentence in field.errors)
