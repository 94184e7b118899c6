"""The form of a new version of the terms of reference: the last one's sections, to edit."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import DateField
from accounts.forms import BoardForm
from board.models import TermsOfReference

SPARE_SECTIONS = 1


class TermsForm(BoardForm):
    """Each section has a heading and a text; one left wholly empty is dropped."""

    submit_label = "Save as the version in force"
    agreed_on = DateField(
        label="Agreed by the Board on",
        error_messages={"required": "Enter the day the Board agreed it, such as 19 9 2018"},
    )
    source = forms.CharField(
        label="Paper it was agreed from",
        max_length=200,
        required=False,
        help_text="Such as Annex A to the report of 3 November 2017.",
    )

    def __init__(self, *args, last, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.last, self.today = last, today
        self.rows = list(last.sections.all()) if last else []
        for number in range(1, len(self.rows) + SPARE_SECTIONS + 1):
            section = self.rows[number - 1] if number <= len(self.rows) else None
            self._add_section(number, section)

    def _add_section(self, number, section):
        self.fields[f"heading_{number}"] = forms.CharField(
            label=f"Section {number}: heading",
            max_length=200,
            required=False,
            initial=section.heading if section else "",
            help_text="" if section else "Leave empty if there is no further section.",
        )
        if section and section.prints_composition:
            self.fields[
                f"heading_{number}"
            ].help_text = "This section prints the members as they are on the day."
            return
        self.fields[f"text_{number}"] = forms.CharField(
            label=f"Section {number}: text",
            required=False,
            initial=section.text if section else "",
            widget=forms.Textarea(attrs={"rows": 12 if section else 5}),
        )

    def clean_agreed_on(self):
        agreed_on = self.cleaned_data["agreed_on"]
        if agreed_on > self.today:
            raise ValidationError("Enter a day that is not in the future: today or earlier.")
        return agreed_on

    def clean(self):
        cleaned = super().clean()
        for number in range(1, len(self.rows) + SPARE_SECTIONS + 1):
            heading, text = cleaned.get(f"heading_{number}"), cleaned.get(f"text_{number}")
            if heading and text == "":
                self.add_error(f"text_{number}", f"Enter the text of section {number}")
            if text and not heading:
                self.add_error(f"heading_{number}", f"Enter the heading of section {number}")
        return cleaned

    def record(self, *, by):
        """The new version, with the sections that were filled in."""
        terms = TermsOfReference(
            title=self.last.title if self.last else "Terms of reference",
            source=self.cleaned_data["source"],
            agreed_on=self.cleaned_data["agreed_on"],
        )
        sections = [
            (
                self.cleaned_data[f"heading_{number}"],
                self.cleaned_data.get(f"text_{number}", ""),
                f"text_{number}" not in self.fields,
            )
            for number in range(1, len(self.rows) + SPARE_SECTIONS + 1)
            if self.cleaned_data[f"heading_{number}"]
        ]
        terms.record(sections, by=by)
        return terms
