from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Max

from audit.events import record_event
from meetings.marks import marks_in, number_new_marks, sentence_at

from .agenda import AgendaItem
from .paragraphs import Conflict, Entry, MinuteParagraph, ParagraphRevision


class MinutesTaking(models.Model):
    """The part of minutes that is written: paragraph by paragraph, each word kept."""

    class Meta:
        abstract = True

    def write_item(self, item, entries, *, by):
        """Write the paragraphs of one item: all of them, or none when somebody else came first."""
        with transaction.atomic():
            if self._lock().is_locked:
                raise PermissionDenied("Approved minutes do not change.")
            known = {
                paragraph.key: paragraph
                for paragraph in self.paragraphs.filter(item=item).select_related("current")
            }
            wanted = [entry for entry in entries if self._is_change(known.get(entry.key), entry)]
            self._refuse_conflicts(known, wanted, by)
            for entry in wanted:
                self._write(known.get(entry.key), item, entry, by)
            if wanted:
                record_event("minutes.written", by=by, subject=self)
        return len(wanted)

    def _is_change(self, paragraph, entry):
        if paragraph is None:
            return bool(entry.text) and not entry.is_removed
        if entry.says_what(paragraph.current):
            return False
        seen = paragraph.revisions.filter(number=entry.version).first()
        return seen is None or not entry.says_what(seen)

    def _refuse_conflicts(self, known, entries, by):
        theirs = {}
        for entry in entries:
            current = known[entry.key].current if entry.key in known else None
            sent_again = current and entry.version == 0 and current.made_by_id == by.pk
            if current and entry.version != current.number and not sent_again:
                theirs[entry.key] = current
        if theirs:
            raise Conflict(theirs)

    def _write(self, paragraph, item, entry, by):
        was = paragraph.current if paragraph else None
        if was and was.is_closed and not entry.is_closed and not self.is_draft:
            raise PermissionDenied("Only the Chairman opens what has been circulated as closed.")
        if paragraph is None:
            last = self.paragraphs.filter(item=item).aggregate(last=Max("position"))["last"] or 0
            paragraph = self.paragraphs.create(item=item, key=entry.key, position=last + 1)
        first = (self.references.aggregate(last=Max("mark"))["last"] or 0) + 1
        entry.text, given = number_new_marks(entry.text, first)
        paragraph.revise(entry, by=by)
        self._keep_references(paragraph, given)
        if entry.kind == ParagraphRevision.Kind.DECISION:
            self._keep_decision(paragraph)

    def _keep_references(self, paragraph, given):
        for mark in given:
            self.references.create(paragraph=paragraph, mark=mark)
        text = paragraph.current.text
        standing = set(marks_in(text))
        for reference in self.references.filter(paragraph=paragraph):
            if reference.serial and (
                reference.mark not in standing or paragraph.current.is_removed
            ):
                raise PermissionDenied("A circulated reference stays in the minutes.")
            reference.is_marked = reference.mark in standing
            if reference.is_marked and not reference.serial:
                reference.text = sentence_at(text, reference.mark)
            reference.save(update_fields=["is_marked", "text"])
        if given and not self.is_draft:
            self.references.number_in_printed_order(self)

    def _keep_decision(self, paragraph):
        if not hasattr(paragraph, "decision"):
            decisions = self.meeting.decisions
            last = decisions.aggregate(last=Max("number"))["last"] or 0
            decisions.create(paragraph=paragraph, number=last + 1)

    def move_up(self, paragraph, *, by):
        """Change places with the paragraph before it."""
        with transaction.atomic():
            if self._lock().is_locked:
                raise PermissionDenied("Approved minutes do not change.")
            row = list(self.paragraphs.filter(item=paragraph.item_id, current__is_removed=False))
            at = next((i for i, other in enumerate(row) if other.pk == paragraph.pk), 0)
            if at == 0:
                return
            row[at - 1 : at + 1] = [row[at], row[at - 1]]
            for position, moved in enumerate(row, start=1):
                moved.position = position
            MinuteParagraph.objects.bulk_update(row, ["position"])
            record_event("minutes.written", by=by, subject=self)

    def open_paragraph(self, paragraph, *, by):
        """Make a closed paragraph open: the Chairman's decision, whatever the state."""
        with transaction.atomic():
            self._lock()
            paragraph = self.paragraphs.select_related("current").get(pk=paragraph.pk)
            if paragraph.current.is_closed:
                opened = Entry.of(paragraph, is_closed=False, closed_reason="", closing_words="")
                paragraph.revise(opened, by=by)
                record_event("minutes.opened", by=by, subject=self)

    def closed_parts(self, user):
        """What is closed, for the Chairman to open: items, then paragraphs of open items."""
        hidden = AgendaItem.objects.closed_to(user)
        items = list(self.meeting.items.filter(is_closed=True).exclude(pk__in=hidden))
        paragraphs = self.paragraphs.filter(current__is_closed=True, current__is_removed=False)
        paragraphs = paragraphs.exclude(item__in=hidden)
        return [*items, *paragraphs.select_related("current", "item")]
