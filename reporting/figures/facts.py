"""What the record says of a quarter, as plain data: the shapes."""

from dataclasses import dataclass
from datetime import date

from reporting.quarter import Period


@dataclass(frozen=True)
class MeetingHeld:
    """A meeting of the quarter. `seats_present`, each counted once, is None when the record does
    not say who came; `seats` is how many the Board had that day, None for a working group."""

    held_on: date
    group: str
    is_board: bool
    title: str
    is_made_up: bool
    theme: str
    topics: tuple[str, ...]
    summary: str
    summary_source: str
    seats_present: int | None
    seats: int | None
    decisions: tuple[str, ...]
    minutes_state: str
    not_represented: tuple[str, ...] = ()
    pk: int = 0


@dataclass(frozen=True)
class RowFigure:
    """A row of the action table as at the end, and how it stood before the quarter."""

    area: str
    issue: str
    rating: str
    rating_before: str | None
    rated_on: date | None
    barriers: str
    note: str = ""


@dataclass(frozen=True)
class TableFigures:
    """The action table as at the end of the quarter, and what moved in it since the start."""

    as_at: date
    since: date
    counts: dict[str, int]
    new: tuple[RowFigure, ...] = ()
    completed: tuple[RowFigure, ...] = ()
    improved: tuple[RowFigure, ...] = ()
    worsened: tuple[RowFigure, ...] = ()
    stuck: tuple[RowFigure, ...] = ()

    @property
    def rows(self):
        return sum(self.counts.values())


@dataclass(frozen=True)
class NextMeeting:
    held_on: date
    group: str
    is_board: bool
    theme: str
    is_made_up: bool


@dataclass(frozen=True)
class FocusFigure:
    """A focus area in force at the end: whether the quarter took it, and when it is to come."""

    title: str
    was_taken: bool
    planned_on: date | None = None


@dataclass(frozen=True)
class ClosedMeeting:
    """What a meeting considered and resolved in closed session."""

    pk: int
    held_on: date
    group: str
    is_board: bool
    topics: tuple[str, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class ClosedFigures:
    """The closed part of a quarter, by itself: no open item or row is counted in it."""

    meetings: tuple[ClosedMeeting, ...]
    table: TableFigures


@dataclass(frozen=True)
class QuarterFigures:
    board: str
    about: str
    amber_word: str
    period: Period
    meetings: tuple[MeetingHeld, ...]
    table: TableFigures
    next_meetings: tuple[NextMeeting, ...]
    vacant_seats: tuple[str, ...]
    focus: tuple[FocusFigure, ...] = ()
    closed: ClosedFigures | None = None

    @property
    def priorities(self):
        """The priorities that were the theme of a meeting, each once, in order."""
        return tuple(dict.fromkeys(m.theme for m in self.meetings if m.theme))
