from types import SimpleNamespace

from meetings.models import ClosedReview
from tests.access import GONE, REFUSED, row
from tests.meetings.board_meeting import invite_guests, meeting_on, publishable


def world(cast):
    """Approved minutes with a closed item; an opening that the secretary proposed."""
    later = meeting_on(cast, "2018-07-18", state="held")
    meeting = publishable(cast, "2018-06-06", at=later)
    invite_guests(cast, meeting)
    item = meeting.items.get(is_closed=True)
    proposal = ClosedReview(item=item, outcome="open", words="It is over.", made_on="2018-09-05")
    proposal.record(by=cast.secretary)
    return SimpleNamespace(meeting=meeting, item=item, proposal=proposal)


def slug(world):
    return {"slug": world.meeting.slug}


def part(world):
    return {"kind": "item", "pk": world.item.pk}


def proposal(world):
    return {"pk": world.proposal.pk}


KEEPERS = {"secretary": 200, "chairman": 200, "deputy": 200}
ANSWERS = {"chairman": 302, "deputy": 302, "secretary": REFUSED}
REFUSED_READERS = dict.fromkeys(["member", "deputy", "chairman", "observer", "co_optee"], REFUSED)

ROWS = [
    row("closed-parts", others=REFUSED, **KEEPERS),
    row("closed-part", others=REFUSED, kwargs=part, **KEEPERS),
    row("closed-part", "POST", others=REFUSED, kwargs=part, **dict.fromkeys(KEEPERS, 422)),
    row("closed-opening", "POST", others=GONE, kwargs=proposal, **ANSWERS),
    row("closed-keeping", "POST", others=GONE, kwargs=proposal, **ANSWERS),
    row("minutes-closing", others=GONE, kwargs=slug, **REFUSED_READERS | {"secretary": 200}),
    row(
        "minutes-closing", "POST", others=GONE, kwargs=slug, **REFUSED_READERS | {"secretary": 422}
    ),
]
