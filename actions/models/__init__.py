from .action import Action
from .conflicts import Conflict
from .escalations import Escalation, EscalationStep
from .imports import TableImport
from .leads import Lead
from .links import ReferenceLink
from .ratings import Rating
from .requests import RequestedRow, UpdateReply, UpdateRequest
from .revisions import ActionRevision
from .rounds import UpdateRound

__all__ = [
    "Action",
    "ActionRevision",
    "Conflict",
    "Escalation",
    "EscalationStep",
    "Lead",
    "Rating",
    "ReferenceLink",
    "RequestedRow",
    "TableImport",
    "UpdateReply",
    "UpdateRequest",
    "UpdateRound",
]
