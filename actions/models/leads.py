from django.db import models
from django.db.models import Q

from board.models import Organisation, Person, Seat


def exactly_one_lead():
    """An organisation, or a seat, or a person, or "Partners": one of them and no other."""
    named = {"organisation": False, "seat": False, "person": False}
    alone = Q(collective="")
    for kind in named:
        alone_of_kind = Q(**{f"{other}__isnull": other != kind for other in named})
        yield alone & alone_of_kind
    yield ~Q(collective="") & Q(**{f"{kind}__isnull": True for kind in named})


def any_of(conditions):
    whole = Q()
    for condition in conditions:
        whole |= condition
    return whole


class LeadQuerySet(models.QuerySet):
    def with_names(self):
        return self.select_related("organisation", "seat", "person")


class Lead(models.Model):
    """Who leads a row of the action table, at one state of the row. Never changed or removed."""

    class Collective(models.TextChoices):
        PARTNERS = "partners", "Partners"
        ALL_PARTNERS = "all_partners", "All partners"

    revision = models.ForeignKey("actions.ActionRevision", models.PROTECT, related_name="leads")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="led_rows"
    )
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="led_rows")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="led_rows"
    )
    collective = models.CharField(max_length=20, blank=True, choices=Collective.choices)
    is_accountable = models.BooleanField(default=False)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=any_of(exactly_one_lead()),
                name="lead_is_exactly_one",
                violation_error_message="A lead is an organisation, a seat, a person or partners.",
            ),
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(is_accountable=True),
                name="lead_one_accountable",
                violation_error_message="Only one organisation can be accountable for a row.",
            ),
            models.CheckConstraint(
                condition=Q(is_accountable=False) | Q(organisation__isnull=False),
                name="lead_accountable_is_organisation",
                violation_error_message="Choose an organisation as the one accountable.",
            ),
        ]

    def __str__(self):
        return str(self.organisation or self.seat or self.person or self.get_collective_display())

    @property
    def printed(self):
        return self.organisation.printed if self.organisation else str(self)

    @property
    def label(self):
        """The same where no name may be two: in a file that comes back."""
        name = f"{self} (seat)" if self.seat_id else str(self)
        return f"{name} (accountable)" if self.is_accountable else name

    @property
    def key(self):
        """Whom this names, as text: the same lead at another state of the row has the same key."""
        for kind in ("organisation", "seat", "person"):
            if pk := getattr(self, f"{kind}_id"):
                return f"{kind}-{pk}"
        return self.collective

    @property
    def is_collective(self):
        return bool(self.collective)

    def is_own_of(self, roles):
        """The organisation I answer for, a seat I hold, or me."""
        return (
            self.organisation_id in roles.organisation_ids
            or self.seat_id in roles.seat_ids
            or (self.person_id is not None and self._is_person(roles.person_id))
        )

    def _is_person(self, person_id):
        return person_id is not None and person_id in {self.person_id, self.person.merged_into_id}


def led_by(roles):
    """The leads that `Lead.is_own_of` knows as this reader's, for a query."""
    own = Q(organisation__in=roles.organisation_ids) | Q(seat__in=roles.seat_ids)
    if roles.person_id is None:
        return own
    return own | Q(person=roles.person_id) | Q(person__merged_into=roles.person_id)
