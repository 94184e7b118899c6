import hashlib
import json

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from audit.events import record_event
from board.day import now


class PublicationQuerySet(models.QuerySet):
    def live(self):
        """What the public can read now. The only query anonymous pages make."""
        return self.filter(withdrawn_at__isnull=True)


class PublicationManager(models.Manager.from_queryset(PublicationQuerySet)):
    def get_queryset(self):
        return super().get_queryset().defer("pdf")

    def issue(self, *, kind, slug, title, held_on, document, pdf, by, approved_by=None, note=""):
        """Freeze a document and make it public, withdrawing the version it replaces.

        `document`: plain JSON data of open material only. `pdf`: the finished file, or b"".
        """
        with transaction.atomic():
            earlier = list(self.select_for_update().filter(slug=slug).order_by("version"))
            for publication in earlier:
                if publication.withdrawn_at is None:
                    publication.withdraw(by=by, note="Replaced by a new version.")
            publication = self.create(
                kind=kind,
                slug=slug,
                version=earlier[-1].version + 1 if earlier else 1,
                title=title,
                held_on=held_on,
                document=document,
                pdf=pdf,
                sha256=digest(document, pdf),
                published_by=by,
                approved_by=approved_by,
                note=note,
            )
            record_event("publication.issued", by=by, subject=publication)
        return publication


def digest(document, pdf):
    frozen = json.dumps(document, sort_keys=True, ensure_ascii=False).encode() + b"\0" + bytes(pdf)
    return hashlib.sha256(frozen).hexdigest()


class Publication(models.Model):
    """A frozen copy made public: the only thing anonymous people ever read."""

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Agenda"
        MINUTES = "minutes", "Minutes"
        REPORT = "report", "Activity report"
        NOTICE = "notice", "Meeting notice"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    slug = models.SlugField(max_length=100)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    held_on = models.DateField(help_text="The day of the meeting, or of the report.")
    document = models.JSONField()
    pdf = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True, help_text="Why there is a new version.")
    published_at = models.DateTimeField(default=now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawal_note = models.CharField(max_length=300, blank=True)

    objects = PublicationManager()

    class Meta:
        ordering = ["-held_on", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="publication_version_once"),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(withdrawn_at__isnull=True),
                name="publication_one_live",
                violation_error_message="Another version is already public: withdraw it first.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="minutes")
                | (Q(approved_by__isnull=False) & ~Q(approved_by=F("published_by"))),
                name="publication_of_minutes_needs_two_people",
                violation_error_message="Somebody other than the approver must publish.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("publication", kwargs={"slug": self.slug})

    def withdraw(self, *, by, note=""):
        """Take it off every public page at once. Withdrawing twice changes nothing."""
        with transaction.atomic():
            withdrawn = (
                type(self)
                .objects.filter(pk=self.pk, withdrawn_at__isnull=True)
                .update(withdrawn_at=now(), withdrawn_by=by, withdrawal_note=note)
            )
            if withdrawn:
                record_event("publication.withdrawn", by=by, subject=self)
        self.refresh_from_db(fields=["withdrawn_at", "withdrawn_by", "withdrawal_note"])
