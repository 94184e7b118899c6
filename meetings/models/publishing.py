from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from audit.events import record_event
from board.day import now
from board.models import Publication
from meetings.document import PUBLISHED, fingerprint, minutes_document
from meetings.paper import minutes_pdf
from meetings.release import placeholders


class PublicationRefused(Exception):
    """Minutes cannot become public yet; `refusals` are sentences."""

    def __init__(self, refusals):
        super().__init__(" ".join(refusals))
        self.refusals = refusals


class MinutesPublishing(models.Model):
    """The part of minutes that becomes public: agreed by one person, published by another."""

    publication_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    publication_approved_at = models.DateTimeField(null=True, blank=True)
    publication_approved_sha256 = models.CharField(max_length=64, blank=True)

    AGREEMENT = [
        "publication_approved_by",
        "publication_approved_at",
        "publication_approved_sha256",
    ]

    class Meta:
        abstract = True

    @property
    def live_publication(self):
        return Publication.objects.live().filter(kind="minutes", slug=self.meeting.slug).first()

    @property
    def waits_for_agreement(self):
        """Approved, not public, and the Chairman has not said yes to a text yet, or anew."""
        is_agreed = self.publication_approved_sha256 and not self._was_withdrawn_since()
        return self.is_locked and not is_agreed and not self.live_publication

    def agreement_stands(self, document):
        """The Chairman agreed to exactly this text, and it was not withdrawn since."""
        agreed = self.publication_approved_sha256 == fingerprint(document)
        return agreed and not self._was_withdrawn_since()

    def _was_withdrawn_since(self):
        if self.live_publication:
            return False
        earlier = Publication.objects.filter(kind="minutes", slug=self.meeting.slug)
        return earlier.filter(withdrawn_at__gt=self.publication_approved_at).exists()

    def approve_publication(self, *, sha256, by):
        """The Chairman agrees that exactly this text becomes public; False if it has changed."""
        with transaction.atomic():
            if not self._lock().is_locked:
                raise PermissionDenied("The minutes must be approved by a meeting first.")
            if sha256 != fingerprint(minutes_document(self, fullness=PUBLISHED)):
                return False
            self.publication_approved_by = by
            self.publication_approved_at = now()
            self.publication_approved_sha256 = sha256
            self.save(update_fields=self.AGREEMENT)
            record_event("publication.approved", by=by, subject=self)
        return True

    def refusals_to_publish(self, document, *, by):
        """Why these minutes cannot become public now: sentences that say what to do."""
        refusals = []
        if not self.is_locked:
            refusals.append("The minutes are not approved yet: record the meeting that did.")
        if found := placeholders(document):
            refusals.append(f"Words still to be filled in: {', '.join(found)}.")
        if not self.agreement_stands(document):
            refusals.append("The Chairman or deputy has not agreed that this text becomes public.")
        elif self.publication_approved_by_id == by.pk:
            refusals.append("You agreed to the publication: somebody else must publish.")
        return refusals

    def publish(self, *, by):
        """Freeze the open parts and make them public, once. Returns the publication."""
        document = minutes_document(self, fullness=PUBLISHED)
        refusals = self.refusals_to_publish(document, by=by)
        if refusals:
            raise PublicationRefused(refusals)
        pdf = minutes_pdf(self.meeting, document)
        with transaction.atomic():
            self._lock()
            self.refresh_from_db(fields=self.AGREEMENT)
            now = minutes_document(self, fullness=PUBLISHED)
            if now != document or self.refusals_to_publish(document, by=by):
                raise PublicationRefused(["The minutes changed this moment: look again."])
            live = self.live_publication
            if live and live.document == document:
                return live
            return Publication.objects.issue(
                kind=Publication.Kind.MINUTES,
                slug=self.meeting.slug,
                title=f"Minutes of {self.meeting}",
                held_on=self.meeting.held_on,
                document=document,
                pdf=pdf,
                by=by,
                approved_by=self.publication_approved_by,
            )
