"""What the record says of a quarter, as plain data. Open material only: nothing that is drawn
from a closed item, paragraph, attendance or row is read, and none of it is counted."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch

from actions.models import ActionRevision, Rating
from actions.table import has_left_table, last_board_meeting_before
from board.models import BoardSettings, Seat, SeatHolding
from meetings.document import resolved
from meetings.marks import print_marks
from meetings.models import AgendaItem, Attendance, Decision, Meeting

# Business of every meeting, which tells a committee nothing.
STANDING_ITEMS = (
    "apologies",
    "declaration",
    "minutes",
    "matters arising",
    "outstanding references",
    "any other business",
    "date of next meeting",
    "dates of future meetings",
)
WORST_FIRST = [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE]


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


@dataclass(frozen=True)
class RowFigure:
    """A row of the action table as at the end, and how it stood before the quarter."""

    area: str
    issue: str
    rating: str
    rating_before: str | None
    rated_on: date | None
    barriers: str


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
class QuarterFigures:
    board: str
    about: str
    amber_word: str
    quarter: object
    meetings: tuple[MeetingHeld, ...]
    table: TableFigures
    next_meetings: tuple[NextMeeting, ...]
    vacant_seats: tuple[str, ...]

    @property
    def priorities(self):
        """The priorities that were the theme of a meeting, each once, in order."""
        return tuple(dict.fromkeys(m.theme for m in self.meetings if m.theme))


def figures_for(quarter, *, today):
    """The facts of a `Quarter` as the record tells them on `today`, in a fixed number of queries.

    A quarter still running is told up to today. Source of the list: terms of reference, section 5
    ("A quarterly activity report"), and reports 000, 001 and 002 as models.
    """
    board = BoardSettings.current()
    end = min(quarter.end, today)
    return QuarterFigures(
        board=board.name,
        about=board.about,
        amber_word=board.amber_word,
        quarter=quarter,
        meetings=meetings_held(quarter.start, end),
        table=table_figures(quarter.start, end),
        next_meetings=next_meetings(today),
        vacant_seats=vacant_seats(end),
    )


def meetings_held(start, end):
    """A `MeetingHeld` for each meeting, of working groups too, from the first day to the last."""
    held = (
        Meeting.objects.took_place()
        .between(start, end)
        .select_related("group", "theme", "minutes")
        .prefetch_related(
            Prefetch("items", AgendaItem.objects.filter(is_closed=False)),
            Prefetch(
                "attendances",
                Attendance.objects.open().came().filter(seat__isnull=False),
            ),
            Prefetch(
                "decisions",
                Decision.objects.standing()
                .open()
                .select_related("paragraph__current")
                .order_by("number"),
            ),
        )
        .order_by("held_on", "pk")
    )
    seats = list(Seat.objects.always_asked())
    return tuple(_meeting_held(meeting, seats) for meeting in held)


def _meeting_held(meeting, seats):
    is_board = meeting.group.kind == "board"
    asked = {seat.pk for seat in seats if seat.is_in_force(meeting.held_on)}
    came = {row.seat_id for row in meeting.attendances.all()}
    return MeetingHeld(
        held_on=meeting.held_on,
        group=meeting.group.name,
        is_board=is_board,
        title=meeting.title,
        is_made_up=meeting.is_made_up,
        theme=meeting.theme.title if meeting.theme else "",
        topics=tuple(item.title for item in meeting.items.all() if _is_business(item)),
        summary=meeting.summary,
        summary_source=meeting.summary_source,
        seats_present=(len(came & asked) if is_board else len(came)) if came else None,
        seats=len(asked) if is_board else None,
        decisions=tuple(_words(decision) for decision in meeting.decisions.all()),
        minutes_state=getattr(getattr(meeting, "minutes", None), "state", ""),
    )


def _words(decision):
    """As the minutes print it, without marks; an older paper's own words as they stand."""
    if decision.paragraph_id is None:
        return decision.text
    return resolved(print_marks(decision.words, {}).strip())


def _is_business(item):
    return item.outcome not in (
        AgendaItem.Outcome.DEFERRED,
        AgendaItem.Outcome.WITHDRAWN,
    ) and not item.title.casefold().startswith(STANDING_ITEMS)


def open_rows(day):
    """The rows of the action table as at a day that anybody may read, in its order."""
    return (
        ActionRevision.objects.as_at(day)
        .filter(is_closed=False, action__current__is_closed=False)
        .select_related("area", "action")
        .in_order()
    )


def table_figures(start, end):
    """`TableFigures` as at `end`. What moved is told against the day before `start`; rows that
    have left the table are not counted, but their completion is told."""
    since = start - timedelta(days=1)
    before = {row.action_id: row for row in open_rows(since)}
    rows = [row for row in open_rows(end) if not row.is_dropped]
    meeting = last_board_meeting_before(end)
    on_table = [row for row in rows if not has_left_table(row, meeting)]
    figures = [_row_figure(row, before.get(row.action_id)) for row in rows]
    known = [row for row in figures if row.rating_before is not None]
    return TableFigures(
        as_at=end,
        since=since,
        counts=dict(Counter(row.rating for row in on_table)),
        # Where there was no table before, "new" would be every row of it.
        new=tuple(row for row in figures if before and row.rating_before is None),
        completed=tuple(row for row in known if _moved(row) and row.rating == Rating.BLUE),
        improved=tuple(row for row in known if _steps(row) > 0 and row.rating != Rating.BLUE),
        worsened=tuple(row for row in known if _steps(row) < 0),
        stuck=tuple(row for row in known if _is_stuck(row)),
    )


def _row_figure(row, before):
    lines = [line for line in row.issues.splitlines() if line.strip()]
    return RowFigure(
        area=row.area.title,
        issue=lines[0].strip() if lines else "",
        rating=row.rating,
        rating_before=None if before is None or before.is_dropped else before.rating,
        rated_on=row.rated_on,
        barriers=row.barriers,
    )


def _moved(row):
    return row.rating != row.rating_before


def _steps(row):
    """How far a rating rose; 0 when it stands still or either one is missing."""
    if not row.rating or not row.rating_before:
        return 0
    return WORST_FIRST.index(row.rating) - WORST_FIRST.index(row.rating_before)


def _is_stuck(row):
    return row.rating in (Rating.RED, Rating.AMBER) and not _moved(row)


def next_meetings(today):
    """The Board's next meeting, after the working group meetings that come before it."""
    planned = (
        Meeting.objects.stands()
        .exclude(state__in=[Meeting.State.HELD, Meeting.State.CLOSED])
        .filter(held_on__gte=today)
        .select_related("group", "theme")
        .order_by("held_on", "pk")
    )
    found = []
    for meeting in planned[:20]:
        is_board = meeting.group.kind == "board"
        found.append(
            NextMeeting(
                held_on=meeting.held_on,
                group=meeting.group.name,
                is_board=is_board,
                theme=meeting.theme.title if meeting.theme else "",
                is_made_up=meeting.is_made_up,
            )
        )
        if is_board:
            break
    return tuple(found)


def vacant_seats(day):
    """Seats of the membership that nobody held on a day; those filled as and when are not."""
    held = SeatHolding.objects.in_force(day).filter(seat=OuterRef("pk"))
    return tuple(
        seat.label for seat in Seat.objects.always_asked().in_force(day).exclude(Exists(held))
    )
