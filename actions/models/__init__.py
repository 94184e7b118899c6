from .action import Action
from .conflicts import Conflict
from .imports import TableImport
from .leads import Lead
from .ratings import Rating
from .revisions import ActionRevision

__all__ = ["Action", "ActionRevision", "Conflict", "Lead", "Rating", "TableImport"]
