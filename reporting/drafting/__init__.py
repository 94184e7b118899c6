"""From the figures of a quarter to the first draft of a report: headings, paragraphs, points.

Every sentence states a fact of the record; what has no facts is left out, heading and all.
"""

from . import year
from .asks import HEADING, asks, recommendations
from .board import background, focus, membership, next_meeting
from .closed import closed_session
from .drafts import Draft, under
from .governance import governance
from .meetings import meetings
from .summary import draft_summary
from .table import action_table
from .threats import emerging_threats

__all__ = ["Draft", "draft_blocks", "draft_summary", "recommendations"]


def draft_blocks(figures):
    """The drafts of a report's main part, from `QuarterFigures`, in order."""
    return of_a_year(figures) if figures.year else of_a_quarter(figures)


def of_a_quarter(figures):
    return [
        *under("Background", background(figures)),
        *under("Current Situation", meetings(figures)),
        *under("Priorities", focus(figures)),
        *under("Action table", action_table(figures)),
        *under(HEADING, asks(figures)),
        *under("Emerging threats", emerging_threats(figures)),
        *closed_session(figures),
        *under("Governance", governance(figures)),
        *under("Membership", membership(figures)),
        *under("Next meeting", next_meeting(figures)),
    ]


def of_a_year(figures):
    """The same facts, and what the review of effectiveness asks for besides."""
    return [
        *under("Background", background(figures)),
        *under("The year", year.the_year(figures)),
        *under("Attendance", year.attendance(figures)),
        *under("Priorities", [*year.priorities_covered(figures), *focus(figures)]),
        *under("Action table", [*action_table(figures), *year.time_to_blue(figures)]),
        *under("Returns", year.returns(figures)),
        *under(HEADING, asks(figures)),
        *under("Emerging threats", emerging_threats(figures)),
        *closed_session(figures),
        *under("Governance", [*governance(figures), *year.reports_sent(figures)]),
        *under("Membership", membership(figures)),
        *under("Next meeting", next_meeting(figures)),
    ]
