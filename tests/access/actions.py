"""The action table: an open row led by the police, a closed one, and one led by partners."""

import datetime
from types import SimpleNamespace

from actions.models import Action, Escalation, Lead
from meetings.models import Meeting
from priorities.models import Priority, Scheme
from tests.access import GONE, REFUSED, row

DAY = datetime.date(2018, 3, 1)


def world(cast):
    scheme, _ = Scheme.objects.get_or_create(
        slug="annex-b", defaults={"name": "Annex B", "source": "Annex B"}
    )
    area, _ = Priority.objects.get_or_create(
        scheme=scheme, title="Cyber attack", defaults={"position": 1}
    )
    meeting = Meeting.objects.create(
        group=cast.board, held_on=DAY, state="held", slug="2018-03-01-board-of-actions"
    )

    def add(leads=(), **fields):
        return Action.objects.create_row(
            by=cast.secretary, as_at=DAY, area=area, rating="blue", leads=leads, **fields
        )

    closed = {"is_closed": True, "closed_reason": "paragraph 7"}
    gone = add()
    gone.drop(by=cast.secretary, as_at=DAY, version=1, note="Merged with another row.")
    reported = add([Lead(organisation=cast.police)])
    reported.rate("green", by=cast.secretary, as_at=DAY, version=1)
    reported.rate("blue", by=cast.partner, as_at=DAY, version=2)
    own = add([Lead(organisation=cast.police)])

    def asked():
        how = {"by": cast.secretary, "on": DAY, "group": cast.scp}
        return Escalation.objects.raise_for(own.current, text="Agree it.", **how)

    return SimpleNamespace(
        area=area,
        meeting=meeting,
        asked=asked(),
        asked_too=asked(),
        own=own,
        shared=add([Lead(collective="partners")]),
        closed=add([Lead(organisation=cast.police)], **closed),
        gone=gone,
        reported=reported,
    )


def of(name):
    return lambda world: {"pk": getattr(world, name).pk}


def asked(name):
    return lambda world: {"pk": world.own.pk, "asked": getattr(world, name).pk}


def new_row(world):
    return {
        "version": 1,
        "area": world.area.pk,
        "openness": "open",
        "note": "Not complete after all.",
        "as_at_day": "1",
        "as_at_month": "3",
        "as_at_year": "2018",
    }


def new_words(world):
    return {"version": 1, "area": world.area.pk, "issues": "Other words"}


def update(**data):
    day = {"as_at_day": "1", "as_at_month": "3", "as_at_year": "2018"}
    return {"version": 1, "note": "Two meetings held.", **day, **data}


UNSEEN = {"officer": REFUSED, "administrator": REFUSED}
HIDDEN = {"officer": GONE, "administrator": GONE}
CLOSED = {**HIDDEN, "observer": GONE, "co_optee": GONE, "partner": GONE, "other_partner": GONE}


def own_row(status):
    return {"partner": status, "member": status, "secretary": status, **HIDDEN}


ROWS = [
    row("actions", others=200, **UNSEEN),
    row("actions", others=422, query="?as_at=tomorrow", **UNSEEN),
    row("action-table-pdf", others=200, **UNSEEN),
    row("actions-moved", others=200, **UNSEEN),
    row("actions-moved", others=422, query="?since=tomorrow", **UNSEEN),
    row("actions-moved-pdf", others=200, **UNSEEN),
    row("action", others=200, kwargs=of("own"), **HIDDEN),
    row("action", others=200, kwargs=of("closed"), **CLOSED),
    row("action-new", others=REFUSED, secretary=200),
    row("action-new", "POST", others=REFUSED, secretary=302, data=new_row),
    row("action-edit", others=REFUSED, kwargs=of("own"), secretary=200, **HIDDEN),
    row("action-words", others=REFUSED, kwargs=of("own"), secretary=200, **HIDDEN),
    row("action-words", others=REFUSED, kwargs=of("closed"), secretary=200, **CLOSED),
    row(
        "action-words",
        "POST",
        others=REFUSED,
        kwargs=of("own"),
        data=new_words,
        secretary=302,
        **HIDDEN,
    ),
    row(
        "action-edit",
        "POST",
        others=REFUSED,
        kwargs=of("own"),
        data=new_row,
        secretary=302,
        **HIDDEN,
    ),
    row(
        "action-updates",
        others=REFUSED,
        kwargs=of("own"),
        partner=200,
        member=200,
        secretary=200,
        **HIDDEN,
    ),
    row(
        "action-updates",
        "POST",
        others=REFUSED,
        kwargs=of("own"),
        data=update(rating="green"),
        partner=302,
        member=302,
        secretary=302,
        **HIDDEN,
    ),
    row(
        "action-updates",
        "POST",
        others=REFUSED,
        kwargs=of("closed"),
        data=update(rating="green"),
        member=302,
        secretary=302,
        **CLOSED,
    ),
    row(
        "action-updates",
        "POST",
        others=REFUSED,
        kwargs=of("shared"),
        data=update(rating="no_change"),
        partner=302,
        other_partner=302,
        member=302,
        secretary=302,
        **HIDDEN,
    ),
    row(
        "action-confirmation",
        "POST",
        others=REFUSED,
        kwargs=of("reported"),
        data=lambda world: {"version": 3, "meeting": world.meeting.pk},
        secretary=302,
        **HIDDEN,
    ),
    row(
        "action-removal",
        "POST",
        others=REFUSED,
        kwargs=of("own"),
        data={"version": 1, "note": "Merged with another row."},
        secretary=302,
        **HIDDEN,
    ),
    row(
        "action-return",
        "POST",
        others=REFUSED,
        kwargs=of("gone"),
        data={"version": 2, "note": "Still needed."},
        secretary=302,
        **HIDDEN,
    ),
    row(
        "action-opening",
        "POST",
        others=REFUSED,
        kwargs=of("closed"),
        data={"version": 1},
        chairman=302,
        deputy=302,
        **CLOSED,
    ),
    *(
        row("action-help", method, others=REFUSED, kwargs=of("own"), data=data, **own_row(status))
        for method, data, status in [
            ("GET", None, 200),
            ("POST", {"help_from": "the Home Office", "text": "An officer."}, 302),
        ]
    ),
    row("action-help", others=REFUSED, kwargs=of("closed"), member=200, secretary=200, **CLOSED),
    row(
        "action-help-answer",
        others=REFUSED,
        kwargs=asked("asked"),
        secretary=200,
        **HIDDEN,
    ),
    row(
        "action-help-answer",
        "POST",
        others=REFUSED,
        kwargs=asked("asked"),
        data={"text": "Agreed.", "on_day": "1", "on_month": "3", "on_year": "2018"},
        secretary=302,
        **HIDDEN,
    ),
    *(
        row(
            "action-help-withdrawal",
            method,
            others=REFUSED,
            kwargs=asked("asked_too"),
            data=data,
            **own_row(status),
        )
        for method, data, status in [("GET", None, 200), ("POST", {"text": "Settled."}, 302)]
    ),
    row(
        "action-move",
        "POST",
        others=REFUSED,
        kwargs=of("own"),
        data={"version": 1, "direction": "up"},
        secretary=302,
        **HIDDEN,
    ),
]
