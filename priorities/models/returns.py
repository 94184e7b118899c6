from django.db import models
from django.urls import reverse

from board.models import Organisation
from board.roles import roles_of

from .kept import Kept
from .schemes import Priority


class PartnerReturnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Members and the secretariat read all of them, a partner its own."""
        roles = roles_of(user)
        if roles.sees_meetings:
            return self
        return self.filter(organisation__in=roles.organisation_ids)

    def for_a_list(self):
        return self.select_related("organisation", "changed_by").prefetch_related(
            "priorities__priority__scheme"
        )


class PartnerReturn(Kept):
    """What a partner returned when asked for its priorities (report 001, paragraph 14; report 000,
    paragraph 3)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="returns")
    asked_for = models.CharField("asked for", max_length=200, blank=True)
    returned_on = models.DateField()
    emerging = models.TextField("emerging priorities", blank=True)
    capturing = models.TextField("how new information is captured", blank=True)
    powers = models.TextField("powers and services that can help", blank=True)

    objects = PartnerReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-returned_on", "-pk"]

    def __str__(self):
        return f"Return of {self.organisation}"

    def get_absolute_url(self):
        return reverse("return", kwargs={"pk": self.pk})


class ReturnedPriority(models.Model):
    """One of the Board's priorities that a partner says is relevant to its service."""

    PART = "priority"

    partner_return = models.ForeignKey(PartnerReturn, models.PROTECT, related_name="priorities")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="returned")

    class Meta:
        ordering = ["priority__scheme__position", "priority__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner_return", "priority"], name="returned_priority_once"
            )
        ]

    def __str__(self):
        return str(self.priority)
