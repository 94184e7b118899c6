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
    # Each seat that is always asked, and whether somebody of it came.
    attendance: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class RowFigure:
    """A row of the action table as at the end, and how it stood before the quarter; a rating is
    None when the row is not on the table."""

    area: str
    issue: str
    rating: str | None
    rating_before: str | None
    rated_on: date | None
    barriers: str
    note: str = ""
    first_on: date | None = None


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
    # Complete before the start, and shown once more since; taken off for another reason.
    left: tuple[RowFigure, ...] = ()
    taken_off: tuple[RowFigure, ...] = ()
    # Asked for in the last update round, which has closed, and nobody said a word of them.
    silent: tuple[RowFigure, ...] = ()
    round_closed_on: date | None = None
    # Whether there was a table at all when the time began that is spoken of.
    was_kept_before: bool = True

    @property
    def rows(self):
        return sum(self.counts.values())


@dataclass(frozen=True)
class NominationFigure:
    """Somebody proposed for a seat that nobody has been appointed to since."""

    name: str
    seat: str
    nominated_by: str
    nominated_on: date


@dataclass(frozen=True)
class PurposeFigure:
    """What the terms of reference in force say the Board is for, and in which section."""

    section: int
    text: str


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
class ThreatFigure:
    title: str
    raised_by: str
    taken_on: date | None = None
    ended_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class AskFigure:
    """What a row asks of a committee: the row's name as `RowFigure` has it, and its words."""

    group_pk: int
    group: str
    area: str
    issue: str
    text: str


@dataclass(frozen=True)
class RoundFigure:
    """An update round: how many partners were asked, and how many of them returned everything."""

    meeting_on: date
    asked: int
    in_time: int
    returned: int


@dataclass(frozen=True)
class YearlyFigure:
    """What the Board does every year; without a day when none is recorded."""

    last_on: date | None
    due_on: date | None
    is_overdue: bool = False


@dataclass(frozen=True)
class PaperFigure:
    """An agenda or draft minutes: of which meeting, and when they went out."""

    meeting_on: date
    sent_on: date | None
    is_made_up: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class ClockFigures:
    """What the Board promised itself. `terms` is None when there are none."""

    terms: YearlyFigure | None
    review: YearlyFigure
    clear_days: int
    agendas: tuple[PaperFigure, ...] = ()
    minutes: tuple[PaperFigure, ...] = ()


@dataclass(frozen=True)
class QuarterOfYear:
    """One of the four quarters that a year is told from; whether its report was sent."""

    period: Period
    meetings: tuple[MeetingHeld, ...]
    table: TableFigures
    was_reported: bool


@dataclass(frozen=True)
class YearFigures:
    """What a year tells beside what a quarter tells too."""

    quarters: tuple[QuarterOfYear, ...]
    rounds: tuple[RoundFigure, ...]


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
    threats: tuple[ThreatFigure, ...] = ()
    asks: tuple[AskFigure, ...] = ()


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
    nominations: tuple[NominationFigure, ...] = ()
    purpose: PurposeFigure | None = None
    focus: tuple[FocusFigure, ...] = ()
    threats: tuple[ThreatFigure, ...] = ()
    asks: tuple[AskFigure, ...] = ()
    clock: ClockFigures | None = None
    year: YearFigures | None = None
    closed: ClosedFigures | None = None

    @property
    def priorities(self):
        """The priorities that were the theme of a meeting, each once, in order."""
        return tuple(dict.fromkeys(m.theme for m in self.meetings if m.theme))
