from .agenda import AgendaItem, ItemChanged
from .attendance import Attendance, AttendanceChanged
from .closing import ClosedReason
from .decisions import Decision
from .invitations import Invitation
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
    "Invitation",
    "ItemChanged",
    "Meeting",
    "MinuteParagraph",
    "Minutes",
    "ParagraphRevision",
    "PublicationRefused",
    "Reference",
    "ReferenceOwner",
]
