"""The table of who may do what: one module per app, read by `tests/test_access.py`.

A module has `world(cast)`, which makes the records its rows need and returns them in a
namespace, and `ROWS`, a list of `row(...)`.
"""

from dataclasses import dataclass
from typing import Any

from tests.cast import PERSONAS

LOGIN = "to the sign-in page"
GONE = 404
REFUSED = 403


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    expected: dict
    kwargs: Any = None
    data: Any = None
    query: str = ""

    def __str__(self):
        return f"{self.method} {self.name}{self.query}"


def row(name, method="GET", *, others, kwargs=None, data=None, query="", **personas):
    """One route and method, and the status each persona gets.

    `others` is the status of every persona not named; anonymous and ended are sent to sign in
    unless named. `kwargs` and `data` are dicts, or functions of the world.
    """
    unknown = set(personas) - set(PERSONAS)
    assert not unknown, f"{name}: no such persona {unknown}"
    expected = dict.fromkeys(PERSONAS, others) | {"anonymous": LOGIN, "ended": LOGIN} | personas
    return Row(name, method, expected, kwargs, data, query)


def public(name, method="GET", *, status=200, **rest):
    """A route that everybody may use."""
    return row(name, method, others=status, anonymous=status, ended=status, **rest)
