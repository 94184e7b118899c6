from .agenda import AgendaItem, ItemChanged
from .attendance import Attendance, AttendanceChanged, AttendanceCorrection, Departure
from .closing import ClosedReason
from .decisions import Decision
from .declarations import Declaration
from .invitations import Invitation
from .meetings import Meeting
from .minutes import Minutes, PublicationRefused
from .packs import Pack
from .papers import Paper, PaperFile, PaperVersion
from .paragraphs import Conflict, Entry, MinuteParagraph, ParagraphRevision
from .programme import FormerSlug
from .references import Reference, ReferenceOwner

__all__ = [
    "AgendaItem",
    "Attendance",
    "AttendanceChanged",
    "AttendanceCorrection",
    "ClosedReason",
    "Conflict",
    "Decision",
    "Declaration",
    "Departure",
    "Entry",
    "FormerSlug",
    "Invitation",
    "ItemChanged",
    "Meeting",
    "MinuteParagraph",
    "Minutes",
    "Pack",
    "Paper",
    "PaperFile",
    "PaperVersion",
    "ParagraphRevision",
    "PublicationRefused",
    "Reference",
    "ReferenceOwner",
]
