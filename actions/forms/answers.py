"""What a partner answers in an update round: row by row, and at the end who represents it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format

from accounts.fields import Radios
from accounts.forms import BoardForm
from audit.events import record_event

from .updates import NO_CHANGE, UpdateForm


class AnswerForm(UpdateForm):
    """One row of an update request."""

    submit_label = "Save and next"

    def __init__(self, *args, answering, **kwargs):
        self.answering = answering
        super().__init__(*args, user=answering.user, **kwargs)
        for name in ("on_behalf_of", "as_at"):
            self.fields.pop(name, None)
        if self.may_rate:
            since = date_format(self.row.rated_on or self.row.as_at, "j F Y")
            *ratings, _ = self.fields["rating"].choices
            self.fields["rating"].choices = [*ratings, (NO_CHANGE, f"No change since {since}")]
            self.fields["rating"].widget.hints.pop(NO_CHANGE, None)

    def is_its_to_rate(self):
        return self.answering.request.leads(self.row)

    def clean(self):
        typed = super().clean()
        if self.answering.is_on_behalf:
            typed["on_behalf_of"] = self.answering.request.spoken_for
        return typed

    def answer_round(self, revision):
        answering, link = self.answering, self.answering.link
        recipient = link.recipient if link else ""
        answering.request.keep_reply(revision, link_recipient=recipient)
        if link:
            subject = answering.request
            record_event(
                "update_request.answered_by_link",
                by=self.user,
                subject=subject,
                recipient=recipient,
            )

    def _show_both(self, conflict):
        request, row = self.answering.request, conflict.current
        if row.is_closed or not (request.leads(row) or row.is_led_by_partners):
            raise PermissionDenied("The row is no longer asked of this partner.")
        super()._show_both(conflict)

    @property
    def overtaken_by(self):
        """A colleague by name; of anybody else the page says nothing."""
        said = {reply.revision_id for reply in self.answering.request.replies.all()}
        return str(self.row.made_by) if self.row.pk in said else "Somebody else"


YES, NO = "yes", "no"


class FinishForm(BoardForm):
    """Who represents the partner; then it is done."""

    submit_label = "Done"

    is_still = forms.ChoiceField(choices=[(YES, "Yes"), (NO, "No")], widget=Radios(inline=True))
    successor = forms.CharField(
        label="If not, who represents you now?",
        required=False,
        max_length=200,
        help_text="Name and post. The secretariat gets in touch.",
    )

    def __init__(self, *args, representative, **kwargs):
        super().__init__(*args, **kwargs)
        self.representative = representative
        if representative:
            label = f"Is {representative} still your representative?"
            if " and " in representative:
                label = f"Are {representative} still your representatives?"
            self.fields["is_still"].label = label
            self.fields["is_still"].error_messages["required"] = f"Answer “{label}”"
        else:
            del self.fields["is_still"]
            self.fields["successor"].label = "Who represents you on the Board?"

    def clean(self):
        typed = super().clean()
        if typed.get("is_still") == NO and not typed.get("successor"):
            self.add_error("successor", "Enter who represents you now")
        return typed

    def said(self):
        typed = self.cleaned_data
        return {
            "representative": self.representative,
            "is_still": typed["is_still"] == YES if self.representative else None,
            "successor": typed["successor"],
        }
