from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from board.models import Organisation
from board.models.dated import MembershipQuerySet

from .kept import Kept
from .schemes import Priority


class LocalProfileQuerySet(MembershipQuerySet):
    def latest(self):
        """The profile in force of each priority: no later one of the same priority is recorded."""
        later = LocalProfile.objects.filter(priority=OuterRef("priority")).filter(
            Q(dated__gt=OuterRef("dated")) | Q(dated=OuterRef("dated"), pk__gt=OuterRef("pk"))
        )
        return self.filter(~Exists(later))

    def due(self, today):
        return self.latest().filter(next_due__lte=today)

    def for_a_list(self):
        return self.select_related("priority__scheme", "owner")


class LocalProfile(Kept):
    """That a serious and organised crime local profile exists, how old it is and when the next is
    due (terms of reference, section 3). The profile itself, and its intelligence, is kept by the
    police and not here."""

    title = models.CharField(max_length=200)
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="profiles")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="profiles")
    dated = models.DateField("date of the profile")
    next_due = models.DateField("next one due", null=True, blank=True)

    objects = LocalProfileQuerySet.as_manager()

    class Meta:
        ordering = ["priority__scheme__position", "priority__position", "-dated", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_due=None) | Q(next_due__gt=F("dated")),
                name="profile_next_after_this",
                violation_error_message="The next profile must be due after the date of this one.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("profiles")

    def is_due(self, today):
        return self.next_due is not None and self.next_due <= today

    def age_in_months(self, today):
        return (today.year - self.dated.year) * 12 + today.month - self.dated.month
