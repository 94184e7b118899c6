"""What the record says of a quarter, as plain data. Open material only: nothing that is drawn
from a closed item, paragraph, attendance or row is counted in it. What is closed stands by itself,
in `QuarterFigures.closed`, and is read only when it is asked for."""

from board.models import BoardSettings

from .board import focus_areas, vacant_seats
from .closed import closed_figures
from .facts import (
    ClosedFigures,
    ClosedMeeting,
    FocusFigure,
    MeetingHeld,
    NextMeeting,
    QuarterFigures,
    RowFigure,
    TableFigures,
)
from .meetings import meetings_held, next_meetings
from .table import closed_rows, open_rows, table_figures

__all__ = [
    "ClosedFigures",
    "ClosedMeeting",
    "FocusFigure",
    "MeetingHeld",
    "NextMeeting",
    "QuarterFigures",
    "RowFigure",
    "TableFigures",
    "closed_rows",
    "figures_for",
    "open_rows",
]


def figures_for(quarter, *, today, with_closed=False):
    """The facts of a `Quarter` as the record tells them on `today`, in a fixed number of queries.

    `with_closed`: with the closed part beside it, for a report that is not public.
    A quarter still running is told up to today. Source of the list: terms of reference, section 5
    ("A quarterly activity report"), and reports 000, 001 and 002 as models.
    """
    board = BoardSettings.current()
    end = min(quarter.end, today)
    return QuarterFigures(
        board=board.name,
        about=board.about,
        amber_word=board.amber_word,
        period=quarter,
        meetings=meetings_held(quarter.start, end),
        table=table_figures(quarter.start, end),
        next_meetings=next_meetings(today),
        vacant_seats=vacant_seats(end),
        focus=focus_areas(quarter.start, end, today=today),
        closed=closed_figures(quarter.start, end) if with_closed else None,
    )
