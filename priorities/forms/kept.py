"""Forms of the small records: each knows which state of the record was seen."""

import uuid

from django import forms
from django.core.validators import MaxValueValidator
from django.shortcuts import get_object_or_404

from accounts.fields import Checkboxes, DateField
from accounts.forms import BoardModelForm
from board.models import Organisation
from priorities.models import (
    LocalProfile,
    Overtaken,
    PartnerReturn,
    Priority,
    Scheme,
    SharingAgreement,
)

LONGEST = 10_000
OUT_OF_DATE = "This form is out of date: open the page again, then type your change once more"


def longer(label, hint="", rows=4):
    return forms.CharField(
        label=label,
        required=False,
        help_text=hint,
        max_length=LONGEST,
        error_messages={"max_length": f"This is too long: use at most {LONGEST:,} characters"},
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def key_crime_areas():
    """The headings of the Board's own list, its first."""
    first = Scheme.objects.order_by("position").values("pk")[:1]
    return Priority.objects.filter(scheme__in=first)


class KeptForm(BoardModelForm):
    """A record added or changed. `keep` answers with the status: 302 done, 409 overtaken."""

    # Parts kept in rows of their own: the field of the form, the relation of the model.
    parts = {}

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        validators=[MaxValueValidator(2_000_000_000, OUT_OF_DATE)],
        error_messages={"invalid": OUT_OF_DATE},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.both = []
        self.fields["version"].initial = self.instance.version
        self.fields["form_key"].initial = uuid.uuid4()
        for name, relation in self.parts.items():
            if self.instance.pk:
                part = getattr(self.instance, relation)
                self.fields[name].initial = part.values_list(part.model.PART, flat=True)

    def keep(self, *, by):
        typed = self.cleaned_data
        if self.instance.pk is None and typed["form_key"]:
            self.instance.form_key = typed["form_key"]
        parts = {relation: typed[name] for name, relation in self.parts.items()}
        try:
            self.instance.record(by=by, version=typed["version"], parts=parts)
        except Overtaken as overtaken:
            # Who closed it meanwhile closed it to this person as well.
            get_object_or_404(type(self.instance).objects.visible_to(by), pk=self.instance.pk)
            self._show_both(overtaken.current)
            return 409
        return 302

    def _show_both(self, current):
        """Keep what was typed, and let saving again be a choice made with both texts in sight."""
        self.data = self.data.copy()
        self.data["version"] = current.version
        self.overtaken_by = current.changed_by
        for name, field in self.fields.items():
            theirs, yours = self._stands(current, name), self.cleaned_data.get(name)
            if name not in {"version", "form_key"} and theirs != self._shown(yours):
                self.both.append((field.label, theirs, self._shown(yours)))

    def _stands(self, current, name):
        if name in self.parts:
            return "\n".join(str(part) for part in getattr(current, self.parts[name]).all())
        return self._shown(getattr(current, name))

    @staticmethod
    def _shown(value):
        if hasattr(value, "all"):
            return "\n".join(str(one) for one in value)
        return "" if value is None else str(value)


class LocalProfileForm(KeptForm):
    submit_label = "Save the profile"

    class Meta:
        model = LocalProfile
        fields = ["title", "priority", "owner", "dated", "next_due"]
        field_classes = {"dated": DateField, "next_due": DateField}
        help_texts = {
            "title": "As it is printed on the profile. Nothing of what it says about people or groups.",
            "owner": "Who keeps it. The police lead the production of local profiles.",
            "next_due": "Leave it empty when no day is agreed.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        priority = self.fields["priority"]
        priority.queryset = key_crime_areas() | Priority.objects.filter(
            pk=self.instance.priority_id
        )
        priority.empty_label = "Select a key crime area"
        self.fields["owner"].empty_label = "Select an organisation"


class SharingAgreementForm(KeptForm):
    submit_label = "Save the agreement"
    parts = {"organisations": "parties"}

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.all(),
        label="Between which organisations",
        widget=Checkboxes,
        error_messages={"required": "Select the organisations that share"},
    )
    gaps = longer(
        "What it leaves open", "Such as who is not part of it yet, or what is not shared."
    )

    class Meta:
        model = SharingAgreement
        fields = ["about", "signed_on", "review_due", "ended_on", "gaps"]
        field_classes = {"signed_on": DateField, "review_due": DateField, "ended_on": DateField}
        labels = {
            "about": "What it is about",
            "signed_on": "Signed on (optional)",
            "review_due": "Review due (optional)",
            "ended_on": "Ended on (optional)",
        }
        help_texts = {"signed_on": "Leave it empty while it is being prepared."}

    field_order = ["about", "organisations", "signed_on", "review_due", "gaps", "ended_on"]

    def clean_organisations(self):
        chosen = self.cleaned_data["organisations"]
        if len(chosen) < 2:
            raise forms.ValidationError("Select at least two organisations")
        return chosen


class PartnerReturnForm(KeptForm):
    """The template a partner fills in: what the Board has asked of it (report 001, paragraph 14)."""

    submit_label = "Send the return"
    parts = {"relevant": "priorities"}

    relevant = forms.ModelMultipleChoiceField(
        Priority.objects.none(),
        required=False,
        label="Which of these are relevant to your service?",
        widget=Checkboxes,
    )
    emerging = longer(
        "What are your emerging priorities?",
        "In general terms: no intelligence on people or groups.",
    )
    capturing = longer("How do you capture new information?")
    powers = longer("Which of your powers and services can help?")

    class Meta:
        model = PartnerReturn
        fields = ["organisation", "asked_for", "emerging", "capturing", "powers"]
        labels = {"asked_for": "Asked for (optional)"}
        help_texts = {"asked_for": "Such as the meeting of 19 September 2018."}

    field_order = ["organisation", "asked_for", "relevant", "emerging", "capturing", "powers"]

    def __init__(self, *args, organisations, today, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.instance.returned_on = today
        self.fields["relevant"].queryset = key_crime_areas()
        organisation = self.fields["organisation"]
        organisation.queryset = organisations
        if len(organisations) == 1:
            organisation.initial, organisation.empty_label = organisations[0], None
        else:
            organisation.empty_label = "Select the organisation"

    def clean(self):
        typed = super().clean()
        if not any(typed.get(name) for name in ("relevant", "emerging", "capturing", "powers")):
            raise forms.ValidationError("Answer at least one of the questions")
        return typed
