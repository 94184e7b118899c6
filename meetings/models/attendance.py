from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from audit.events import record_event
from board.day import now

from .agenda import AgendaItem
from .movements import Movements


class AttendanceQuerySet(models.QuerySet):
    def open(self):
        """Without those who attended closed items alone."""
        return self._who_heard(AgendaItem.objects.filter(is_closed=False))

    def heard_closed_alone(self):
        """Those whose very name is closed: they attended nothing but closed items."""
        return self.exclude(pk__in=self.open().values("pk"))

    def _who_heard(self, items):
        heard = items.filter(
            meeting=OuterRef("meeting"),
            position__gte=Coalesce(OuterRef("from_item__position"), Value(0)),
            position__lte=Coalesce(OuterRef("to_item__position"), Value(32767)),
        )
        return self.filter(Q(from_item=None, to_item=None) | Exists(heard))

    def visible_to(self, user):
        """Who attended nothing but items that are closed to this user is not named to them."""
        from .meetings import Meeting

        seen = self.filter(meeting__in=Meeting.objects.visible_to(user))
        hidden = Q(pk__in=AgendaItem.objects.closed_to(user), is_closed=True)
        return seen._who_heard(AgendaItem.objects.exclude(hidden))

    def in_order(self):
        """As the list stands, with the items they came, left or stayed away for."""
        return (
            self.select_related("seat", "person", "from_item", "to_item")
            .prefetch_related("departures__item")
            .order_by("position", "pk")
        )

    def came(self):
        return self.filter(status__in=Attendance.CAME)

    def keep_seat_names(self):
        """Who came for a seat without a holder came for it by the name it has now."""
        unnamed = self.filter(status=Attendance.Status.SUBSTITUTE, substitute_for="")
        for row in unnamed.exclude(seat=None).select_related("seat"):
            row.substitute_for = row.seat.label[:200]
            row.save(update_fields=["substitute_for"])


class AttendanceChanged(Exception):
    """Somebody else recorded attendance since the page was opened."""


class Attendance(Movements):
    """Somebody at a meeting, or missing from it; name and capacity as they were that day."""

    class Status(models.TextChoices):
        EXPECTED = "expected", "Expected"
        PRESENT = "present", "Present"
        REMOTE = "remote", "Present by telephone or video"
        SUBSTITUTE = "substitute", "Present as a substitute"
        IN_ATTENDANCE = "in_attendance", "In attendance"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    CAME = [Status.PRESENT, Status.REMOTE, Status.SUBSTITUTE, Status.IN_ATTENDANCE]

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(
        "board.Seat", models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    person = models.ForeignKey(
        "board.Person", models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    initials = models.CharField(max_length=6, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices)
    is_in_chair = models.BooleanField("in the chair", default=False)
    substitute_for = models.CharField(max_length=200, blank=True)
    from_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField("order", default=0)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(is_in_chair=True),
                name="attendance_one_in_the_chair",
                violation_error_message="One person only is in the chair.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "initials"],
                condition=~Q(initials=""),
                name="attendance_initials_once",
                violation_error_message="Somebody else at this meeting has these initials.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "seat", "person"],
                condition=Q(person__isnull=False),
                name="attendance_person_once_in_a_seat",
                violation_error_message="This person is on the list already.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def content(self):
        """Everything that is said of this person: two rows of the same content are one."""
        return (
            self.name,
            self.organisation,
            self.capacity,
            self.initials,
            self.status,
            self.is_in_chair,
            self.substitute_for,
            self.from_item_id,
            self.to_item_id,
            *self.items_missed,
        )

    @property
    def items_missed(self):
        """The ids of the items they left the room for, as recorded or as about to be."""
        if not hasattr(self, "_missed"):
            self._missed = [d.item_id for d in self.departures.all()] if self.pk else []
        return self._missed

    @items_missed.setter
    def items_missed(self, ids):
        self._missed = list(ids)

    @property
    def has_come(self):
        return self.status in self.CAME

    @property
    def facts(self):
        """What is recorded of this person, in words: {what: how it reads}."""
        return {
            "Attendance": self.get_status_display(),
            "Name": self.name,
            "Organisation": self.organisation,
            "Capacity": self.capacity,
            "Initials": self.initials,
            "In the chair": "Yes" if self.is_in_chair else "No",
            "Substitute for": self.substitute_for,
            "From item": self.from_item.number if self.from_item else "the start",
            "To item": self.to_item.number if self.to_item else "the end",
            "Left for items": ", ".join(gone.item.number for gone in self.departures.all())
            or "none",
        }

    def keep(self):
        """Write the row, and which items they left for. The caller holds the lock."""
        missed = self.items_missed
        self.save()
        self.departures.exclude(item__in=missed).delete()
        known = set(self.departures.values_list("item_id", flat=True)) if missed else set()
        for item_id in missed:
            if item_id not in known:
                self.departures.create(item_id=item_id)


class DepartureQuerySet(models.QuerySet):
    def record(self, item, attendances, *, by):
        """Exactly these people left the room for an item; who is on it already stays on it."""
        with transaction.atomic():
            item.meeting._lock()
            was = {row.pk: row.facts for row in item.meeting.attendances.in_order()}
            self.filter(item=item).exclude(attendance__in=attendances).delete()
            for attendance in attendances:
                self.get_or_create(attendance=attendance, item=item)
            if item.meeting.has_taken_place:
                AttendanceCorrection.objects.trace(item.meeting, was, by=by)
            verb = "attendance.left_for_closed_item" if item.is_closed else "attendance.recorded"
            record_event(verb, by=by, subject=item)


class Departure(models.Model):
    """Somebody who was at the meeting left the room for one item."""

    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="departures")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="departures")

    objects = DepartureQuerySet.as_manager()

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attendance", "item"], name="departure_once_for_an_item"
            )
        ]

    def __str__(self):
        return f"{self.attendance}, item {self.item.number}"


class AttendanceCorrectionQuerySet(models.QuerySet):
    def trace(self, meeting, was, *, by):
        """Write down what differs from `was`, {id: facts}, now that the list is changed."""
        listed = {row.pk: row.facts for row in meeting.attendances.in_order()}
        made_at = now()
        for pk in [*was, *(pk for pk in listed if pk not in was)]:
            before, after = was.get(pk, {}), listed.get(pk, {})
            for what in before | after:
                old, new = before.get(what, ""), after.get(what, "")
                if old != new and (pk in was and pk in listed or what == "Attendance"):
                    self.create(
                        meeting=meeting,
                        name=(after or before)["Name"],
                        what=what,
                        was=old or "not on the list",
                        became=new or "not on the list",
                        made_at=made_at,
                        made_by=by,
                    )


class AttendanceCorrection(models.Model):
    """What was changed in the attendance once the meeting was held. Never changed, never deleted."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="corrections")
    name = models.CharField(max_length=200)
    what = models.CharField(max_length=40)
    was = models.TextField()
    became = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AttendanceCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.name}: {self.what}, {self.was} → {self.became}"
