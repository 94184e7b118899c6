from types import SimpleNamespace

from meetings.models import Amendment, Invitation
from tests.access import GONE, REFUSED, row
from tests.meetings.board_meeting import meeting_on, with_minutes


def world(cast):
    """A draft, and circulated minutes with a change proposed and one stated; guests invited."""
    draft = with_minutes(cast, meeting_on(cast, "2018-07-04"))
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    meeting.minutes.circulate(by=cast.secretary)
    for one in (draft, meeting):
        for guest, seat in ((cast.observer, "observer"), (cast.co_optee, "co_optee")):
            Invitation.objects.invite(one, guest.person, seat=cast.seats[seat], by=cast.secretary)
    asked = meeting.minutes.approval_round
    proposed = Amendment(wording="The attendance is wrong.")
    seats = asked.seats_of(cast.member)
    asked.propose(seats, proposed, person=cast.member.person, by=cast.member)
    stated = Amendment(wording="Somebody else was there.")
    meeting.minutes.state_amendment(stated, by=cast.secretary)
    return SimpleNamespace(draft=draft, meeting=meeting, proposed=proposed, stated=stated)


def slug(world):
    return {"slug": world.meeting.slug}


def draft(world):
    return {"slug": world.draft.slug}


def of(name):
    return lambda world: {"slug": world.meeting.slug, "pk": getattr(world, name).pk}


GUESTS = {"observer": REFUSED, "co_optee": REFUSED}
SEATS = GUESTS | {"member": 200, "deputy": 200, "chairman": 200}
SECRETARIAT = GUESTS | {"member": REFUSED, "deputy": REFUSED, "chairman": REFUSED}
NEW_DAY = {"reply_by_day": "1", "reply_by_month": "10", "reply_by_year": "2018"}


def page(name, *, kwargs=slug, **who):
    return row(name, others=GONE, kwargs=kwargs, **who)


def post(name, *, kwargs=slug, data=None, **who):
    return row(name, "POST", others=GONE, kwargs=kwargs, data=data, **who)


ROWS = [
    page(
        "minutes-circulation",
        kwargs=draft,
        deputy=REFUSED,
        chairman=REFUSED,
        secretary=200,
    ),
    post(
        "minutes-circulation",
        kwargs=draft,
        data=NEW_DAY,
        deputy=REFUSED,
        chairman=REFUSED,
        secretary=302,
    ),
    page("minutes-answer", **SEATS, secretary=200),
    post(
        "minutes-answer",
        **GUESTS,
        member=302,
        deputy=302,
        chairman=302,
        secretary=REFUSED,
    ),
    page("minutes-proposal", **SEATS, secretary=REFUSED),
    post(
        "minutes-proposal",
        data={"wording": "Another name."},
        **GUESTS,
        member=302,
        deputy=302,
        chairman=302,
        secretary=REFUSED,
    ),
    page("minutes-changes", **SEATS, secretary=200),
    page("minutes-word", **SEATS | {"observer": 200, "co_optee": 200}, secretary=200),
    page("minutes-text", **SEATS | {"observer": 200, "co_optee": 200}, secretary=200),
    page("minutes-replies", **SECRETARIAT | {"chairman": 200, "deputy": 200}, secretary=200),
    page("reply-on-behalf", **SECRETARIAT, secretary=200),
    post("reply-on-behalf", **SECRETARIAT, secretary=422),
    post("minutes-reminders", **SECRETARIAT, secretary=302),
    page("minutes-deadline", **SECRETARIAT, secretary=200),
    post("minutes-deadline", data=NEW_DAY, **SECRETARIAT, secretary=302),
    page(
        "amendment-taking-in",
        kwargs=of("proposed"),
        member=REFUSED,
        deputy=REFUSED,
        chairman=REFUSED,
        secretary=200,
    ),
    post(
        "amendment-taking-in",
        kwargs=of("proposed"),
        data={"wording": "The attendance is right now."},
        member=REFUSED,
        deputy=REFUSED,
        chairman=REFUSED,
        secretary=302,
    ),
    page(
        "amendment-declining",
        kwargs=of("proposed"),
        member=REFUSED,
        deputy=REFUSED,
        chairman=REFUSED,
        secretary=200,
    ),
    post(
        "amendment-declining",
        kwargs=of("proposed"),
        data={"reason": "They were there."},
        member=REFUSED,
        deputy=REFUSED,
        chairman=REFUSED,
        secretary=302,
    ),
    post(
        "amendment-withdrawal",
        kwargs=of("stated"),
        member=REFUSED,
        deputy=REFUSED,
        chairman=REFUSED,
        secretary=302,
    ),
    page("stated-amendment", **SECRETARIAT, secretary=200),
    post("stated-amendment", data={"wording": "One more name."}, **SECRETARIAT, secretary=302),
]
