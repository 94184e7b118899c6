from django.db import models
from django.db.models import Q

from board.roles import roles_of

from .minutes import MinuteParagraph, Minutes


class ReferenceQuerySet(models.QuerySet):
    def marked(self):
        """Those whose mark stands in the minutes now."""
        return self.filter(is_marked=True, paragraph__current__is_removed=False)

    def outstanding(self):
        return self.marked().filter(done_on__isnull=True)

    def open(self):
        return self.filter(
            in_closed_series=False,
            paragraph__current__is_closed=False,
            paragraph__item__is_closed=False,
        )

    def closed(self):
        return self.filter(
            Q(in_closed_series=True)
            | Q(paragraph__current__is_closed=True)
            | Q(paragraph__item__is_closed=True)
        )

    def visible_to(self, user):
        seen = self.filter(minutes__in=Minutes.objects.visible_to(user))
        return seen if roles_of(user).sees_closed else seen.open()


class Reference(models.Model):
    """An outstanding reference: something a meeting asked for, until a later one closes it."""

    class Due(models.TextChoices):
        NONE = "none", "No date"
        NEXT_MEETING = "next_meeting", "Next meeting"
        DATE = "date", "By a date"

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="references")
    paragraph = models.ForeignKey(MinuteParagraph, models.PROTECT, related_name="references")
    mark = models.PositiveSmallIntegerField(help_text="(n1) in the text of the minutes.")
    is_marked = models.BooleanField(default=True)
    text = models.TextField("what is asked", blank=True)
    # Both are given when the draft is circulated, and never change.
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.CharField("permanent number", max_length=40, blank=True)
    in_closed_series = models.BooleanField(default=False)
    due = models.CharField(max_length=20, choices=Due.choices, default=Due.NONE)
    due_on = models.DateField("by", null=True, blank=True)
    done_on = models.DateField("closed on", null=True, blank=True)
    closed_at_meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="closed_references"
    )
    outcome = models.TextField("what was done", blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["minutes__meeting__held_on", "number", "mark"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "mark"], name="reference_mark_once"),
            models.UniqueConstraint(
                fields=["serial"], condition=~Q(serial=""), name="reference_serial_once"
            ),
            models.CheckConstraint(
                condition=Q(due="date", due_on__isnull=False)
                | (~Q(due="date") & Q(due_on__isnull=True)),
                name="reference_due_by_a_date",
                violation_error_message="Enter the date it is due by.",
            ),
        ]

    def __str__(self):
        return self.serial or f"(n{self.mark})"

    @property
    def is_closed(self):
        """May be read only by those who may see closed items."""
        return (
            self.in_closed_series
            or self.paragraph.current.is_closed
            or self.paragraph.item.is_closed
        )


class ReferenceOwner(models.Model):
    """Who is to do it: one organisation or one person."""

    reference = models.ForeignKey(Reference, models.PROTECT, related_name="owners")
    organisation = models.ForeignKey(
        "board.Organisation", models.PROTECT, null=True, blank=True, related_name="references"
    )
    person = models.ForeignKey(
        "board.Person", models.PROTECT, null=True, blank=True, related_name="references"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, person__isnull=False)
                | Q(organisation__isnull=False, person__isnull=True),
                name="reference_owner_is_one",
                violation_error_message="Choose an organisation or a person.",
            ),
            models.UniqueConstraint(
                fields=["reference", "organisation"], name="reference_organisation_once"
            ),
            models.UniqueConstraint(fields=["reference", "person"], name="reference_person_once"),
        ]

    def __str__(self):
        return str(self.organisation or self.person)
