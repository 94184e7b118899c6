from django.db.models import Q

from .paragraphs import MinuteParagraph


class ItemParagraphs:
    """The paragraphs of one item in their order, while somebody writes. The caller holds the lock."""

    def __init__(self, minutes, item):
        self.minutes = minutes
        self.item = item
        self.row = list(minutes.paragraphs.filter(item=item).select_related("current"))
        self.known = {paragraph.key: paragraph for paragraph in self.row}

    def add(self, key):
        position = self.row[-1].position + 1 if self.row else 1
        paragraph = self.minutes.paragraphs.create(item=self.item, key=key, position=position)
        self.row.append(paragraph)
        self.known[key] = paragraph
        return paragraph

    def is_worth(self, entry):
        """An empty box is not a paragraph yet."""
        return entry.key in self.known or bool(entry.text and not entry.is_removed)

    def said_before(self, entry, by):
        """The revision that has these words already: the present one, the one they were typed
        over, or what the same person sent before without hearing that it arrived."""
        paragraph = self.known.get(entry.key)
        if paragraph is None:
            return None
        if entry.says_what(paragraph.current):
            return paragraph.current
        own = Q(number__gt=entry.version, made_by=by)
        since = paragraph.revisions.filter(Q(number=entry.version) | own)
        return next((revision for revision in since if entry.says_what(revision)), None)

    def arrange(self, entries):
        """Put each entry where it says; True when something moved."""
        before = list(self.row)
        for entry in entries:
            paragraph = self.known.get(entry.key)
            if paragraph is not None and entry.after is not None:
                self._put(paragraph, entry.after)
        return self._keep(before)

    def move_up(self, key):
        before, standing = list(self.row), self._standing()
        at = standing.index(self.known[key]) if self.known[key] in standing else 0
        if at:
            above = self.row.index(standing[at - 1])
            self.row.remove(standing[at])
            self.row.insert(above, standing[at])
        return self._keep(before)

    def _standing(self):
        return [paragraph for paragraph in self.row if not paragraph.current.is_removed]

    def _put(self, paragraph, after):
        others = [other for other in self.row if other is not paragraph]
        place = next((at for at, other in enumerate(others, 1) if str(other.key) == after), None)
        if after == "":
            place = 0
        if place is None or self._stands_behind(paragraph, after):
            return
        self.row = [*others[:place], paragraph, *others[place:]]

    def _stands_behind(self, paragraph, after):
        above = self.row[: self.row.index(paragraph)]
        standing = [other for other in above if not other.current.is_removed]
        return (str(standing[-1].key) if standing else "") == after

    def _keep(self, before):
        if self.row == before:
            return False
        moved = []
        for position, paragraph in enumerate(self.row, start=1):
            if paragraph.position != position:
                paragraph.position = position
                moved.append(paragraph)
        MinuteParagraph.objects.bulk_update(moved, ["position"])
        return True
