"""What a row needs and from whom, and what became of it."""

import uuid

from django import forms

from accounts.fields import DateField
from accounts.forms import BoardForm
from actions.models import Escalation
from board.models import Group

from .versions import cell


class HelpForm(BoardForm):
    """Ask a committee, or name somebody else whose help is needed."""

    submit_label = "Ask for it"

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    group = forms.ModelChoiceField(
        Group.objects.filter(kind=Group.Kind.COMMITTEE),
        required=False,
        label="Committee whose agreement is needed",
        help_text="It is put to the committee in the next activity report.",
        empty_label="None: somebody else",
    )
    help_from = forms.CharField(
        required=False,
        max_length=200,
        label="Or needs help from",
        help_text="Such as the Home Office. Name the body, not people under investigation.",
    )
    text = forms.CharField(
        label="What is needed?",
        max_length=2_000,
        help_text="One or two sentences, read by the whole Board.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say what is needed",
            "max_length": "This is too long: use at most 2,000 characters",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"form_key": uuid.uuid4()}, **kwargs)

    def clean(self):
        typed = super().clean()
        if bool(typed.get("group")) == bool(typed.get("help_from")) and "group" in typed:
            self.add_error("help_from", "Select a committee, or name somebody else: one of the two")
        return typed

    def save(self, row, *, by, today):
        return Escalation.objects.raise_for(row, by=by, on=today, **self.cleaned_data)


class OutcomeForm(BoardForm):
    """What was answered, or why it is no longer needed. `verb`: of `Escalation`."""

    verb = ""
    on = DateField(label="Day of the answer", help_text="For example, 27 3 2018.")
    text = cell("What was answered?", rows=3)

    def __init__(self, *args, asked, user, today, **kwargs):
        self.asked, self.user, self.today = asked, user, today
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.fields["text"].required = True

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("The day must not be after today")
        return day

    def save(self):
        """Whether it was recorded; if not, the form says why."""
        if not self.is_valid():
            return False
        day = self.cleaned_data.get("on", self.today)
        try:
            getattr(self.asked, self.verb)(self.cleaned_data["text"], by=self.user, on=day)
        except forms.ValidationError as error:
            self.add_error(None if "on" not in self.fields else "on", error.messages)
            return False
        return True


class AnswerHelpForm(OutcomeForm):
    verb = "answer"
    submit_label = "Record the answer"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].error_messages["required"] = "Say what was answered"


class WithdrawHelpForm(OutcomeForm):
    verb = "withdraw"
    submit_label = "Take it back"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["on"]
        self.fields["text"].label = "Why is it no longer needed?"
        self.fields["text"].error_messages["required"] = "Say why it is no longer needed"
