from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from audit.events import record_event

from .seats import Seat, SeatHolding


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the Board's meetings: it is there that a nomination is considered."""
        from board.roles import roles_of  # roles are themselves read from these models

        return self if roles_of(user).sees_meetings else self.none()

    def waiting(self, day):
        """Made by a day, not taken back, and nobody has been appointed to the seat since."""
        Capacity = SeatHolding.Capacity
        appointed = SeatHolding.objects.filter(
            seat=OuterRef("seat"),
            capacity__in=[Capacity.HOLDER, Capacity.JOINT_HOLDER],
            starts_on__gte=OuterRef("nominated_on"),
            starts_on__lte=day,
        )
        standing = Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
        return self.filter(standing, ~Exists(appointed), nominated_on__lte=day)


class Nomination(models.Model):
    """Somebody proposed for a seat, until it is filled or the proposal is taken back."""

    seat = models.ForeignKey("board.Seat", models.PROTECT, related_name="nominations")
    name = models.CharField("who is nominated", max_length=200)
    nominated_by = models.CharField(
        "by whom",
        max_length=200,
        blank=True,
        help_text="A person or an organisation, such as the London Fire Brigade.",
    )
    nominated_on = models.DateField("date of the nomination")
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["nominated_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("nominated_on")),
                name="nomination_withdrawn_after_it_was_made",
                violation_error_message="A nomination is taken back after it was made.",
            )
        ]

    def __str__(self):
        return f"{self.name}, for {self.seat}"

    def record(self, *, by):
        """The same form sent twice records it once."""
        with transaction.atomic():
            Seat.objects.select_for_update().get(pk=self.seat_id)
            same = {name: getattr(self, name) for name in ("name", "nominated_by", "nominated_on")}
            if self.seat.nominations.filter(withdrawn_on=None, **same).exists():
                return
            self.save()
            record_event("nomination.recorded", by=by, subject=self)

    def withdraw(self, *, on, by):
        """Take it back. Twice changes nothing."""
        with transaction.atomic():
            standing = Nomination.objects.filter(pk=self.pk, withdrawn_on=None)
            if standing.update(withdrawn_on=max(on, self.nominated_on)):
                record_event("nomination.withdrawn", by=by, subject=self)
