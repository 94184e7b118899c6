import hashlib
import json

from django.conf import settings
from django.db import models

from board.day import now


class AgendaIssueManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().defer("pdf", "open_pdf")


class AgendaIssue(models.Model):
    """The agenda as it was sent out, frozen. The first, then supplements. Never changed."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="agenda_issues")
    number = models.PositiveSmallIntegerField()
    issued_on = models.DateField(help_text="The Board's day.")
    issued_at = models.DateTimeField(default=now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The members' copy, and the one without the closed items.
    document = models.JSONField()
    open_document = models.JSONField()
    pdf = models.BinaryField()
    open_pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    objects = AgendaIssueManager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_issue_number_once")
        ]

    def __str__(self):
        return f"{self.document['state']}: {self.document['heading']}"

    @property
    def is_supplement(self):
        return self.number > 1


def digest(document, open_document, pdf, open_pdf):
    frozen = json.dumps([document, open_document], sort_keys=True).encode()
    return hashlib.sha256(frozen + b"\0" + pdf + b"\0" + open_pdf).hexdigest()
