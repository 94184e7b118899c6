from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from audit.events import record_event

from .dated import MembershipQuerySet


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

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "terms of reference"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("terms-of-reference-version", kwargs={"pk": self.pk})

    def record(self, sections, *, by):
        """Keep this as the version now in force. `sections`: (heading, text, whether members)."""
        with transaction.atomic():
            self.save()
            for number, (heading, text, prints_composition) in enumerate(sections, start=1):
                self.sections.create(
                    number=number,
                    heading=heading,
                    text=text,
                    prints_composition=prints_composition,
                )
            record_event("terms_of_reference.agreed", by=by, subject=self)


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
