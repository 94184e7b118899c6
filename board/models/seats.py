from django.db import models

from .dated import Dated, DatedQuerySet


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

    class Condition(models.TextChoices):
        STANDING = "", "Always: the seat is vacant when nobody holds it"
        CO_OPTEES_ONLY = "co_optees_only", "Co-optees only"
        AS_AND_WHEN = "as_and_when", "As and when required"

    category = models.CharField(max_length=20, choices=Category.choices)
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

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label


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

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.person}, {self.seat}"
