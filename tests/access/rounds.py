"""An update round running before a meeting: the police are asked for one row, the fire brigade for
another; and a meeting before which nobody is asked yet."""

import datetime
from types import SimpleNamespace

from actions.asking import plan_round
from actions.models import Action, Lead, UpdateRound
from priorities.models import Priority, Scheme
from tests.access import GONE, REFUSED, public, row
from tests.actions.rounds import CLOSES_ON, TODAY
from tests.meetings.board_meeting import meeting_on

DAY = datetime.date(2018, 3, 1)


def world(cast):
    scheme, _ = Scheme.objects.get_or_create(
        slug="annex-b", defaults={"name": "Annex B", "source": "Annex B"}
    )
    area, _ = Priority.objects.get_or_create(
        scheme=scheme, title="Cyber attack", defaults={"position": 1}
    )
    rows = [
        Action.objects.create_row(
            by=cast.secretary,
            as_at=DAY,
            area=area,
            rating="amber",
            issues="Dashboard",
            leads=[Lead(organisation=organisation)],
        )
        for organisation in (cast.police, cast.fire)
    ]
    meeting = meeting_on(cast, "2018-10-17")
    kept = UpdateRound.objects.open(
        meeting, plan_round(TODAY), closes_on=CLOSES_ON, by=cast.secretary, today=TODAY
    )
    return SimpleNamespace(
        round=kept,
        meeting=meeting,
        later=meeting_on(cast, "2018-11-21"),
        request=kept.requests.get(organisation=cast.police),
        row=rows[0],
    )


def request(world):
    return {"pk": world.request.pk}


def asked_row(world):
    return {"pk": world.request.pk, "action": world.row.pk}


def of_round(world):
    return {"pk": world.round.pk}


def meeting(world):
    return {"slug": world.meeting.slug}


def later(world):
    return {"slug": world.later.slug}


# By link alone: an anonymous reader without one is told that it has ended.
ASKED = {"anonymous": GONE, "ended": GONE, "partner": 200, "member": 200, "secretary": 200}
ANSWERED = ASKED | {"partner": 302, "member": 302, "secretary": 302}
SEES_MEETINGS = dict.fromkeys(["member", "deputy", "chairman"], REFUSED)
DAY_TYPED = {"closes_on_day": "10", "closes_on_month": "9", "closes_on_year": "2018"}

ROWS = [
    row("updates", others=200, anonymous=GONE, ended=GONE),
    public("updates-link", status=302, kwargs={"token": "made-up"}),
    row("update-row", others=GONE, kwargs=asked_row, **ASKED),
    row(
        "update-row",
        "POST",
        others=GONE,
        kwargs=asked_row,
        data={"version": 1, "rating": "green", "note": "Signed."},
        **ANSWERED,
    ),
    row("update-threat", others=GONE, kwargs=request, **ASKED),
    row("update-threat", "POST", others=GONE, kwargs=request, data={"title": "New"}, **ANSWERED),
    row("update-finish", others=GONE, kwargs=request, **ASKED),
    row("update-finish", "POST", others=GONE, kwargs=request, data={"is_still": "yes"}, **ANSWERED),
    row("update-thanks", others=GONE, kwargs=request, **ASKED),
    row("update-rounds", others=REFUSED, secretary=200),
    row("update-round", others=GONE, kwargs=meeting, secretary=200, **SEES_MEETINGS),
    row("update-round", others=GONE, kwargs=later, secretary=200, **SEES_MEETINGS),
    row(
        "update-round",
        "POST",
        others=GONE,
        kwargs=later,
        data=lambda world: {
            "partners": [f"organisation-{world.request.organisation_id}"],
            **DAY_TYPED,
        },
        secretary=302,
        **SEES_MEETINGS,
    ),
    row("update-reminders", "POST", others=REFUSED, kwargs=of_round, secretary=302),
    row("update-closing-day", others=REFUSED, kwargs=of_round, secretary=200),
    row(
        "update-closing-day",
        "POST",
        others=REFUSED,
        kwargs=of_round,
        data=DAY_TYPED,
        secretary=302,
    ),
    row("update-sending", "POST", others=REFUSED, kwargs=request, secretary=302),
]
