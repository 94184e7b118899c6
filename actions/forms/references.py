from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.forms import BoardForm
from actions.models import Action, ReferenceLink
from meetings.models import Reference

from .rows import CLOSED, RowForm


class RowOfReferenceForm(RowForm):
    """A new row made from an outstanding reference; from a closed one only a closed row."""

    def __init__(self, *args, reference, **kwargs):
        super().__init__(*args, **kwargs)
        self.reference = reference
        owners = list(reference.owners.all())
        self.initial |= {
            "issues": reference.text,
            "organisations": [owner.organisation_id for owner in owners if owner.organisation_id],
            "people": [owner.person_id for owner in owners if owner.person_id],
        }
        if reference.is_closed:
            self.initial |= {"openness": CLOSED, "closed_reason": reason_of(reference)}
            openness = self.fields["openness"]
            openness.choices = [(CLOSED, "Closed")]
            openness.help_text = "The reference is closed, and so is a row made from it."
            openness.error_messages["invalid_choice"] = (
                "Select “Closed”: the reference is closed, and so is a row made from it"
            )

    def change(self):
        with transaction.atomic():
            Reference.objects.select_for_update(of=("self",)).get(pk=self.reference.pk)
            reference = Reference.objects.select_related(*Reference.LISTED).get(
                pk=self.reference.pk
            )
            if reference.is_closed and self.cleaned_data["openness"] != CLOSED:
                raise ValidationError({"openness": "The reference was closed: select “Closed”"})
            super().change()
            ReferenceLink.objects.link(self.action, reference, by=self.user)


def reason_of(reference):
    """Why the reference is closed: its paragraph's reason, or its item's."""
    return reference.paragraph.current.closed_reason or reference.paragraph.item.closed_reason


class ReferenceLinkForm(BoardForm):
    """Which row of the table a reference points to."""

    submit_label = "Link them"

    row = forms.ModelChoiceField(
        None,
        label="Row of the action table",
        empty_label="Select a row",
        error_messages={"required": "Select the row it belongs to"},
    )

    def __init__(self, *args, reference, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Action.objects.visible_to(user).filter(current__is_dropped=False)
        rows = rows.exclude(reference_links__reference=reference)
        self.fields["row"].queryset = rows.select_related("current__area")
        self.fields["row"].label_from_instance = lambda action: (
            f"{action} – {action.current.title[:120]}"
        )
