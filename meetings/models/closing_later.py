from django.db import models, transaction

from audit.events import record_event

from .paragraphs import Entry


class MinutesClosing(models.Model):
    """The part of minutes that becomes stricter after they went out."""

    class Meta:
        abstract = True

    def close_paragraph(self, paragraph, reason, words, *, by):
        """Close one paragraph, approved or not; what is public of these minutes is withdrawn."""
        with transaction.atomic():
            self._lock()
            paragraph = self.paragraphs.select_related("current", "item").get(pk=paragraph.pk)
            if paragraph.current.is_closed:
                return
            closed = {"is_closed": True, "closed_reason": reason, "closing_words": words}
            paragraph.revise(Entry.of(paragraph, **closed), by=by)
            note = f"A paragraph of item {paragraph.item.number} was closed."
            self.withdraw_if_public(by=by, note=note)
            record_event("minutes.paragraph_closed", by=by, subject=self)
