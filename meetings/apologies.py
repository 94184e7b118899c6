"""The sentence of the apologies, written from the attendance under the item that asks for them."""

from django.utils.functional import cached_property

from meetings.who_came import apologised, for_absence

NONE = "There were no apologies for absence."


def is_for_apologies(item):
    return not item.is_closed and item.title.casefold().startswith("apolog")


class Apologies:
    """The sentence as the attendance has it now, and what stands of it under the item.

    What somebody edited is theirs: the sentence is written again only where it stands as it was
    last written, or where nothing stands.
    """

    def __init__(self, minutes, item, attendances, paragraphs):
        self.item = item
        self.written = minutes.written_apologies
        self.attendances = attendances
        self.standing = [p.current.text for p in paragraphs if not p.current.is_removed]

    @property
    def is_known(self):
        """Whether it is recorded who came, or who sent apologies."""
        return any(row.has_come or row.status == "apologies" for row in self.attendances)

    @cached_property
    def sentence(self):
        names = apologised(row for row in self.attendances if row.status == "apologies")
        return for_absence(names) if names else NONE

    @property
    def is_said(self):
        return self.sentence in self.standing

    @property
    def is_untouched(self):
        """It stands as it was written; the attendance has changed since."""
        return bool(self.written) and self.written in self.standing and not self.is_said

    @property
    def is_offered(self):
        may_write = not self.written or not self.standing or self.is_untouched
        return self.is_known and not self.is_said and may_write

    @property
    def was_edited(self):
        """Somebody edited it, and the attendance has changed since: both are told apart."""
        changed = self.is_known and not self.is_said and self.sentence != self.written
        return changed and not self.is_offered
