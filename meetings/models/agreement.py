from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import ScopedLink
from audit.events import record_event
from board.day import now
from meetings.agenda_document import CHAIR, agenda_document
from meetings.document import fingerprint


class AgendaAgreementQuerySet(models.QuerySet):
    def waiting(self):
        """Sent, not answered, not sent anew, and the meeting still to have its agenda agreed."""
        newer = AgendaAgreement.objects.filter(meeting=OuterRef("meeting"), pk__gt=OuterRef("pk"))
        return self.filter(
            ~Exists(newer), answered_at__isnull=True, meeting__state="planned"
        ).select_related("meeting__group")

    def latest_of(self, meetings):
        """{number of the meeting: the last time its agenda was sent to the Chairman}."""
        sent = self.filter(meeting__in=meetings).select_related("meeting").order_by("pk")
        return {agreement.meeting_id: agreement for agreement in sent}


class AgendaAgreement(models.Model):
    """An agenda that was sent to the Chairman, and what he answered."""

    LINK = "agenda-agreement"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="agreements")
    sent_at = models.DateTimeField(default=now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_agreed = models.BooleanField(default=False)
    by_link = models.BooleanField(default=False)
    comments = models.TextField(blank=True)

    objects = AgendaAgreementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False, answered_by__isnull=False)
                | Q(answered_at__isnull=True, answered_by__isnull=True, is_agreed=False),
                name="agenda_agreement_answered_by_somebody",
            )
        ]

    def __str__(self):
        return f"Agenda of {self.meeting} for agreement"

    @property
    def how_it_stands(self):
        """The last one of a meeting, in words; nothing when it was agreed and changed since."""
        if self.meeting.state == self.meeting.State.AGENDA_AGREED:
            return "agreed by the Chairman"
        if self.answered_at is None:
            return "with the Chairman"
        return "the Chairman asked for changes" if self.asks_for_changes else ""

    @property
    def asks_for_changes(self):
        return self.answered_at is not None and not self.is_agreed

    @property
    def is_waiting(self):
        return AgendaAgreement.objects.waiting().filter(pk=self.pk).exists()

    def answer(self, *, is_agreed, comments, sha256, by, by_link=False):
        """Yes or not yet, to the agenda that was read; False when it has changed meanwhile."""
        with transaction.atomic():
            self.meeting._lock()
            if not self.is_waiting:
                raise PermissionDenied("This agenda is not waiting for an answer any more.")
            if sha256 != fingerprint(agenda_document(self.meeting, CHAIR)):
                return False
            self.answered_at, self.answered_by = now(), by
            self.is_agreed, self.comments, self.by_link = is_agreed, comments, by_link
            self.save()
            self.end_links()
            if is_agreed:
                self.meeting.become(self.meeting.State.AGENDA_AGREED)
            record_event("agenda.agreed" if is_agreed else "agenda.commented", by=by, subject=self)
        return True

    def end_links(self):
        now = timezone.now()
        links = ScopedLink.objects.live(now).filter(purpose=self.LINK, object_id=str(self.pk))
        links.update(revoked_at=now)
