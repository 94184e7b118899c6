import hashlib
import json

from django.db import models

from board.day import now

# Change it when the same words shall make another file.
LAYOUT = 1


class DraftFileManager(models.Manager):
    def kept(self, report, fingerprint, *, is_public):
        """The bytes kept for exactly the words of this fingerprint, or None."""
        found = self.filter(report=report, is_public=is_public, fingerprint=fingerprint)
        content = found.values_list("content", flat=True).first()
        return None if content is None else bytes(content)

    def keep(self, report, fingerprint, *, is_public, content):
        """Keep the file of these words, in place of an earlier one."""
        self.update_or_create(
            report=report,
            is_public=is_public,
            defaults={
                "fingerprint": fingerprint,
                "content": content,
                "made_at": now(),
            },
        )


class DraftFile(models.Model):
    """The PDF of a report that nobody signed yet, kept until its words change."""

    report = models.ForeignKey(
        "reporting.ActivityReport", models.PROTECT, related_name="draft_files"
    )
    is_public = models.BooleanField()
    fingerprint = models.CharField(max_length=64, help_text="Of the words that it prints.")
    content = models.BinaryField()
    made_at = models.DateTimeField()

    objects = DraftFileManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "is_public"], name="draft_file_once_a_rendering"
            )
        ]

    def __str__(self):
        return f"PDF of the draft of {self.report}"

    @staticmethod
    def fingerprint_of(document):
        content = json.dumps([LAYOUT, document], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()
