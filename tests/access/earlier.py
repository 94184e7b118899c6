from types import SimpleNamespace

from tests.access import GONE, REFUSED, row
from tests.meetings.board_meeting import invite_guests, keep_as_file, meeting_on


def world(cast):
    """A past meeting whose minutes are a file, with what the public may read; one without."""
    meeting = meeting_on(cast, "2016-11-09")
    invite_guests(cast, meeting)
    minutes = keep_as_file(cast, meeting, public="The Board met.")
    return SimpleNamespace(
        meeting=meeting, bare=meeting_on(cast, "2016-08-09"), file=minutes.earlier_file
    )


def slug(name):
    return lambda world: {"slug": getattr(world, name).slug}


def file(world):
    return {"slug": world.meeting.slug, "pk": world.file.pk}


MEMBERS = dict.fromkeys(["member", "deputy", "chairman", "secretary"], 200)
NOT_MEMBERS = dict.fromkeys(["member", "deputy", "chairman"], REFUSED)
NOT_READERS = NOT_MEMBERS | {"observer": REFUSED, "co_optee": REFUSED}

ROWS = [
    row("earlier-minutes", others=GONE, kwargs=slug("bare"), **NOT_MEMBERS | {"secretary": 200}),
    row(
        "earlier-minutes",
        "POST",
        others=GONE,
        kwargs=slug("bare"),
        **NOT_MEMBERS | {"secretary": 422},
    ),
    row("earlier-file", others=GONE, kwargs=file, **MEMBERS),
    row("earlier-public", others=GONE, kwargs=slug("meeting"), **NOT_READERS | {"secretary": 200}),
    row(
        "earlier-public",
        "POST",
        others=GONE,
        kwargs=slug("meeting"),
        **NOT_READERS | {"secretary": 422},
    ),
    row("earlier-entry", others=GONE, kwargs=slug("meeting"), **NOT_READERS | {"secretary": 200}),
    row(
        "earlier-entry",
        "POST",
        others=GONE,
        kwargs=slug("meeting"),
        **NOT_READERS | {"secretary": 422},
    ),
]
