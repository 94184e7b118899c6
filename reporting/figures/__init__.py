"""What the record says of a quarter, as plain data. Open material only: nothing that is drawn
from a closed item, paragraph, attendance or row is counted in it. What is closed stands by itself,
in `QuarterFigures.closed`, and is read only when it is asked for."""

from board.models import BoardSettings

from .board import focus_areas, nominations, purpose, vacant_seats
from .clock import clock_figures
from .closed import closed_figures
from .facts import (
    AskFigure,
    ClockFigures,
    ClosedFigures,
    ClosedMeeting,
    FocusFigure,
    MeetingHeld,
    NextMeeting,
    NominationFigure,
    PaperFigure,
    PurposeFigure,
    QuarterFigures,
    QuarterOfYear,
    RoundFigure,
    RowFigure,
    TableFigures,
    ThreatFigure,
    YearFigures,
    YearlyFigure,
)
from .meetings import meetings_held, next_meetings
from .partners import asks_of_committees, threats_raised
from .table import closed_rows, open_rows, table_figures
from .year import year_figures

__all__ = [
    "AskFigure",
    "ClockFigures",
    "ClosedFigures",
    "ClosedMeeting",
    "FocusFigure",
    "MeetingHeld",
    "NextMeeting",
    "NominationFigure",
    "PaperFigure",
    "PurposeFigure",
    "QuarterFigures",
    "QuarterOfYear",
    "RoundFigure",
    "RowFigure",
    "TableFigures",
    "ThreatFigure",
    "YearFigures",
    "YearlyFigure",
    "closed_rows",
    "figures_for",
    "open_rows",
]


def figures_for(period, *, today, with_closed=False):
    """The facts of a `Period` as the record tells them on `today`, in a fixed number of queries.

    `with_closed`: with the closed part beside it, for a report that is not public.
    A period still running is told up to today. Source of the list: terms of reference, section 5
    ("A quarterly activity report"), and reports 000, 001 and 002 as models.
    """
    board = BoardSettings.current()
    end = min(period.end, today)
    meetings = meetings_held(period.start, end)
    return QuarterFigures(
        board=board.name,
        about=board.about,
        amber_word=board.amber_word,
        period=period,
        meetings=meetings,
        table=table_figures(period.start, end),
        next_meetings=next_meetings(today),
        vacant_seats=vacant_seats(end),
        nominations=nominations(end),
        purpose=purpose(end),
        focus=focus_areas(period.start, end, today=today),
        threats=threats_raised(period.start, end),
        asks=asks_of_committees(end),
        clock=clock_figures(period.start, end, board=board),
        year=year_figures(period, meetings, today=today) if period.is_year else None,
        closed=closed_figures(period.start, end) if with_closed else None,
    )
