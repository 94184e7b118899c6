from django.db import models
from django.db.models.functions import Lower

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
    months = models.PositiveSmallIntegerField("months between meetings")
    agreed_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["starts_on"]

    def __str__(self):
        return self.wording
