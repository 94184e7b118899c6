"""Form fields and widgets of the house: dates in three boxes, choices with hints."""

import calendar
import datetime

from django import forms
from django.core.exceptions import ValidationError

MONTHS = {
    name: number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(map(str.lower, names))
    if name
}


class DateInput(forms.MultiWidget):
    """Day, month and year. A field `held_on` posts `held_on_day`, `held_on_month`, `held_on_year`."""

    template_name = "govuk/date_input.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        boxes = {"day": "Day", "month": "Month", "year": "Year"}
        super().__init__({name: forms.TextInput() for name in boxes}, attrs)
        self.labels = list(boxes.values())

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else id_

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            box["label"] = label
            box["width"] = 4 if label == "Year" else 2
        return context


class HiddenDateInput(DateInput):
    """The three boxes of a day that was typed on the page before."""

    template_name = "django/forms/widgets/multiwidget.html"

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for box in self.widgets:
            box.input_type = "hidden"


class DateField(forms.MultiValueField):
    """A day, typed in three boxes; errors say which box to fill in."""

    widget = DateInput
    hidden_widget = HiddenDateInput

    def __init__(self, **kwargs):
        # What a model's date field passes on and three boxes have no use for.
        for name in ("input_formats", "localize"):
            kwargs.pop(name, None)
        boxes = [forms.CharField(required=False) for _ in range(3)]
        super().__init__(fields=boxes, require_all_fields=False, **kwargs)

    def clean(self, value):
        if isinstance(value, datetime.date):
            return value
        typed = [str(box or "").strip() for box in value or ["", "", ""]]
        label = self.label or "The date"
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        empty = [
            f"a {name}"
            for name, box in zip(("day", "month", "year"), typed, strict=True)
            if not box
        ]
        if empty:
            raise ValidationError(f"{label} must include {' and '.join(empty)}", code="incomplete")
        return self._day(typed, label)

    def _day(self, typed, label):
        day, month, year = typed
        month = str(MONTHS.get(month.lower(), month))
        if not all(box.isascii() and box.isdigit() for box in (day, month, year)):
            raise ValidationError(f"{label} must be numbers, such as 27 3 2018", code="invalid")
        if len(year) != 4:
            raise ValidationError(f"{label}: the year must have 4 numbers", code="invalid")
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError(f"{label} must be a real date", code="invalid") from None

    def has_changed(self, initial, data):
        try:
            return initial != self.clean(data)
        except ValidationError:
            return True


class TimeField(forms.TimeField):
    """A time of the day, typed as people write it: 10:00, 10.00, 2.30pm, 10am."""

    input_formats = ["%H:%M:%S", "%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p"]
    default_error_messages = {"invalid": "Enter the time as hours and minutes: 10:00"}

    def to_python(self, value):
        if isinstance(value, str):
            value = "".join(value.split())
        return super().to_python(value)


class WithHints:
    """Choices with a sentence under some of them: `hints={value: sentence}`; `inline` is small and side by side."""

    def __init__(self, *args, hints=None, inline=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = hints or {}
        self.inline = inline

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class Radios(WithHints, forms.RadioSelect):
    pass


class Checkboxes(WithHints, forms.CheckboxSelectMultiple):
    pass
