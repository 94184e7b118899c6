from django.db import models, transaction
from django.utils import timezone


class PackManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().defer("content")

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
