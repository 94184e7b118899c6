import datetime
from types import SimpleNamespace

from meetings.models import CopyRequest
from tests.access import GONE, REFUSED, row
from tests.meetings.board_meeting import meeting_on, publishable


def world(cast):
    """Two requests of the officer: one waits, one is released in full."""
    later = meeting_on(cast, "2018-07-18", state="held")
    meeting = publishable(cast, "2018-06-06", at=later)
    facts = {"officer": cast.officer, "department": "Housing", "asked_for": "June"}
    waiting = CopyRequest(purpose="A report.", **facts).ask(by=cast.officer)
    released = CopyRequest(purpose="A visit.", **facts).ask(by=cast.officer)
    last_day = datetime.date(2100, 1, 1)
    released.release("full", meeting, until=last_day, by=cast.secretary)
    return SimpleNamespace(waiting=waiting, released=released)


def of(name):
    return lambda world: {"pk": getattr(world, name).pk}


ROWS = [
    row("copies", others=200),
    row("copy-new", others=200),
    row("copy-new", "POST", others=422, data={"purpose": "A report."}),
    row("copy", others=GONE, kwargs=of("waiting"), officer=200, secretary=200),
    row("copy", others=GONE, kwargs=of("released"), query="?live", officer=200, secretary=200),
    row("copy-pdf", others=GONE, kwargs=of("released"), officer=200),
    row("copy-decision", others=GONE, kwargs=of("waiting"), officer=REFUSED, secretary=200),
    row("copy-decision", "POST", others=GONE, kwargs=of("waiting"), officer=REFUSED, secretary=422),
    row("copy-ending", "POST", others=GONE, kwargs=of("released"), officer=REFUSED, secretary=302),
]
