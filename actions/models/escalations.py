import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils.formats import date_format

from audit.events import record_event
from board.day import now
from board.models import Group
from board.roles import roles_of


class EscalationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the row; what was asked while it was closed stays closed."""
        roles = roles_of(user)
        if not roles.sees_actions:
            return self.none()
        return self if roles.sees_closed else self.open_to_all()

    def open_to_all(self):
        """Of rows that everybody who sees the table may read."""
        return self.filter(is_closed=False, action__current__is_closed=False)

    def closed_to_most(self):
        return self.filter(Q(is_closed=True) | Q(action__current__is_closed=True))

    def waiting(self, day):
        """Raised by a day, and by then neither answered nor taken back."""
        ended = EscalationStep.objects.filter(
            escalation=OuterRef("pk"), what__in=EscalationStep.ENDS, on__lte=day
        )
        return self.filter(~Exists(ended), raised_on__lte=day)

    def asks(self, day, *, group=None):
        """What rows on the table still ask of the committees the Board answers to, as at a day, in
        the order of the table: for a report. `group`: of one committee alone. Closed ones among
        them: narrow by `open_to_all()` or `closed_to_most()`."""
        found = self.waiting(day).filter(group__isnull=False, action__current__is_dropped=False)
        if group:
            found = found.filter(group=group)
        return found.in_order()

    def in_words(self, day):
        """For each state of a row: what it waits for on a day, as the table prints it. The latest
        where it waits for several."""
        committee = Coalesce(NullIf("group__short_name", Value("")), "group__name")
        heading = Case(
            When(group__isnull=False, then=Concat(Value("For "), committee, Value(" agreement"))),
            default=Concat(Value("Needs help from "), "help_from"),
        )
        words = Concat(heading, Value(": "), "text", output_field=models.TextField())
        latest = self.waiting(day).filter(action=OuterRef("action")).order_by("-pk")
        found = Subquery(latest.values_list(words)[:1])
        return Coalesce(found, Value(""), output_field=models.TextField())

    def in_order(self):
        place = ("action__current__area__position", "action__current__position", "action_id")
        return self.with_steps().order_by(*place, "pk")

    def with_steps(self):
        """With everything that a page or a report says of them."""
        steps = EscalationStep.objects.select_related("made_by")
        return self.select_related("group", "raised_by", "action__current__area").prefetch_related(
            Prefetch("steps", steps)
        )


class EscalationManager(models.Manager.from_queryset(EscalationQuerySet)):
    def raise_for(self, row, *, text, by, on, group=None, help_from="", form_key=None):
        """Say what a row needs and from whom. The same form sent twice asks once."""
        from .action import Action

        with transaction.atomic():
            action = Action.objects.select_for_update().get(pk=row.action_id)
            asked, is_new = self.get_or_create(
                form_key=form_key or uuid.uuid4(),
                defaults={
                    "action": action,
                    "group": group,
                    "help_from": help_from,
                    "text": text,
                    "raised_on": on,
                    "raised_by": by,
                    "is_closed": action.current.is_closed,
                },
            )
            if is_new:
                record_event("escalation.raised", by=by, subject=asked)
        return asked


class Escalation(models.Model):
    """What a row needs and from whom: "For SCP agreement", "Needs help from the Home Office".
    Never changed or removed; what becomes of it are its steps."""

    action = models.ForeignKey("actions.Action", models.PROTECT, related_name="escalations")
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="asked_for_help",
        verbose_name="committee",
    )
    help_from = models.CharField("somebody else", max_length=200, blank=True)
    text = models.TextField("what is needed")
    raised_on = models.DateField()
    made_at = models.DateTimeField(default=now)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_closed = models.BooleanField(default=False, help_text="The row was closed when it asked.")

    objects = EscalationManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, help_from="")
                | (Q(group__isnull=True) & ~Q(help_from="")),
                name="escalation_asks_one",
                violation_error_message="Ask either a committee or somebody else.",
            )
        ]

    def __str__(self):
        return f"{self.heading}: {self.text}"

    @property
    def heading(self):
        """As the table prints it before what is needed."""
        if self.group_id:
            return f"For {self.group.short_name or self.group.name} agreement"
        return f"Needs help from {self.help_from}"

    @property
    def asked_of(self):
        return self.group.name if self.group_id else self.help_from

    @property
    def end(self):
        """The step that answered it or took it back; None while it waits. Expects `with_steps`."""
        return next((step for step in self.steps.all() if step.what in EscalationStep.ENDS), None)

    def report(self, where, *, by, on):
        """It stands in a report; told again of the same one, nothing is added."""
        return self._step(EscalationStep.What.REPORTED, where, by=by, on=on)

    def answer(self, text, *, by, on):
        """What was answered, as the secretariat was told."""
        return self._step(EscalationStep.What.ANSWERED, text, by=by, on=on)

    def withdraw(self, text, *, by, on):
        """It is no longer asked."""
        return self._step(EscalationStep.What.WITHDRAWN, text, by=by, on=on)

    def _step(self, what, text, *, by, on):
        from .action import Action

        with transaction.atomic():
            action = Action.objects.select_for_update().get(pk=self.action_id)
            steps = list(self.steps.order_by("pk"))
            for step in steps:
                if (step.what, step.text) == (what, text):
                    return step
            self._check(steps, on)
            step = self.steps.create(
                what=what, text=text, on=on, made_by=by, is_closed=action.current.is_closed
            )
            record_event(f"escalation.{what}", by=by, subject=self)
        return step

    def _check(self, steps, on):
        if any(step.what in EscalationStep.ENDS for step in steps):
            raise ValidationError("Somebody has recorded already what became of this.")
        latest = steps[-1].on if steps else self.raised_on
        if on < latest:
            day = date_format(latest, "j F Y")
            raise ValidationError({"on": f"Choose {day} or a later day: it was asked then."})


class EscalationStep(models.Model):
    """What became of something a row needs: in a report, answered, taken back. Never changed."""

    class What(models.TextChoices):
        REPORTED = "reported", "Put into a report"
        ANSWERED = "answered", "Answered"
        WITHDRAWN = "withdrawn", "No longer needed"

    ENDS = (What.ANSWERED, What.WITHDRAWN)

    escalation = models.ForeignKey(Escalation, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=10, choices=What.choices)
    text = models.TextField()
    on = models.DateField()
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_closed = models.BooleanField(default=False, help_text="The row was closed at this step.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["escalation"],
                condition=Q(what__in=["answered", "withdrawn"]),
                name="escalation_ends_once",
                violation_error_message="Somebody has recorded already what became of this.",
            )
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.text}"
