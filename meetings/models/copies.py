import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format

from audit.events import record_event
from audit.models import Event
from board.day import now
from board.roles import roles_of

# How long a copy can be read, unless the secretariat says otherwise.
RELEASED_FOR = datetime.timedelta(days=28)


class CopyRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them for the secretariat; everybody else those that are for themselves."""
        return self if roles_of(user).is_secretariat else self.filter(officer=user.pk)

    def waiting(self):
        return self.filter(decision="")

    def live(self, day):
        """Released, not ended, and not past the last day."""
        return self.filter(
            decision__in=CopyRequest.RELEASED,
            meeting__isnull=False,
            ended_at__isnull=True,
            expires_on__gte=day,
        )

    def in_full(self):
        """Who has come to run the system since reads no more than what is open."""
        return self.filter(decision=CopyRequest.Decision.FULL, officer__is_administrator=False)

    def for_a_list(self):
        """Each with `last_read_at`, by the audit, which records every reading."""
        readings = Event.objects.filter(
            verb="copy.read",
            subject_type=self.model._meta.label,
            subject_id=Cast(OuterRef("pk"), models.CharField()),
        )
        return self.select_related("officer", "meeting__group", "asked_by", "decided_by").annotate(
            last_read_at=Subquery(readings.order_by("-sequence").values("at")[:1])
        )


class CopyRequest(models.Model):
    """An officer who does not sit on the Board asks for a copy of minutes: who, and what for."""

    class Decision(models.TextChoices):
        FULL = "full", "The full minutes, with the closed items"
        REDACTED = "redacted", "The minutes without the closed items"
        REFUSED = "refused", "Refused"

    RELEASED = (Decision.FULL, Decision.REDACTED)

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="copy_requests"
    )
    department = models.CharField(max_length=200)
    purpose = models.TextField("what it is needed for")
    asked_for = models.CharField("which minutes", max_length=200)
    asked_at = models.DateTimeField(default=now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="copy_requests"
    )
    refusal = models.TextField("why it is refused", blank=True)
    expires_on = models.DateField("last day", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CopyRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision__in=["full", "redacted"])
                | Q(meeting__isnull=False, expires_on__isnull=False, decided_by__isnull=False),
                name="copy_request_released_until_a_day",
                violation_error_message="Select the meeting, and enter the last day.",
            ),
            models.CheckConstraint(
                condition=~Q(decision="refused") | ~Q(refusal=""),
                name="copy_request_refused_for_a_reason",
                violation_error_message="Say why it is refused: the officer reads it.",
            ),
        ]

    def __str__(self):
        return f"Copy for {self.officer}"

    def get_absolute_url(self):
        return reverse("copy", kwargs={"pk": self.pk})

    @property
    def is_waiting(self):
        return not self.decision

    @property
    def is_full(self):
        return self.decision == self.Decision.FULL

    def is_live(self, day):
        released = self.decision in self.RELEASED and self.ended_at is None
        return released and self.expires_on >= day

    @property
    def mark(self):
        """What stands on every page of the copy."""
        return f"Copy for {self.officer}, released {date_format(self.decided_at, 'j F Y')}"

    def how_it_stands(self, day):
        if self.is_waiting:
            return "Waiting for a decision"
        if self.decision == self.Decision.REFUSED:
            return "Refused"
        if self.ended_at:
            return f"Ended {date_format(self.ended_at, 'j F Y')}"
        last = date_format(self.expires_on, "j F Y")
        return f"Can be read until {last}" if self.is_live(day) else f"Ran out {last}"

    def ask(self, *, by):
        """Sent twice it is one request."""
        with transaction.atomic():
            same = {name: getattr(self, name) for name in ("officer", "asked_for", "purpose")}
            if known := CopyRequest.objects.waiting().filter(**same).first():
                return known
            self.asked_by = by
            self.save()
            record_event("copy.asked_for", by=by, subject=self, recipient=self.officer.email)
        return self

    def _decide(self, *, by, **facts):
        waiting = CopyRequest.objects.waiting().filter(pk=self.pk)
        if not waiting.update(decided_by=by, decided_at=now(), **facts):
            raise PermissionDenied("Somebody has decided this request already.")
        self.refresh_from_db()

    def release(self, decision, meeting, *, until, by):
        """Let the officer read these minutes, in full or without what is closed, to a last day."""
        if decision == self.Decision.FULL:
            self._refuse_a_full_release(meeting, by)
        with transaction.atomic():
            self._decide(by=by, decision=decision, meeting=meeting, expires_on=until)
            record_event(
                f"copy.released_{decision}", by=by, subject=self, recipient=self.officer.email
            )

    def _refuse_a_full_release(self, meeting, by):
        if self.officer.is_administrator:
            raise ValidationError("Who runs the system does not read what is closed.")
        if by.pk == self.officer_id:
            raise ValidationError("Somebody else must release a copy to you.")
        if meeting.items.closed_to(by).exists():
            raise ValidationError(
                "An item of this meeting is kept from you because of an interest declared:"
                " somebody else must release it in full."
            )

    def refuse(self, reason, *, by):
        with transaction.atomic():
            self._decide(by=by, decision=self.Decision.REFUSED, refusal=reason)
            record_event("copy.refused", by=by, subject=self, recipient=self.officer.email)

    def end(self, *, by):
        """The copy cannot be read any more, from this moment. Twice changes nothing."""
        with transaction.atomic():
            live = CopyRequest.objects.filter(pk=self.pk, decision__in=self.RELEASED)
            if live.filter(ended_at__isnull=True).update(ended_at=now()):
                record_event("copy.ended", by=by, subject=self, recipient=self.officer.email)
        self.refresh_from_db()

    def was_read(self, *, by):
        """Each reading is recorded."""
        with transaction.atomic():
            record_event("copy.read", by=by, subject=self, recipient=self.officer.email)
