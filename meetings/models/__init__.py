from .agenda import AgendaItem
from .attendance import Attendance, AttendanceChanged
from .closing import ClosedReason
from .decisions import Decision
from .meetings import Meeting
from .minutes import Minutes, PublicationRefused
from .paragraphs import Conflict, Entry, MinuteParagraph, ParagraphRevision
from .references import Reference, ReferenceOwner

__all__ = [
    "AgendaItem",
    "Attendance",
    "AttendanceChanged",
    "ClosedReason",
    "Conflict",
    "Decision",
    "Entry",
    "Meeting",
    "MinuteParagraph",
    "Minutes",
    "ParagraphRevision",
    "PublicationRefused",
    "Reference",
    "ReferenceOwner",
]
