"""Circulated minutes beside the draft that was sent: what changed, step by step, and by whom.

Read by those who sit on the Board alone. Of an item whose closed matters are kept from the reader
nothing is compared, for earlier words may speak of them.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, Q

from meetings.document import labels, printed_order, resolved
from meetings.marks import print_marks
from meetings.models import AgendaItem, Amendment, MinuteParagraph, ParagraphRevision
from papers.differences import word_changes


@dataclass
class Step:
    """One change of a paragraph: from which words to which, and how it came about."""

    before: str
    after: str
    revision: ParagraphRevision
    facts: list

    @property
    def amendment(self):
        return next(iter(self.revision.amendments.all()), None)

    @cached_property
    def difference(self):
        return word_changes(bare(self.before), bare(self.after))


@dataclass
class Passage:
    """One paragraph as it reads now, and as it was first sent."""

    paragraph: MinuteParagraph
    text: str
    was: str
    is_compared: bool
    steps: list = field(default_factory=list)

    @property
    def is_removed(self):
        return self.paragraph.current.is_removed

    @property
    def is_closed(self):
        return self.paragraph.current.is_closed

    @property
    def is_changed(self):
        return bool(self.steps)

    @cached_property
    def difference(self):
        """Altogether, from what was sent to what stands."""
        return word_changes(bare(self.was), "" if self.is_removed else bare(self.text))


@dataclass
class ItemRead:
    """One item with its passages; a closed one that is kept from the reader has none."""

    item: object
    is_hidden: bool
    passages: list

    @property
    def standing(self):
        return [passage for passage in self.passages if not passage.is_removed]

    @property
    def changed(self):
        return [passage for passage in self.passages if passage.is_changed]


class DraftRead:
    """The minutes through the eyes of one reader, in a fixed number of queries."""

    def __init__(self, minutes, user):
        self.minutes = minutes
        self.labels = labels(printed_order(minutes))
        self.hidden = AgendaItem.objects.item_ids_hidden_from(user)
        seen = Amendment.objects.visible_to(user).filter(minutes=minutes)
        self.amendments = list(seen.standing().for_a_list())
        self.version = minutes.text_version()
        passages = self._passages()
        self.items = [
            self._item(item, passages.get(item.pk, []))
            for item in minutes.meeting.items.order_by("position", "pk")
        ]

    @property
    def shows_closed(self):
        return any(
            (read.item.is_closed and not read.is_hidden) or any(p.is_closed for p in read.passages)
            for read in self.items
        )

    @property
    def changed(self):
        return [read for read in self.items if read.changed]

    @property
    def proposed(self):
        return [one for one in self.amendments if one.reply_id]

    @property
    def stated(self):
        """By the meeting that approves them."""
        return [one for one in self.amendments if not one.reply_id]

    @property
    def undecided(self):
        return [one for one in self.proposed if one.is_undecided]

    @property
    def others(self):
        """Changes of the attendance or anything else."""
        return [one for one in self.amendments if one.item_id is None]

    def passage(self, key):
        """The paragraph of this key, if it stands and nothing of its item is kept from the reader."""
        return next(
            (p for p in self._standing() if p.is_compared and str(p.paragraph.key) == key), None
        )

    def item(self, pk):
        return next(
            (one.item for one in self.items if not one.is_hidden and str(one.item.pk) == pk), None
        )

    def _standing(self):
        return [passage for read in self.items for passage in read.standing]

    def _item(self, item, passages):
        is_hidden = item.pk in self.hidden
        if is_hidden:
            passages = [p for p in passages if not (item.is_closed or p.is_closed)]
        return ItemRead(item, is_hidden, passages)

    def _passages(self):
        """{item id: its passages in order}, those taken out since they were sent as well."""
        revisions = {}
        new = Q(paragraph__circulated=None) | Q(number__gt=F("paragraph__circulated__number"))
        written = ParagraphRevision.objects.filter(new, paragraph__minutes=self.minutes)
        told = ("amendments__reply__asked__seat", "amendments__reply__person")
        for revision in written.select_related("made_by").prefetch_related(*told):
            revisions.setdefault(revision.paragraph_id, []).append(revision)
        passages = {}
        for paragraph in self.minutes.paragraphs.select_related("current", "circulated", "item"):
            passage = self._passage(paragraph, revisions.get(paragraph.pk, []))
            if passage.is_changed or not passage.is_removed:
                passages.setdefault(paragraph.item_id, []).append(passage)
        return passages

    def _passage(self, paragraph, revisions):
        sent = paragraph.circulated
        is_compared = paragraph.item_id not in self.hidden and not self.minutes.is_draft
        steps = self._steps(sent, revisions) if is_compared else []
        was = "" if sent is None or sent.is_removed or not is_compared else self._words(sent)
        return Passage(paragraph, self._words(paragraph.current), was, is_compared, steps)

    def _steps(self, sent, revisions):
        """What happened since it was sent; what one person typed in a row is one step."""
        pairs, before = [], sent
        for revision in revisions:
            goes_on = pairs and continues(pairs[-1][1], revision)
            start = pairs.pop()[0] if goes_on else before
            pairs.append((start, revision))
            before = revision
        steps = [self._step(start, revision) for start, revision in pairs]
        return [step for step in steps if step.before != step.after or step.facts]

    def _step(self, start, revision):
        before = "" if start is None or start.is_removed else self._words(start)
        after = "" if revision.is_removed else self._words(revision)
        return Step(before, after, revision, facts(start, revision))

    def _words(self, revision):
        is_decision = revision.kind == ParagraphRevision.Kind.DECISION
        text = resolved(revision.text) if is_decision else revision.text
        return print_marks(text, self.labels)


def bare(text):
    """RESOLVED without the stars that make it bold, which a difference does not print."""
    return text.replace("**RESOLVED**", "RESOLVED", 1)


def continues(one, next_one):
    """Two changes in a row that belong together: one person's typing, no amendment."""
    return one.made_by_id == next_one.made_by_id and not (
        list(one.amendments.all()) or list(next_one.amendments.all())
    )


def facts(before, after):
    """What changed besides the words."""
    was_there = before is not None and not before.is_removed
    told = []
    if was_there and after.is_removed:
        told.append("Taken out")
    if not was_there and not after.is_removed:
        told.append("Added")
    if was_there and before.is_closed != after.is_closed:
        told.append("Closed" if after.is_closed else "Opened")
    return told
