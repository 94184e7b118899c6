from django.db import models, transaction

from board.day import now
from priorities.models import Priority


class InspectionPackManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().defer("pdf", "parts")

    def of(self, priority, *, with_closed, fingerprint):
        """The pack as kept for exactly this content, or None."""
        return self.filter(
            priority=priority, with_closed=with_closed, fingerprint=fingerprint
        ).first()

    def keep(self, priority, *, with_closed, **made):
        """Keep the pack as put together, in place of an earlier one."""
        with transaction.atomic():
            return self.update_or_create(
                priority=priority,
                with_closed=with_closed,
                defaults={**made, "made_at": now()},
            )[0]


class InspectionPack(models.Model):
    """What the Board can show an inspection of a priority, as one PDF and as its parts; kept until
    what it tells of changes."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="inspection_packs")
    with_closed = models.BooleanField()
    fingerprint = models.CharField(max_length=64, help_text="Of what it tells.")
    pages = models.PositiveIntegerField()
    pdf = models.BinaryField()
    parts = models.BinaryField(help_text="A zip file.")
    made_at = models.DateTimeField()

    objects = InspectionPackManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "with_closed"], name="inspection_pack_once_a_rendering"
            )
        ]

    def __str__(self):
        return f"Inspection pack: {self.priority}"
