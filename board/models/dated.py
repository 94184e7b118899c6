from django.db import models
from django.db.models import F, Q


class MembershipQuerySet(models.QuerySet):
    """Who sits where: seen by whoever sees the Board's meetings or its action table."""

    def visible_to(self, user):
        from board.roles import roles_of  # roles are themselves read from these models

        return self if roles_of(user).sees_actions else self.none()


class DatedQuerySet(MembershipQuerySet):
    """Rows that hold from `starts_on` to `ends_on`; an unknown date is open at that end."""

    def in_force(self, day):
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )


class Dated(models.Model):
    starts_on = models.DateField(
        "from", null=True, blank=True, help_text="Leave empty when the date is not recorded."
    )
    ends_on = models.DateField(
        "to", null=True, blank=True, help_text="The last day, if it has ended."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message="The last day must not be before the first.",
            )
        ]

    def is_in_force(self, day):
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or self.ends_on >= day
        )
