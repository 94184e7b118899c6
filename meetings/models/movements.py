from django.core.exceptions import ValidationError
from django.db import models, transaction

from audit.events import record_event
from meetings.initials import initials_for


class Movements(models.Model):
    """The part of an attendance that is recorded in the meeting itself: coming and going."""

    class Meta:
        abstract = True

    def arrive(self, item, *, by):
        """They are there from this item on; who had left before it has come back."""

        def change():
            if self.has_come and self.to_item and self.to_item.position < item.position:
                away = self._items().filter(
                    position__gt=self.to_item.position, position__lt=item.position
                )
                self.items_missed = [*self.items_missed, *away.values_list("pk", flat=True)]
            else:
                self.from_item = item
            if self.to_item and self.to_item.position < item.position:
                self.to_item = None
            self._be_there(item)

        self._move(change, item, by)

    def leave_for(self, item, *, by):
        """They are out of the room for this item, and back after it."""

        def change():
            self.items_missed = list({*self.items_missed, item.pk})

        self._move(change, item, by)

    def leave_before(self, item, *, by):
        """They are gone from this item on."""

        def change():
            last = self._items().filter(position__lt=item.position).last()
            if last is None or (self.from_item and self.from_item.position > last.position):
                raise ValidationError(
                    f"{self.name} was not there before item {item.number}: choose the item they"
                    " left for, or put it right under Attendance."
                )
            self.to_item = last

        self._move(change, item, by)

    def stay(self, item, *, by):
        """Take back what was recorded: they were there from the start to the end."""

        def change():
            self.from_item = self.to_item = None
            self.items_missed = []

        self._move(change, item, by)

    def _items(self):
        return self.meeting.items.order_by("position", "pk")

    def _be_there(self, item):
        if not self.has_come:
            seated = self.Status.PRESENT if self.seat_id else self.Status.IN_ATTENDANCE
            self.status = seated
        self.items_missed = [pk for pk in self.items_missed if pk != item.pk]

    def _move(self, change, item, by):
        with transaction.atomic():
            self.meeting._lock()
            recorded = list(self.meeting.attendances.in_order())
            was = {row.pk: row.facts for row in recorded}
            self._take_over(recorded)
            change()
            self.keep()
            if self.meeting.has_taken_place:
                self.meeting.corrections.trace(self.meeting, was, by=by)
            record_event("attendance.recorded", by=by, subject=item)

    def _take_over(self, recorded):
        """Begin from what is on the list by now; who is new to it comes at its end."""
        if self.pk is None:
            who = (self.seat_id, self.person_id, self.name)
            known = [r.pk for r in recorded if (r.seat_id, r.person_id, r.name) == who]
            self.pk, self.position = next(iter(known), None), len(recorded)
        if self.pk is not None:
            self.refresh_from_db()
        elif not self.initials:
            self.initials = initials_for(self.name, {row.initials for row in recorded})
