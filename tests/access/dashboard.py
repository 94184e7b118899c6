"""The dashboard: for whoever sees the action table, each with the rows that they may see."""

from tests.access import REFUSED, row
from tests.access.actions import world

__all__ = ["ROWS", "world"]

UNSEEN = {"officer": REFUSED, "administrator": REFUSED}

ROWS = [
    row("dashboard", others=200, **UNSEEN),
    row("dashboard", others=422, query="?as_at=tomorrow", **UNSEEN),
    row("dashboard-pdf", others=200, **UNSEEN),
]
