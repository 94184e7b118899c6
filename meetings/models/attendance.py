from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from board.roles import roles_of

from .agenda import AgendaItem


class AttendanceQuerySet(models.QuerySet):
    def open(self):
        """Without those who attended closed items alone."""
        heard = AgendaItem.objects.filter(
            meeting=OuterRef("meeting"),
            is_closed=False,
            position__gte=Coalesce(OuterRef("from_item__position"), Value(0)),
            position__lte=Coalesce(OuterRef("to_item__position"), Value(32767)),
        )
        return self.filter(Q(from_item=None, to_item=None) | Exists(heard))

    def visible_to(self, user):
        from .meetings import Meeting

        roles = roles_of(user)
        seen = self.filter(meeting__in=Meeting.objects.visible_to(user))
        return seen if roles.sees_closed else seen.open()

    def came(self):
        return self.filter(status__in=Attendance.CAME)


class AttendanceChanged(Exception):
    """Somebody else recorded attendance since the page was opened."""


class Attendance(models.Model):
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
            self.from_item_id,
            self.to_item_id,
        )

    @property
    def has_come(self):
        return self.status in self.CAME
