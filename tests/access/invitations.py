"""A meeting to come that the member, the observer and the co-optee are invited to."""

from types import SimpleNamespace

from django.utils import timezone

from meetings.calendar_links import make_calendar_link
from meetings.models import Invitation
from tests.access import GONE, REFUSED, public, row
from tests.meetings.board_meeting import meeting_on


def world(cast):
    meeting = meeting_on(cast, "2018-09-19")
    invited = [
        Invitation.objects.invite(
            meeting, user.person, seat=user.person.holdings.get().seat, by=cast.secretary
        )
        for user in (cast.member, cast.observer, cast.co_optee)
    ]
    feed = make_calendar_link(cast.member, timezone.now())
    return SimpleNamespace(
        meeting=meeting,
        of_member=invited[0],
        calendar_token=feed.rpartition("/")[2].removesuffix(".ics"),
    )


def meeting(world):
    return {"slug": world.meeting.slug}


def of_member(world):
    return {"slug": world.meeting.slug, "pk": world.of_member.pk}


INVITED = dict.fromkeys(
    ["member", "deputy", "chairman", "secretary", "observer", "co_optee"], REFUSED
)
DESK = {"secretary": 200, "chairman": 200, "deputy": 200}
ANSWERING = {"chairman": REFUSED, "deputy": REFUSED}

ROWS = [
    row("invitations", others=GONE, kwargs=meeting, **INVITED | DESK),
    row(
        "invitations",
        "POST",
        others=GONE,
        kwargs=meeting,
        **INVITED | dict.fromkeys(DESK, 422),
    ),
    row("invitation-sending", "POST", others=GONE, kwargs=meeting, **INVITED | {"secretary": 302}),
    row(
        "invitation-answer",
        others=GONE,
        kwargs=of_member,
        **ANSWERING | {"member": 200, "secretary": 200},
    ),
    row(
        "invitation-answer",
        "POST",
        others=GONE,
        kwargs=of_member,
        data={"answer": "attending"},
        **ANSWERING | {"member": 302, "secretary": 302},
    ),
    row(
        "invitation-withdrawal",
        "POST",
        others=GONE,
        kwargs=of_member,
        **ANSWERING | {"member": REFUSED, "secretary": 302},
    ),
    public("rsvp-link", status=302, kwargs={"token": "made-up"}),
    public("rsvp", status=GONE),
    public("rsvp", "POST", status=GONE),
    public("rsvp-calendar", status=GONE),
    row("meeting-calendar", others=GONE, kwargs=meeting, **dict.fromkeys(INVITED, 200)),
    public("public-calendar"),
    public("private-calendar", kwargs=lambda world: {"token": world.calendar_token}),
    row("calendar-link", others=REFUSED, **dict.fromkeys(INVITED, 200)),
    row("calendar-link", "POST", others=REFUSED, **dict.fromkeys(INVITED, 200)),
    row("calendar-link-ending", "POST", others=REFUSED, **dict.fromkeys(INVITED, 302)),
]
