from django.conf import settings
from django.db import models
from django.db.models import Q

from board.day import now


class FinalCopy(models.Model):
    """A report as it was signed off, words and file. The database refuses to change it."""

    report = models.OneToOneField("reporting.ActivityReport", models.PROTECT, related_name="final")
    document = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    # What the public may read of it, when a part is closed.
    public_document = models.JSONField(null=True)
    public_pdf = models.BinaryField(null=True)
    # What the spreadsheet of its figures shows; an older paper has none.
    figures = models.JSONField(null=True)
    public_figures = models.JSONField(null=True)
    signed_off_at = models.DateTimeField(default=now)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_from = models.CharField(
        max_length=200, blank=True, help_text="The paper an older report was entered from."
    )

    class Meta:
        verbose_name_plural = "final copies"
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_off_by__isnull=False, entered_from="")
                | (Q(signed_off_by__isnull=True) & ~Q(entered_from="")),
                name="final_copy_signed_or_entered",
                violation_error_message="Somebody signs a report off, or it is an older paper.",
            )
        ]

    def __str__(self):
        return f"Final copy of {self.report}"

    def rendering(self, *, public):
        """(document, bytes of the PDF) of the whole report, or of what the public may read."""
        if public and self.public_document is not None:
            return self.public_document, bytes(self.public_pdf)
        return self.document, bytes(self.pdf)

    def figures_for(self, *, public):
        """The tables of the whole report's figures, or of those the public may read."""
        has_two = public and self.public_document is not None
        return self.public_figures if has_two else self.figures
