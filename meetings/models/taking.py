import uuid

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Max, Q

from audit.events import record_event
from meetings.marks import marks_in, number_new_marks, sentence_at

from .item_paragraphs import ItemParagraphs
from .paragraphs import Conflict, Entry, ParagraphRevision


class MinutesTaking(models.Model):
    """The part of minutes that is written: paragraph by paragraph, each word kept."""

    class Meta:
        abstract = True

    def write_item(self, item, entries, *, by):
        """Write the paragraphs of one item: all of them, or none when somebody else came first.

        Returns {key: the revision that has the words of the entry}.
        """
        with transaction.atomic():
            if self._lock().is_locked:
                raise PermissionDenied("Approved minutes do not change.")
            row = ItemParagraphs(self, item)
            said = {entry.key: row.said_before(entry, by) for entry in entries}
            wanted = [entry for entry in entries if not said[entry.key] and row.is_worth(entry)]
            self._refuse_conflicts(row.known, wanted, by)
            for entry in wanted:
                said[entry.key] = self._write(row, entry, by)
            self._keep_references([row.known[entry.key] for entry in wanted])
            if row.arrange(entries) or wanted:
                record_event("minutes.written", by=by, subject=self)
        return {key: revision for key, revision in said.items() if revision}

    def _refuse_conflicts(self, known, entries, by):
        theirs = {}
        for entry in entries:
            current = known[entry.key].current if entry.key in known else None
            sent_again = current and entry.version == 0 and current.made_by_id == by.pk
            if current and entry.version != current.number and not sent_again:
                theirs[entry.key] = current
        if theirs:
            raise Conflict(theirs)

    def _write(self, row, entry, by):
        paragraph = row.known.get(entry.key) or row.add(entry.key)
        was = paragraph.current
        if was and was.is_closed and not entry.is_closed and not self.is_draft:
            raise PermissionDenied("Only the Chairman opens what has been circulated as closed.")
        first = (self.references.aggregate(last=Max("mark"))["last"] or 0) + 1
        entry.text, given = number_new_marks(entry.text, first)
        paragraph.was_closed = bool(was and was.is_closed)
        paragraph.revise(entry, by=by)
        for mark in given:
            self.references.create(paragraph=paragraph, mark=mark)
        if entry.kind == ParagraphRevision.Kind.DECISION:
            self._keep_decision(paragraph)
        return paragraph.current

    def _keep_references(self, written):
        """Each reference goes with its mark, which may have moved to another paragraph."""
        homes = {
            mark: paragraph
            for paragraph in written
            if not paragraph.current.is_removed
            for mark in marks_in(paragraph.current.text)
        }
        written = {paragraph.pk: paragraph for paragraph in written}
        moving = self.references.filter(Q(paragraph__in=written) | Q(mark__in=homes))
        for reference in moving:
            home = homes.get(reference.mark)
            was_in = written.get(reference.paragraph_id)
            if home and home.pk != reference.paragraph_id:
                refuse_opening(reference, was_in, home)
            keep_mark(reference, home)
        if not self.is_draft and any(ref.is_marked and not ref.serial for ref in moving):
            self.references.number_in_printed_order(self)

    def _keep_decision(self, paragraph):
        if not hasattr(paragraph, "decision"):
            decisions = self.meeting.decisions
            last = decisions.aggregate(last=Max("number"))["last"] or 0
            decisions.create(paragraph=paragraph, number=last + 1)
        if not self.is_draft:
            self.meeting.decisions.number_in_printed_order(self)

    def move_up(self, paragraph, *, by):
        """Change places with the paragraph before it."""
        with transaction.atomic():
            if self._lock().is_locked:
                raise PermissionDenied("Approved minutes do not change.")
            if ItemParagraphs(self, paragraph.item).move_up(paragraph.key):
                record_event("minutes.written", by=by, subject=self)

    def write_apologies(self, item, sentence, *, by):
        """The sentence as the attendance has it, in place of the one written before it."""
        with transaction.atomic():
            self.written_apologies = self._lock().written_apologies
            row = self.paragraphs.filter(item=item, current__is_removed=False)
            standing = list(row.select_related("current"))
            if any(paragraph.current.text == sentence for paragraph in standing):
                return
            before = (p for p in standing if p.current.text == self.written_apologies)
            if paragraph := next(before, None):
                entry = Entry.of(paragraph, text=sentence)
            else:
                entry = Entry(uuid.uuid4(), sentence, after="")
            self.written_apologies = sentence
            self.save(update_fields=["written_apologies"])
            self.write_item(item, [entry], by=by)

    def go_back(self, paragraph, number, *, version, by):
        """Let a paragraph say again what its state of this number said. It never opens anything:
        what was closed then or since, or is closed now, is closed."""
        with transaction.atomic():
            self._lock()
            paragraph = self.paragraphs.select_related("current", "item").get(pk=paragraph.pk)
            now, then = paragraph.current, paragraph.revisions.get(number=number)
            closed = now if now.is_closed else closed_since(paragraph, then) or now
            entry = Entry.of(
                paragraph,
                kind=then.kind,
                text=without_marks_elsewhere(then.text, self.references, paragraph),
                is_removed=then.is_removed,
                is_closed=closed.is_closed,
                closed_reason=closed.closed_reason,
                closing_words=closed.closing_words,
            )
            entry.version = version
            self.write_item(paragraph.item, [entry], by=by)

    def open_paragraph(self, paragraph, *, by):
        """Make a closed paragraph open: the Chairman's decision, whatever the state."""
        with transaction.atomic():
            self._lock()
            paragraph = self.paragraphs.select_related("current").get(pk=paragraph.pk)
            if paragraph.current.is_closed:
                opened = Entry.of(paragraph, is_closed=False, closed_reason="", closing_words="")
                paragraph.revise(opened, by=by)
                record_event("minutes.opened", by=by, subject=self)


def closed_since(paragraph, then):
    """The last state, from this one on, that was closed; None when the same words stood open
    after it, for then they were opened on purpose."""
    states = list(paragraph.revisions.filter(number__gte=then.number).order_by("-number"))
    at = next((at for at, state in enumerate(states) if state.is_closed), None)
    if at is None or any(state.text == then.text for state in states[:at]):
        return None
    return states[at]


def refuse_opening(reference, was_in, home):
    """What a closed paragraph asks for is itself closed: its mark moves among closed ones only."""
    closed_before = was_in.was_closed if was_in else reference.paragraph.current.is_closed
    if closed_before and not home.current.is_closed:
        raise PermissionDenied(
            f"(n{reference.mark}) belongs to a closed paragraph: close the one it moves to."
        )


def keep_mark(reference, home):
    """Remember where the mark stands now, and in which sentence; `home` is None when nowhere."""
    if reference.serial and home is None:
        raise PermissionDenied("A circulated reference stays in the minutes.")
    reference.is_marked = home is not None
    if home is not None:
        reference.paragraph = home
    if reference.is_marked and not reference.serial:
        reference.text = sentence_at(home.current.text, reference.mark)
    reference.save(update_fields=["paragraph", "is_marked", "text"])


def without_marks_elsewhere(text, references, paragraph):
    """An earlier text without the marks that have moved on to other paragraphs since."""
    gone = references.exclude(paragraph=paragraph).filter(mark__in=marks_in(text))
    for mark in gone.values_list("mark", flat=True):
        text = text.replace(f" (n{mark})", "").replace(f"(n{mark})", "")
    return text
