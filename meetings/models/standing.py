from django.db import models, transaction
from django.db.models import Max

from audit.events import record_event

from .agenda import AgendaItem
from .closing import Closable


class StandingItem(Closable):
    """An item that every agenda of a group begins with, until the secretariat changes the list."""

    group = models.ForeignKey("board.Group", models.PROTECT, related_name="standing_items")
    position = models.PositiveSmallIntegerField("order")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=AgendaItem.Purpose.choices, blank=True)

    class Meta(Closable.Meta):
        ordering = ["position", "pk"]
        constraints = [
            *Closable.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "title"],
                name="standing_item_title_once",
                violation_error_message="This group has a standing item of this title already.",
            ),
        ]

    def __str__(self):
        return self.title

    def record(self, *, by):
        """Keep a new one, at the end of the list, or changed facts of one."""
        with transaction.atomic():
            if not self.pk:
                last = self.group.standing_items.aggregate(last=Max("position"))["last"] or 0
                self.position = last + 1
            self.save()
            record_event("standing_item.changed", by=by, subject=self)

    def move(self, *, up, by):
        """Change places with the one before it, or after it."""
        with transaction.atomic():
            row = list(self.group.standing_items.select_for_update())
            at = next(i for i, other in enumerate(row) if other.pk == self.pk)
            other = at - 1 if up else at + 1
            if not 0 <= other < len(row):
                return
            row[at], row[other] = row[other], row[at]
            for position, moved in enumerate(row, start=1):
                moved.position = position
            StandingItem.objects.bulk_update(row, ["position"])
            record_event("standing_item.changed", by=by, subject=self)

    def remove(self, *, by):
        """Take it out of the list. Agendas made from it keep their items."""
        with transaction.atomic():
            record_event("standing_item.removed", by=by, subject=self)
            self.delete()
