from django.db import models


class ReportBlock(models.Model):
    """A heading, paragraph or point of a report, in its order; numbers are given when printed."""

    class Kind(models.TextChoices):
        HEADING = "heading", "Heading"
        PARAGRAPH = "paragraph", "Numbered paragraph"
        BULLET = "bullet", "Bullet"
        LETTER = "letter", "Lettered point (a.)"

    report = models.ForeignKey("reporting.ActivityReport", models.PROTECT, related_name="blocks")
    position = models.PositiveIntegerField("order")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PARAGRAPH)
    text = models.TextField()
    is_closed = models.BooleanField("not for the public", default=False)
    source = models.CharField(
        max_length=300, blank=True, help_text="Where the words were drafted from."
    )
    # The fact of the record that its words tell; empty when somebody typed it.
    key = models.CharField(max_length=100, blank=True, editable=False)
    is_edited = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text[:60]
