import hashlib

from django.db import models, transaction
from django.db.models import Q

from audit.events import record_event

from .closing import Closable


class AgendaItem(Closable):
    """One item of a meeting's agenda. Numbers restart each meeting and allow 3a, 3b."""

    class Purpose(models.TextChoices):
        INFORMATION = "information", "For information"
        DECISION = "decision", "For decision"

    class Outcome(models.TextChoices):
        DEFERRED = "deferred", "Deferred to a later meeting"
        WITHDRAWN = "withdrawn", "Withdrawn"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="items")
    number = models.CharField(max_length=6)
    position = models.PositiveSmallIntegerField("order")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    presenter = models.CharField("report of", max_length=200, blank=True)
    public_summary = models.TextField(
        blank=True,
        help_text="Printed for everybody in place of a closed item. Leave empty if none.",
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)

    class Meta(Closable.Meta):
        ordering = ["position", "pk"]
        constraints = [
            *Closable.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="agenda_item_number_once",
                violation_error_message="Another item has this number: choose another.",
            ),
            models.CheckConstraint(
                condition=Q(is_closed=True) | Q(public_summary=""),
                name="agenda_item_public_summary_of_closed_only",
                violation_error_message="Only a closed item has a public summary.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def closed_sentence(self):
        """What everybody is told of a closed item."""
        return f"This item was considered in closed session ({self.closed_reason})."

    @property
    def version(self):
        """Changes whenever anything in the item does."""
        content = [
            getattr(self, field.attname) for field in self._meta.fields if field.name != "position"
        ]
        return hashlib.sha256(repr(content).encode()).hexdigest()[:16]

    def revise(self, *, by):
        """Keep changed facts of the item."""
        with transaction.atomic():
            self.save()
            record_event("agenda.changed", by=by, subject=self.meeting)

    def open(self, *, by):
        """Make a closed item open: the Chairman's decision. Closed paragraphs in it stay closed."""
        with transaction.atomic():
            item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if item.is_closed:
                item.is_closed = False
                item.closed_reason = item.closing_words = item.public_summary = ""
                item.save()
                record_event("agenda.opened", by=by, subject=item)
