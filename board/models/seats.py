from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from audit.events import record_event

from .dated import Dated, DatedQuerySet


class SeatQuerySet(DatedQuerySet):
    def always_asked(self):
        """The membership of section 6: no advisers, co-optees, or seats filled as required."""
        return self.filter(category__in=Seat.MEMBERSHIP, condition=Seat.Condition.STANDING)


class Seat(Dated):
    """A place on the Board (terms of reference, section 6). People hold it for a time."""

    class Category(models.TextChoices):
        CHAIRMAN = "chairman", "Chairman"
        DEPUTY_CHAIRMAN = "deputy_chairman", "Deputy chairman"
        MEMBER = "member", "Member"
        CO_OPTEE = "co_optee", "Co-optee"
        ADVISER = "adviser", "Adviser"
        OBSERVER = "observer", "Observer"
        SECRETARIAT = "secretariat", "Secretariat"

    MEMBERSHIP = [Category.CHAIRMAN, Category.DEPUTY_CHAIRMAN, Category.MEMBER]

    class Condition(models.TextChoices):
        STANDING = "", "Always: it is vacant when nobody holds it"
        CO_OPTEES_ONLY = "co_optees_only", "Co-optees only"
        AS_AND_WHEN = "as_and_when", "As and when required"

    category = models.CharField("kind of seat", max_length=20, choices=Category.choices)
    label = models.CharField(
        "whom it represents",
        max_length=200,
        help_text="As the terms of reference print it, such as Commander of Operations, CoLP.",
    )
    condition = models.CharField(
        "when it is filled",
        max_length=20,
        choices=Condition.choices,
        default=Condition.STANDING,
        blank=True,
    )
    position = models.PositiveSmallIntegerField("order", default=0)

    objects = SeatQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("seat", kwargs={"pk": self.pk})

    @property
    def is_standing(self):
        return self.condition == self.Condition.STANDING

    @property
    def is_always_asked(self):
        return self.category in self.MEMBERSHIP and self.is_standing

    def record(self, organisations, *, by):
        """Add the seat, or put right how it is described."""
        with transaction.atomic():
            verb = "seat.changed" if self.pk else "seat.added"
            if not self.pk:
                last = Seat.objects.aggregate(last=models.Max("position"))["last"] or 0
                self.position = last + 1
            self.save()
            self.seat_organisations.exclude(organisation__in=organisations).delete()
            kept = set(self.seat_organisations.values_list("organisation_id", flat=True))
            for organisation in organisations:
                if organisation.pk not in kept:
                    self.seat_organisations.create(organisation=organisation)
            record_event(verb, by=by, subject=self)

    def put_in(self, person, *, capacity, starts_on, by, printed_as=""):
        """A person takes the seat. Raises ValidationError when somebody is in the way."""
        with transaction.atomic():
            Seat.objects.select_for_update().get(pk=self.pk)
            self._refuse_if_taken(person, capacity, starts_on)
            last = self.holdings.aggregate(last=models.Max("position"))["last"] or 0
            holding = self.holdings.create(
                person=person,
                capacity=capacity,
                starts_on=starts_on,
                printed_as=printed_as,
                position=last + 1,
            )
            record_event("seat.holder_added", by=by, subject=holding)
        return holding

    def end(self, *, on, by):
        """The seat's last day; whoever holds it then leaves it with it."""
        with transaction.atomic():
            seat = Seat.objects.select_for_update().get(pk=self.pk)
            if seat.category == self.Category.SECRETARIAT:
                refuse_without_secretariat(on, leaving=seat.holdings.all())
            seat.ends_on = self.ends_on = on
            seat.save(update_fields=["ends_on"])
            for holding in seat.holdings.held_after(on):
                if holding.starts_on and holding.starts_on > on:
                    raise ValidationError(
                        f"{holding.printed_name} takes this seat only later: end that first."
                    )
                holding.ends_on = on
                holding.save(update_fields=["ends_on"])
                record_event("seat.holder_ended", by=by, subject=holding)
            record_event("seat.ended", by=by, subject=seat)

    def _refuse_if_taken(self, person, capacity, starts_on):
        Capacity = SeatHolding.Capacity
        others = self.holdings.select_related("person")
        if starts_on:
            others = others.held_after(starts_on, inclusive=True)
        if others.filter(person=person).exists():
            raise ValidationError(f"{person.name} is in this seat already.")
        if capacity == Capacity.HOLDER:
            holder = others.filter(capacity__in=[Capacity.HOLDER, Capacity.JOINT_HOLDER]).first()
            if holder:
                raise ValidationError(
                    f"{holder.printed_name} holds this seat: end that first, or choose"
                    " joint holder, standing deputy or acting."
                )


class SeatOrganisation(models.Model):
    """An organisation a seat speaks for; several mean either/or, or both together."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="seat_organisations")
    organisation = models.ForeignKey(
        "board.Organisation", models.PROTECT, related_name="seat_organisations"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "organisation"],
                name="seat_organisation_once",
                violation_error_message="The seat speaks for this organisation already.",
            )
        ]

    def __str__(self):
        return f"{self.seat}: {self.organisation}"


class SeatHoldingQuerySet(DatedQuerySet):
    def held_after(self, day, *, inclusive=False):
        """Held on a day later than this one (or on it), so far as is recorded."""
        last_day = {"ends_on__gte" if inclusive else "ends_on__gt": day}
        return self.filter(Q(ends_on__isnull=True) | Q(**last_day))


class SeatHolding(Dated):
    """A person in a seat, from a day to a day."""

    class Capacity(models.TextChoices):
        HOLDER = "holder", "Holder"
        JOINT_HOLDER = "joint_holder", "Joint holder"
        STANDING_DEPUTY = "standing_deputy", "Standing deputy"
        ACTING = "acting", "Acting"

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holdings")
    person = models.ForeignKey("board.Person", models.PROTECT, related_name="holdings")
    capacity = models.CharField(max_length=20, choices=Capacity.choices, default=Capacity.HOLDER)
    printed_as = models.CharField(
        "name as the paper prints it",
        max_length=200,
        blank=True,
        help_text="Leave empty unless the paper spells the name differently.",
    )
    position = models.PositiveSmallIntegerField("order", default=0)

    objects = SeatHoldingQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.person}, {self.seat}"

    @property
    def printed_name(self):
        """The name on the paper, with the letters after it."""
        name = self.printed_as or str(self.person)
        return f"{name} {self.person.post_nominals}".strip()

    @property
    def is_holder(self):
        return self.capacity in {self.Capacity.HOLDER, self.Capacity.JOINT_HOLDER}

    def end(self, *, on, by):
        """The last day in the seat; None takes an ending back."""
        with transaction.atomic():
            holding = SeatHolding.objects.select_for_update().get(pk=self.pk)
            if on and self.seat.category == Seat.Category.SECRETARIAT:
                refuse_without_secretariat(on, leaving=SeatHolding.objects.filter(pk=self.pk))
            holding.ends_on = self.ends_on = on
            holding.save(update_fields=["ends_on"])
            verb = "seat.holder_ended" if on else "seat.holder_kept"
            record_event(verb, by=by, subject=holding)


def refuse_without_secretariat(day, *, leaving):
    """Somebody must stay who can sign in and keep the record."""
    stays = (
        SeatHolding.objects.filter(
            seat__category=Seat.Category.SECRETARIAT, person__user__is_active=True
        )
        .exclude(pk__in=leaving.values("pk"))
        .held_after(day)
        .filter(Q(seat__ends_on__isnull=True) | Q(seat__ends_on__gt=day))
    )
    if not stays.exists():
        raise ValidationError(
            "Put somebody else who signs in into a secretariat seat first: without one"
            " nobody could keep the Board’s record."
        )
