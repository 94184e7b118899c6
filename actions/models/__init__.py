from .action import Action
from .conflicts import Conflict
from .imports import TableImport
from .leads import Lead
from .ratings import Rating
from .requests import RequestedRow, UpdateReply, UpdateRequest
from .revisions import ActionRevision
from .rounds import UpdateRound

__all__ = [
    "Action",
    "ActionRevision",
    "Conflict",
    "Lead",
    "Rating",
    "RequestedRow",
    "TableImport",
    "UpdateReply",
    "UpdateRequest",
    "UpdateRound",
]
