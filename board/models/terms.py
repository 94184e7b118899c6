from django.db import models
from django.db.models import Q


class TermsOfReference(models.Model):
    """One version of the Board's terms of reference, agreed yearly (section 5)."""

    title = models.CharField(max_length=200)
    source = models.CharField(
        max_length=200, blank=True, help_text="The paper this text was taken from."
    )
    agreed_on = models.DateField(
        null=True, blank=True, help_text="Leave empty when the date is not recorded."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "terms of reference"

    def __str__(self):
        return self.title


class TermsSection(models.Model):
    """A numbered section of the terms of reference."""

    terms = models.ForeignKey(TermsOfReference, models.PROTECT, related_name="sections")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    prints_composition = models.BooleanField(
        default=False, help_text="Prints the members instead of a text of its own."
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "number"], name="terms_section_number_once"),
            models.CheckConstraint(
                condition=Q(prints_composition=True, text="")
                | (Q(prints_composition=False) & ~Q(text="")),
                name="terms_section_text_or_composition",
                violation_error_message="Enter the text of every section.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.heading}"
