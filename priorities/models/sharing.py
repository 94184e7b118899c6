from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from board.models import Organisation
from board.models.dated import MembershipQuerySet

from .kept import Kept


class SharingAgreementQuerySet(MembershipQuerySet):
    def in_force(self, today):
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=today))

    def due(self, today):
        return self.in_force(today).filter(review_due__lte=today)

    def for_a_list(self):
        return self.prefetch_related("parties__organisation")


class SharingAgreement(Kept):
    """What partners agreed on sharing information, and what it leaves open (report 001,
    paragraph 11: data sharing protocols)."""

    about = models.CharField("what it is about", max_length=200)
    signed_on = models.DateField(null=True, blank=True)
    review_due = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    gaps = models.TextField("what it leaves open", blank=True)

    objects = SharingAgreementQuerySet.as_manager()

    class Meta:
        ordering = ["about", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("signed_on")),
                name="sharing_ends_after_signing",
                violation_error_message="The last day must not be before the day it was signed.",
            )
        ]

    def __str__(self):
        return self.about

    def get_absolute_url(self):
        return reverse("sharing")

    def is_due(self, today):
        return self.ended_on is None and self.review_due is not None and self.review_due <= today


class SharingParty(models.Model):
    """An organisation that an agreement on sharing binds."""

    PART = "organisation"

    agreement = models.ForeignKey(SharingAgreement, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sharing")

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="sharing_party_once")
        ]

    def __str__(self):
        return str(self.organisation)
