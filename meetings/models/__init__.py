from .agenda import AgendaItem
from .attendance import Attendance
from .closing import ClosedReason
from .decisions import Decision
from .meetings import Meeting
from .minutes import MinuteParagraph, Minutes, ParagraphRevision
from .references import Reference, ReferenceOwner

__all__ = [
    "AgendaItem",
    "Attendance",
    "ClosedReason",
    "Decision",
    "Meeting",
    "MinuteParagraph",
    "Minutes",
    "ParagraphRevision",
    "Reference",
    "ReferenceOwner",
]
