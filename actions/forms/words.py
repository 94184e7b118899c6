from django import forms

from priorities.models import Priority

from .versions import VersionForm, cell


class WordsForm(VersionForm):
    """The cells of a row as the table prints them, changed as at today. Its leads, rating and
    closing are changed elsewhere, and stay as they are."""

    submit_label = "Save the words"
    compared = ("area", "issues", "actions", "barriers", "outcomes")

    area = forms.ModelChoiceField(
        Priority.objects.filter(scheme__slug="annex-b"),
        label="Key crime area",
        empty_label=None,
        error_messages={"required": "Select the key crime area"},
    )
    issues = cell("Issues")
    actions = cell("Actions")
    barriers = cell("Potential barriers")
    outcomes = cell("Expected outcomes")

    def __init__(self, *args, row, **kwargs):
        initial = {name: getattr(row, name) for name in self.compared}
        super().__init__(*args, row=row, initial=initial, **kwargs)
        self.helper.form_class = "row-words"

    def change(self):
        typed = {name: self.cleaned_data[name] for name in self.compared}
        how = {"by": self.user, "as_at": self.today, "version": self.cleaned_data["version"]}
        self.row.action.edit(leads=list(self.row.leads.all()), **how, **typed)
