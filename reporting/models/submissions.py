from django.db import models
from django.db.models import F, Q


class Submission(models.Model):
    """A committee that a report goes to: when it meets, and when the report was sent."""

    report = models.ForeignKey(
        "reporting.ActivityReport", models.PROTECT, related_name="submissions"
    )
    group = models.ForeignKey(
        "board.Group", models.PROTECT, related_name="submissions", verbose_name="committee"
    )
    printed_name = models.CharField("name on the cover, if another", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("order", default=1)
    meeting_on = models.DateField("date of its meeting", null=True, blank=True)
    reason = models.CharField("why it gets this report", max_length=300, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    noted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "group"],
                name="submission_committee_once",
                violation_error_message="The report goes to this committee already.",
            ),
            models.CheckConstraint(
                condition=Q(noted_on__isnull=True) | Q(submitted_on__isnull=False),
                name="submission_noted_after_it_was_sent",
                violation_error_message="Record first when the report was sent.",
            ),
            models.CheckConstraint(
                condition=Q(noted_on__isnull=True) | Q(noted_on__gte=F("submitted_on")),
                name="submission_noted_not_before_it_was_sent",
                violation_error_message="A committee cannot note a report before it was sent.",
            ),
        ]

    def __str__(self):
        return str(self.group)

    @property
    def name_on_cover(self):
        return self.printed_name or self.group.name
