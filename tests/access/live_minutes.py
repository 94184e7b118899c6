"""What an open desk asks and sends by itself while minutes are taken."""

from tests.access import GONE, REFUSED, row
from tests.access.meetings import SECRETARIAT, item, world

__all__ = ["world"]


def paragraph(world):
    return item(world) | {"key": world.item.paragraphs.first().key}


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
    row("paragraph-history", others=GONE, kwargs=paragraph, **SECRETARIAT | {"secretary": 200}),
    row(
        "paragraph-history",
        "POST",
        others=GONE,
        kwargs=paragraph,
        data={"number": 1, "version": 1},
        **SECRETARIAT | {"secretary": 302},
    ),
    row("minutes-signed-in", others=200),
]
