from .admissions import Admission, who_may_be_admitted
from .agenda import AgendaItem, ItemChanged
from .agenda_issuing import AgendaRefused
from .agreement import AgendaAgreement
from .amendments import Amendment
from .approval import ApprovalReply, ApprovalRound, AskedSeat, DraftChanged
from .attendance import Attendance, AttendanceChanged, AttendanceCorrection, Departure
from .closing import ClosedReason
from .copies import CopyRequest
from .decisions import Decision
from .declarations import Declaration
from .earlier import EarlierCopy
from .following import ReferenceChanged, Taken
from .invitations import Invitation
from .issues import AgendaIssue
from .meetings import Meeting
from .minutes import Minutes
from .packs import Pack
from .papers import Paper, PaperFile, PaperVersion
from .paragraphs import Conflict, Entry, MinuteParagraph, ParagraphRevision
from .phrases import Phrase
from .programme import FormerSlug
from .proposals import ProposedItem
from .publishing import PublicationRefused
from .reference_updates import BroughtReference, ReferenceUpdate
from .references import Reference, ReferenceOwner
from .reviews import ClosedReview
from .standing import StandingItem

__all__ = [
    "Admission",
    "AgendaAgreement",
    "AgendaIssue",
    "AgendaItem",
    "AgendaRefused",
    "Amendment",
    "ApprovalReply",
    "ApprovalRound",
    "AskedSeat",
    "Attendance",
    "AttendanceChanged",
    "AttendanceCorrection",
    "BroughtReference",
    "ClosedReason",
    "ClosedReview",
    "Conflict",
    "CopyRequest",
    "Decision",
    "Declaration",
    "Departure",
    "DraftChanged",
    "EarlierCopy",
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
    "Phrase",
    "ProposedItem",
    "PublicationRefused",
    "Reference",
    "ReferenceChanged",
    "ReferenceOwner",
    "ReferenceUpdate",
    "StandingItem",
    "Taken",
    "who_may_be_admitted",
]
