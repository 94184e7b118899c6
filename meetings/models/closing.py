from django.db import models
from django.db.models import Q


class ClosedReason(models.TextChoices):
    """Why something is closed: Schedule 12A of the Local Government Act 1972, and plain ones."""

    PARAGRAPH_1 = "paragraph 1", "Paragraph 1: about an individual"
    PARAGRAPH_2 = "paragraph 2", "Paragraph 2: likely to reveal who an individual is"
    PARAGRAPH_3 = "paragraph 3", "Paragraph 3: financial or business affairs"
    PARAGRAPH_4 = "paragraph 4", "Paragraph 4: labour relations"
    PARAGRAPH_5 = "paragraph 5", "Paragraph 5: legal professional privilege"
    PARAGRAPH_6 = "paragraph 6", "Paragraph 6: a notice, order or direction to be made"
    PARAGRAPH_7 = "paragraph 7", "Paragraph 7: preventing, investigating or prosecuting crime"
    OPERATIONAL = "operationally sensitive", "Operationally sensitive"
    IN_CONFIDENCE = "given in confidence", "Given in confidence by a partner"


class Closable(models.Model):
    """Something that can be closed, for a reason from the list. The words beside it are closed."""

    is_closed = models.BooleanField("closed", default=False)
    closed_reason = models.CharField(
        "reason", max_length=30, choices=ClosedReason.choices, blank=True
    )
    closing_words = models.TextField("explanation, itself closed", blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(is_closed=True) & ~Q(closed_reason=""))
                | Q(is_closed=False, closed_reason="", closing_words=""),
                name="%(app_label)s_%(class)s_closed_for_a_reason",
                violation_error_message="Choose a reason for closing, or leave it open.",
            )
        ]
