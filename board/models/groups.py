import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from audit.events import record_event

from .dated import Dated, DatedQuerySet


class Group(models.Model):
    """The Board, one of its working groups, or a committee it answers to."""

    class Kind(models.TextChoices):
        BOARD = "board", "The Board"
        WORKING_GROUP = "working_group", "Working group"
        COMMITTEE = "committee", "Committee it answers to"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    slug = models.SlugField(max_length=40, unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="group_name_once",
                violation_error_message="There is already a group of this name.",
            )
        ]

    def __str__(self):
        return self.name


class FrequencyRule(Dated):
    """How often a group has resolved to meet (terms of reference, section 6, Frequency)."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="frequency_rules")
    wording = models.CharField(max_length=200, help_text="As the Board worded it.")
    months = models.PositiveSmallIntegerField(
        "months between meetings", validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    agreed_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["starts_on"]

    def __str__(self):
        return self.wording

    def record(self, *, by):
        """A new rule: what held until `starts_on` ends the day before. A known one: its words."""
        with transaction.atomic():
            if not self.pk:
                Group.objects.select_for_update().get(pk=self.group_id)
                self._take_over()
            self.save()
            record_event("frequency.recorded", by=by, subject=self)

    def _take_over(self):
        others = FrequencyRule.objects.filter(group=self.group_id)
        later = Q(starts_on__gte=self.starts_on) | Q(ends_on__gte=self.starts_on)
        if others.filter(later).exists():
            raise ValidationError(
                "A rule of this group begins or ends later than that: choose a later day."
            )
        day_before = self.starts_on - datetime.timedelta(days=1)
        others.in_force(self.starts_on).update(ends_on=day_before)
