"""One row of a file and what becomes of it; and all of them."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from actions.history import word_changes
from actions.models import ActionRevision

from .names import AreaNames, LeadNames

ADDED, CHANGED, SAME, LEFT_OUT = "added", "changed", "same", "left_out"


@dataclass
class Planned:
    """One row of the file and what becomes of it. `differences` are (label, now, then)."""

    number: int
    given: dict
    area: object = None
    now: ActionRevision | None = None
    leads: list = field(default_factory=list)
    lead_names: str = ""
    word: str = ""
    changes: dict = field(default_factory=dict)
    differences: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    was_overtaken: bool = False
    form: object = None

    @property
    def fate(self):
        if self.given["left_out"]:
            return LEFT_OUT
        if self.now is None:
            return ADDED
        return CHANGED if self.differences else SAME

    @property
    def word_differences(self):
        """(label, what was taken out and put in) of each difference."""
        return [(label, word_changes(now, then)) for label, now, then in self.differences]

    @property
    def title(self):
        return self.given["issues"].partition("\n")[0] or self.given["area"] or "No words"


@dataclass
class Plan:
    """Everything an import would do."""

    rows: list
    missing: list
    unknown_areas: list
    unknown_leads: list
    area_names: AreaNames
    lead_names: LeadNames

    def of(self, fate):
        return [row for row in self.rows if row.fate == fate]

    @cached_property
    def faulty(self):
        return [row for row in self.rows if row.faults and row.fate != LEFT_OUT]

    @cached_property
    def doubtful(self):
        """Rows to look at, which do not stand in the way."""
        return [r for r in self.rows if r.remarks and not r.faults and r.fate != LEFT_OUT]

    def plain(self, fate):
        """Rows about which there is nothing to say."""
        return [row for row in self.of(fate) if not row.faults and not row.remarks]

    @property
    def plain_added(self):
        return self.plain(ADDED)

    @property
    def plain_changed(self):
        return self.plain(CHANGED)

    @property
    def plain_same(self):
        return self.plain(SAME)

    @property
    def left_out(self):
        return self.of(LEFT_OUT)

    @property
    def counts(self):
        found = Counter(row.fate for row in self.rows)
        fates = {fate: found[fate] for fate in (ADDED, CHANGED, SAME, LEFT_OUT)}
        return fates | {"missing": len(self.missing)}

    @property
    def writes(self):
        return any(row.fate in (ADDED, CHANGED) for row in self.rows)

    @property
    def was_overtaken(self):
        return any(row.was_overtaken for row in self.faulty)
