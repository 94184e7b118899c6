"""The action table at the end of a quarter, and what moved in it. Open rows only."""

from collections import Counter
from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery

from actions.models import ActionRevision, Rating, UpdateRound
from actions.silence import silence
from actions.table import has_left_table, last_board_meeting_before

from .facts import RowFigure, TableFigures

WORST_FIRST = [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE]


def open_rows(day):
    """The rows of the action table as at a day that anybody may read, in its order."""
    return (
        ActionRevision.objects.as_at(day)
        .filter(is_closed=False, action__current__is_closed=False)
        .select_related("area", "action__current")
        .in_order()
    )


def closed_rows(day):
    """The rows that only those who see closed items may read."""
    return (
        ActionRevision.objects.as_at(day)
        .filter(Q(is_closed=True) | Q(action__current__is_closed=True))
        .select_related("area", "action__current")
        .in_order()
    )


def table_figures(start, end, *, rows_as_at=open_rows):
    """`TableFigures` as at `end`. What moved is told against the day before `start`; rows that
    have left the table are not counted, but their completion is told."""
    since = start - timedelta(days=1)
    before = {row.action_id: row for row in rows_as_at(since)}
    at_end = list(told(rows_as_at(end), end))
    rows = [row for row in at_end if not row.is_dropped]
    meeting = last_board_meeting_before(end)
    on_table = [row for row in rows if not has_left_table(row, meeting)]
    figures = [_row_figure(row, before.get(row.action_id)) for row in rows]
    known = [row for row in figures if row.rating_before is not None]
    new = [row for row in figures if before and row.rating_before is None]
    was_shown = shown(before.values(), last_board_meeting_before(since))
    was_shown -= {row.action_id for row in on_table}
    gone = [row for row in at_end if row.action_id in was_shown]
    left = [row for row in gone if before[row.action_id].is_complete and not row.is_dropped]
    silent = [row for row in on_table if silence(row, end)]
    return TableFigures(
        as_at=end,
        since=since,
        counts=dict(Counter(row.rating for row in on_table)),
        # Where there was no table before, "new" would be every row of it.
        new=tuple(new),
        completed=tuple(row for row in known + new if _moved(row) and row.rating == Rating.BLUE),
        improved=tuple(row for row in known if _steps(row) > 0 and row.rating != Rating.BLUE),
        worsened=tuple(row for row in known if _steps(row) < 0),
        stuck=tuple(row for row in known if _is_stuck(row)),
        left=tuple(_row_figure(row, before[row.action_id]) for row in left),
        taken_off=tuple(_row_figure(row, before[row.action_id]) for row in gone if row.is_dropped),
        silent=tuple(_row_figure(row, before.get(row.action_id)) for row in silent),
        was_kept_before=bool(before),
        round_closed_on=max((row.silent_until for row in silent), default=None),
    )


def shown(rows, meeting):
    """The numbers of the rows that print, when `meeting` was the last of the Board."""
    return {
        row.action_id for row in rows if not row.is_dropped and not has_left_table(row, meeting)
    }


def told(rows, day):
    """The rows with the day each was first seen by everybody, and with the last day of the latest
    update round when nobody answered for it."""
    first = ActionRevision.objects.filter(action=OuterRef("action"), is_closed=False)
    return rows.annotate(
        first_on=Subquery(first.order_by("as_at", "pk").values("as_at")[:1]),
        silent_until=UpdateRound.objects.last_day_of_silence(day),
    )


def _row_figure(row, before):
    lines = [line for line in row.issues.splitlines() if line.strip()]
    return RowFigure(
        area=row.area.title,
        issue=lines[0].strip() if lines else "",
        rating=None if row.is_dropped else row.rating,
        rating_before=None if before is None or before.is_dropped else before.rating,
        rated_on=row.rated_on,
        barriers=row.barriers,
        note=row.note,
        first_on=row.first_on,
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
