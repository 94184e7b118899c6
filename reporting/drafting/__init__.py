"""From the figures of a quarter to the first draft of a report: headings, paragraphs, points.

Every sentence states a fact of the record; what has no facts is left out, heading and all.
"""

from .board import background, focus, membership, next_meeting
from .closed import closed_session
from .drafts import Draft, under
from .meetings import meetings
from .summary import draft_summary
from .table import action_table

RECOMMENDATION = "Note the report"

__all__ = ["RECOMMENDATION", "Draft", "draft_blocks", "draft_summary"]


def draft_blocks(figures):
    """The drafts of a report's main part, from `QuarterFigures`, in order."""
    return [
        *under("Background", background(figures)),
        *under("Current Situation", meetings(figures)),
        *under("Priorities", focus(figures)),
        *under("Action table", action_table(figures)),
        *closed_session(figures),
        *under("Membership", membership(figures)),
        *under("Next meeting", next_meeting(figures)),
    ]
