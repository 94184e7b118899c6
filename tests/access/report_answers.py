"""What committees answered: who records it."""

from tests.access import GONE, row
from tests.access.reporting import pk, world

__all__ = ["ROWS", "world"]

ROWS = [
    row(
        "report-answers",
        kwargs=pk("signed"),
        others=GONE,
        secretary=200,
        chairman=403,
        deputy=403,
        member=403,
    ),
    row(
        "report-answers",
        "POST",
        kwargs=pk("signed"),
        data={"text": ""},
        others=GONE,
        secretary=422,
        chairman=403,
        deputy=403,
        member=403,
    ),
]
