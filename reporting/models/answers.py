from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from actions.models import Action, Escalation
from audit.events import record_event
from board.day import now
from meetings.models import Reference


class CommitteeAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To who may read the report, but for what a row or a reference keeps from them."""
        return self.filter(
            Q(escalation=None) | Q(escalation__in=Escalation.objects.visible_to(user)),
            Q(action=None) | Q(action__in=Action.objects.visible_to(user)),
            Q(reference=None) | Q(reference__in=Reference.objects.visible_to(user)),
        )

    def about_row(self, action):
        return self.filter(Q(action=action) | Q(escalation__action=action))

    def for_a_list(self):
        return self.select_related(
            "submission__group",
            "submission__report",
            "escalation__group",
            "escalation__action__current__area",
            "action__current__area",
            "reference__paragraph__current",
            "reference__paragraph__item",
            "recorded_by",
        )


class CommitteeAnswerManager(models.Manager.from_queryset(CommitteeAnswerQuerySet)):
    def record(self, submission, text, *, about, on, by, today):
        """What a committee answered, carried back to what it answers: an `Escalation`, an `Action`,
        a `Reference`, or None for the report itself. The same form sent twice acts once."""
        with transaction.atomic():
            report = (
                type(submission.report).objects.select_for_update().get(pk=submission.report_id)
            )
            facts = {"submission": submission, "text": text, "answered_on": on, **subject(about)}
            known = self.filter(**facts).first()
            if known:
                return known
            answer = self.create(**facts, recorded_by=by)
            answer.carry_back(by=by, today=today)
            record_event("report.answered", by=by, subject=report)
        return answer


def subject(about):
    kinds = {Escalation: "escalation", Action: "action", Reference: "reference"}
    return {name: about if isinstance(about, kind) else None for kind, name in kinds.items()}


class CommitteeAnswer(models.Model):
    """What a committee answered to a report, and to which ask of it. Never changed or removed."""

    submission = models.ForeignKey("reporting.Submission", models.PROTECT, related_name="answers")
    text = models.TextField("what the committee answered")
    answered_on = models.DateField()
    escalation = models.ForeignKey(
        Escalation, models.PROTECT, null=True, blank=True, related_name="committee_answers"
    )
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="committee_answers"
    )
    reference = models.ForeignKey(
        Reference, models.PROTECT, null=True, blank=True, related_name="committee_answers"
    )
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CommitteeAnswerManager()

    class Meta:
        ordering = ["answered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action=None, reference=None)
                | Q(escalation=None, reference=None)
                | Q(escalation=None, action=None),
                name="committee_answer_about_one",
                violation_error_message="An answer is about one thing: record another for the next.",
            )
        ]

    def __str__(self):
        return f"Answer of the {self.submission.group}"

    @property
    def about(self):
        return self.escalation or self.action or self.reference

    @property
    def row(self):
        """The row of the action table that it answers, if it answers one."""
        return self.escalation.action if self.escalation else self.action

    @property
    def carried(self):
        """Its words as the row and the reference keep them."""
        return f"{self.submission.group} on {self.answered_on:%-d %B %Y}: {self.text}"

    def carry_back(self, *, by, today):
        if self.escalation:
            self.escalation.answer(self.text, by=by, on=self.answered_on)
        elif self.action:
            now = Action.objects.select_for_update().get(pk=self.action_id).current
            day = max(today, now.as_at)
            self.action.add_note(self.carried, by=by, as_at=day, version=now.number)
        elif self.reference:
            self.reference.tell(self.carried, by=by, on=self.answered_on)
