from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from audit.events import record_event
from board.day import now
from board.models import Publication
from meetings.document import PUBLISHED, fingerprint, minutes_document
from meetings.earlier_document import earlier_document, earlier_pdf, words_of
from meetings.paper import minutes_pdf
from meetings.release import placeholders

NOTE_MISSING = "Say why there is a new version: these minutes were public before."


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
    def publications(self):
        """Every version that was ever public, the latest first."""
        versions = Publication.objects.filter(kind="minutes", slug=self.meeting.slug)
        return versions.order_by("-version")

    @property
    def live_publication(self):
        return self.publications.live().first()

    def public_document(self):
        """What the public would read, as plain data built from what is open."""
        if self.is_earlier:
            return earlier_document(self)
        return minutes_document(self, fullness=PUBLISHED)

    def public_words(self, document):
        """The same with every word that can be read out of a file, to be looked through."""
        return words_of(self, document) if self.is_earlier else document

    def public_pdf(self, document):
        if self.is_earlier:
            return earlier_pdf(self, document)
        return minutes_pdf(self.meeting, document)

    @property
    def waits_for_agreement(self):
        """Approved, not public, and the Chairman has not said yes to a text yet, or anew."""
        is_agreed = self.publication_approved_sha256 and not self._was_withdrawn_since()
        return self.can_be_published and not is_agreed and not self.live_publication

    @property
    def can_be_published(self):
        return self.is_final and (not self.is_earlier or self.earlier_public_copy is not None)

    def agreement_stands(self, document):
        """The Chairman agreed to exactly this text, and it was not withdrawn since."""
        agreed = self.publication_approved_sha256 == fingerprint(document)
        return agreed and not self._was_withdrawn_since()

    def _was_withdrawn_since(self):
        if self.live_publication:
            return False
        return self.publications.filter(withdrawn_at__gt=self.publication_approved_at).exists()

    def approve_publication(self, *, sha256, by):
        """The Chairman agrees that exactly this text becomes public; False if it has changed."""
        with transaction.atomic():
            if not self._lock().is_final:
                raise PermissionDenied("The minutes must be approved by a meeting first.")
            if sha256 != fingerprint(self.public_document()):
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
        if not self.is_final:
            refusals.append("The minutes are not approved yet: record the meeting that did.")
        elif not self.can_be_published:
            refusals.append("Nothing is kept yet that the public may read: add it first.")
        if found := placeholders(self.public_words(document)):
            refusals.append(f"Words still to be filled in: {', '.join(found)}.")
        if not self.agreement_stands(document):
            refusals.append("The Chairman or deputy has not agreed that this text becomes public.")
        elif self.publication_approved_by_id == by.pk:
            refusals.append("You agreed to the publication: somebody else must publish.")
        return refusals

    def publish(self, *, by, note=""):
        """Freeze the open parts and make them public, once. Returns the publication.

        `note`, which everybody reads, says why there is a new version of what was public before.
        """
        document = self.public_document()
        refusals = self.refusals_to_publish(document, by=by)
        if refusals:
            raise PublicationRefused(refusals)
        pdf = self.public_pdf(document)
        with transaction.atomic():
            self._lock()
            self.refresh_from_db(fields=self.AGREEMENT)
            if self.public_document() != document or self.refusals_to_publish(document, by=by):
                raise PublicationRefused(["The minutes changed this moment: look again."])
            live = self.live_publication
            if live and live.document == document:
                return live
            if not note and self.publications.exists():
                raise PublicationRefused([NOTE_MISSING])
            return Publication.objects.issue(
                kind=Publication.Kind.MINUTES,
                slug=self.meeting.slug,
                title=f"Minutes of {self.meeting}",
                held_on=self.meeting.held_on,
                document=document,
                pdf=pdf,
                by=by,
                approved_by=self.publication_approved_by,
                note=note,
            )

    def withdraw_if_public(self, *, by, note):
        """Take the minutes off the public site, because something they hold was closed."""
        live = self.live_publication
        if live:
            live.withdraw(by=by, note=note)
        return live is not None
