"""The dashboard as plain data: the shapes."""

from dataclasses import dataclass
from datetime import date

from papers.charts import Bar


@dataclass(frozen=True)
class Figure:
    """So many rows; `query` chooses the same rows of the action table."""

    number: int
    code: str
    word: str
    query: str


@dataclass(frozen=True)
class Cell:
    """The rows of a key crime area under one P, by rating. Without any it is a gap."""

    label: str
    figures: tuple[Figure, ...]

    @property
    def number(self):
        return sum(figure.number for figure in self.figures)


@dataclass(frozen=True)
class Travel:
    """How many ratings moved since a day."""

    better: int = 0
    worse: int = 0
    completed: int = 0
    new: int = 0

    @property
    def is_still(self):
        return not (self.better or self.worse or self.completed or self.new)


@dataclass(frozen=True)
class Line:
    """A key crime area: its rows by P and in all, and how fresh the Board's view of it is."""

    title: str
    cells: tuple[Cell, ...]
    every: Cell
    travel: Travel
    bar: Bar | None
    is_in_focus: bool = False
    taken_on: date | None = None
    profile_on: date | None = None
    profile_age: str = ""
    profile_is_due: bool = False


@dataclass(frozen=True)
class StuckRow:
    """A row that has stood at red or amber for too long; `last_said` when nobody returned."""

    pk: int
    reference: str
    area: str
    issue: str
    lead: str
    barriers: str
    code: str
    word: str
    last_said: str
    rated_on: date
    is_closed: bool


@dataclass(frozen=True)
class Return:
    """What a partner has answered in the update round."""

    partner: str
    query: str
    asked: int
    answered: int
    has_spoken: bool

    @property
    def is_whole(self):
        return self.answered == self.asked if self.asked else self.has_spoken

    @property
    def is_part(self):
        return self.has_spoken and not self.is_whole


@dataclass(frozen=True)
class Returns:
    """The last update round that was open by the day."""

    meeting_on: date
    closes_on: date
    is_open: bool
    partners: tuple[Return, ...]

    @property
    def whole(self):
        return sum(one.is_whole for one in self.partners)

    @property
    def part(self):
        return [one for one in self.partners if one.is_part]

    @property
    def silent(self):
        return [one for one in self.partners if not one.has_spoken]


@dataclass(frozen=True)
class Dashboard:
    """The 4 Ps by key crime area as at a day, for one reader. `since`: the Board meeting against
    which movement is told; `closed`: how many closed rows are counted in it."""

    as_at: date
    since: date | None
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line
    stuck: tuple[StuckRow, ...]
    stuck_number: int
    stuck_query: str
    stuck_since: date
    stuck_months: int
    returns: Returns | None
    closed: int

    @property
    def has_no_p(self):
        """Not one row says which of the 4 Ps it serves."""
        return self.total.every.number > 0 and not any(c.number for c in self.total.cells[:-1])
