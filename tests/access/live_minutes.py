"""What an open desk asks and sends by itself while minutes are taken."""

from tests.access import GONE, REFUSED, row
from tests.access.meetings import SECRETARIAT, item, world

__all__ = ["world"]


def mark(world):
    return item(world) | {"mark": 1}


ROWS = [
    row("minutes-paragraphs", others=GONE, kwargs=item, **SECRETARIAT | {"secretary": 200}),
    row(
        "minutes-paragraphs",
        "POST",
        others=GONE,
        kwargs=item,
        # Without the name of who typed it nothing is kept: see test_keep_what_is_typed.py.
        **SECRETARIAT | {"secretary": REFUSED},
    ),
    row("minutes-reference", others=GONE, kwargs=mark, **SECRETARIAT | {"secretary": 200}),
    row(
        "minutes-reference",
        "POST",
        others=GONE,
        kwargs=mark,
        **SECRETARIAT | {"secretary": REFUSED},
    ),
    row("minutes-signed-in", others=200),
]
