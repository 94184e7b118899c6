from django.conf import settings
from django.db import models, transaction

from audit.events import record_event
from board.day import now


class ReportComment(models.Model):
    """Something the Chairman and the secretariat say to each other of a draft. Never printed."""

    report = models.ForeignKey("reporting.ActivityReport", models.PROTECT, related_name="comments")
    about = models.CharField(max_length=100, blank=True)
    text = models.TextField("comment")
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self):
        return self.text[:60]

    def settle(self, *, by):
        """Mark it as dealt with. Settling twice changes nothing."""
        with transaction.atomic():
            waiting = ReportComment.objects.filter(pk=self.pk, settled_at=None)
            if waiting.update(settled_at=now(), settled_by=by):
                record_event("report.comment_settled", by=by, subject=self.report)
