from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from audit.events import record_event
from board.day import now, today
from board.models import Seat, SeatHolding
from board.roles import roles_of

from .agenda import AgendaItem
from .attendance import Attendance
from .invitations import Invitation


def who_may_be_admitted(meeting, day):
    """The co-optees of this day who were asked to the meeting, or came to it."""
    asked = Invitation.objects.standing().filter(
        meeting=meeting, seat=OuterRef("seat"), person=OuterRef("person")
    )
    came = Attendance.objects.came().filter(meeting=meeting, person=OuterRef("person"))
    return (
        SeatHolding.objects.in_force(day)
        .filter(seat__in=Seat.objects.in_force(day).filter(category=Seat.Category.CO_OPTEE))
        .filter(Exists(asked) | Exists(came))
        .select_related("person", "seat")
        .order_by("seat__position", "position", "pk")
    )


class AdmissionQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(ended_at__isnull=True)

    def of(self, user):
        """What this user may read by it today: it ends with the seat, and with the account."""
        from .meetings import Meeting

        roles = roles_of(user)
        if not roles.is_co_optee or roles.is_administrator:
            return self.none()
        held = SeatHolding.objects.in_force(today()).filter(
            person=roles.person_id,
            seat__in=roles.seat_ids,
            seat__category=Seat.Category.CO_OPTEE,
        )
        return self.standing().filter(
            holding__in=held,
            item__is_closed=True,
            item__meeting__in=Meeting.objects.visible_by_role(user),
        )

    def of_meeting(self, meeting):
        people = ("holding__person", "holding__seat", "item", "admitted_by", "ended_by")
        return self.filter(item__meeting=meeting).select_related(*people).order_by("pk")

    def admit(self, holding, item, *, by):
        """The Chairman lets a co-optee hear and read a closed item; once is enough."""
        with transaction.atomic():
            item = item._lock()
            refuse_to_admit(holding, item, by)
            admission, is_new = self.get_or_create(
                holding=holding, item=item, ended_at=None, defaults={"admitted_by": by}
            )
            if is_new:
                record_event("item.admitted", by=by, subject=admission)
        return admission


def refuse_to_admit(holding, item, by):
    if holding.person.user_id == by.pk:
        raise PermissionDenied("Nobody admits themselves.")
    if not item.is_closed:
        raise ValidationError(f"Item {item.number} is open: nobody needs to be admitted to it.")
    minutes = getattr(item.meeting, "minutes", None)
    if minutes is not None and minutes.is_earlier:
        raise ValidationError("Minutes kept as a file are read whole, or not at all.")
    if not who_may_be_admitted(item.meeting, today()).filter(pk=holding.pk).exists():
        raise ValidationError("Choose a co-optee who is invited to this meeting.")
    kept = {"person": holding.person_id, "excluded_at__isnull": False}
    if item.declarations.filter(**kept).exists():
        raise ValidationError(
            f"{holding.person} declared an interest in item {item.number}, and it is kept from"
            " them: lift that first."
        )


class Admission(models.Model):
    """The Chairman admits a co-optee, as holder of that seat, to one closed item of a meeting.

    Never changed but for its end, never deleted.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="admissions")
    holding = models.ForeignKey(
        SeatHolding, models.PROTECT, verbose_name="co-optee", related_name="admissions"
    )
    admitted_at = models.DateTimeField(default=now)
    admitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "holding"],
                condition=Q(ended_at__isnull=True),
                name="admission_stands_once",
                violation_error_message="This co-optee is admitted to the item already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="admission_is_ended_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.holding.person}, item {self.item.number}"

    @property
    def person(self):
        return self.holding.person

    def is_in_force(self, day):
        """Whether they can read the item by it: neither it nor their seat has ended."""
        return self.ended_at is None and self.holding.is_in_force(day)

    def end(self, *, by):
        """Take it back: from now on they read the item no more."""
        with transaction.atomic():
            standing = Admission.objects.standing().filter(pk=self.pk)
            if standing.update(ended_at=now(), ended_by=by):
                record_event("item.admission_ended", by=by, subject=self)
        self.refresh_from_db(fields=["ended_at", "ended_by"])
