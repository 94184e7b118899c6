from django import forms
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.fields import DateField
from accounts.forms import BoardForm
from actions.models import Action, Escalation
from meetings.models import Reference
from reporting.models import CommitteeAnswer


class AnswerForm(BoardForm):
    """What a committee answered to a report, and to which ask of it."""

    submit_label = "Record the answer"

    submission = forms.ModelChoiceField(
        None,
        label="Which committee answered?",
        empty_label=None,
        error_messages={"required": "Select a committee"},
    )
    about = forms.ChoiceField(
        label="What does it answer?",
        required=False,
        help_text="The answer is carried back to the row or the reference and stands in its"
        " history. What was asked of the committee is answered with it.",
    )
    text = forms.CharField(
        label="What the committee answered",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter what the committee answered"},
    )
    answered_on = DateField(
        label="Date of the answer",
        error_messages={"required": "Enter the date of the answer"},
    )

    def __init__(self, *args, report, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        sent = report.submissions.select_related("group").filter(submitted_on__isnull=False)
        self.fields["submission"].queryset = sent
        self.things = things_to_answer(user, groups=[row.group_id for row in sent], today=today)
        self.fields["about"].choices = [
            ("", "The report itself"),
            *((heading, choices(found)) for heading, found in self.things if found),
        ]

    def clean_about(self):
        known = {key: thing for _, found in self.things for key, thing, _ in found}
        return known.get(self.cleaned_data["about"])

    def clean(self):
        day, sent = self.cleaned_data.get("answered_on"), self.cleaned_data.get("submission")
        if day and day > self.today:
            self.add_error("answered_on", "The date of the answer must not be after today")
        elif day and sent and day < sent.submitted_on:
            self.add_error("answered_on", "The answer cannot be older than the day it was sent")
        about = self.cleaned_data.get("about")
        if sent and isinstance(about, Escalation) and about.group_id != sent.group_id:
            self.add_error("about", f"This was asked of the {about.group.name}: select that one")

    def save(self):
        """The answer; None when it could not be carried back, and the form says why."""
        facts = self.cleaned_data
        try:
            return CommitteeAnswer.objects.record(
                facts["submission"],
                facts["text"],
                about=facts["about"],
                on=facts["answered_on"],
                by=self.user,
                today=self.today,
            )
        except ValidationError as error:
            self.add_error(None, error.messages[0])
        except PermissionDenied:
            self.add_error("about", "The reference is done: select something else")
        return None


def choices(found):
    return [(key, words) for key, _, words in found]


def things_to_answer(user, *, groups, today):
    """[(heading, [(key, thing, words)])] of what a committee may answer, as this person sees it."""
    asks = Escalation.objects.visible_to(user).filter(group__in=groups).waiting(today)
    rows = Action.objects.visible_to(user).filter(current__is_dropped=False).with_current()
    references = Reference.objects.visible_to(user).numbered().outstanding()
    references = references.select_related("paragraph__current", "paragraph__item")
    return [
        (
            "Asked of the committee",
            [named("ask", ask, f"{ask.action}: {ask.text}") for ask in asks],
        ),
        (
            "Rows of the action table",
            [named("row", row, f"{row}: {row.current.title}") for row in rows],
        ),
        (
            "Outstanding references",
            [named("reference", one, f"{one}: {one.text}") for one in references],
        ),
    ]


def named(kind, thing, words):
    return f"{kind}-{thing.pk}", thing, words if len(words) < 100 else f"{words[:97]}…"
