import hashlib
import json

from django.db import models, transaction
from django.utils import timezone

# Change it when the same papers shall make other bytes.
LAYOUT = 2


class PackManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().defer("content")

    def of(self, meeting, rendering, document):
        """The pack as kept for exactly this agenda with exactly these papers, or None."""
        fingerprint = Pack.fingerprint_of(document)
        return self.filter(meeting=meeting, rendering=rendering, fingerprint=fingerprint).first()

    def keep(self, meeting, rendering, *, fingerprint, pages, content):
        """Keep the pack as assembled, in place of an earlier one."""
        with transaction.atomic():
            return self.update_or_create(
                meeting=meeting,
                rendering=rendering,
                defaults={
                    "fingerprint": fingerprint,
                    "pages": pages,
                    "content": content,
                    "made_at": timezone.now(),
                },
            )[0]


class Pack(models.Model):
    """The agenda of a meeting and all its papers as one PDF, kept until either changes."""

    class Rendering(models.TextChoices):
        CHAIRMAN = "chairman", "Chairman’s pack"
        MEMBERS = "members", "Members’ pack"
        OPEN = "open", "Open pack"
        PUBLIC = "public", "Public pack"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="packs")
    rendering = models.CharField(max_length=10, choices=Rendering.choices)
    fingerprint = models.CharField(max_length=64, help_text="Of the agenda and its papers.")
    pages = models.PositiveIntegerField()
    content = models.BinaryField()
    made_at = models.DateTimeField()

    objects = PackManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "rendering"], name="pack_once_a_rendering")
        ]

    def __str__(self):
        return f"{self.get_rendering_display()} of {self.meeting}"

    @staticmethod
    def fingerprint_of(document):
        """Changes with the agenda and with any file behind it, and with nothing else."""
        content = json.dumps([LAYOUT, document], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()
