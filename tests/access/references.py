"""Outstanding references and decisions: open ones, closed ones, and one that the police own."""

import datetime
from types import SimpleNamespace

from actions.models import Action, ReferenceLink
from meetings.models import Decision
from priorities.models import Priority, Scheme
from tests.access import GONE, REFUSED, row
from tests.meetings.board_meeting import add_item, invite_guests, meeting_on, with_minutes

DAY = datetime.date(2018, 7, 4)


def world(cast):
    """Circulated minutes, a later meeting before which their references come, and one row."""
    source = with_minutes(cast, meeting_on(cast, "2018-07-04"))
    source.minutes.circulate(by=cast.secretary)
    invite_guests(cast, source)
    later = meeting_on(cast, "2018-09-05")
    invite_guests(cast, later)
    add_item(cast, later, "Outstanding references")
    own, _, other, closed = sorted(
        source.minutes.references.all(), key=lambda reference: (reference.mark != 1, reference.mark)
    )
    own.agree(owners=[cast.police], due="next_meeting", due_on=None, by=cast.secretary)
    done = other
    done.refresh_from_db()
    done.close(at=later, outcome="It was done.", by=cast.secretary)
    closed.refresh_from_db()
    decisions = Decision.objects.filter(meeting=source)
    return SimpleNamespace(
        later=later,
        own=own,
        done=done,
        closed=closed,
        decision=decisions.get(in_closed_series=False),
        closed_decision=decisions.get(in_closed_series=True),
        **rows_of(cast, own),
    )


def rows_of(cast, reference):
    scheme, _ = Scheme.objects.get_or_create(
        slug="annex-b", defaults={"name": "Annex B", "source": "Annex B"}
    )
    area, _ = Priority.objects.get_or_create(
        scheme=scheme, title="Cyber attack", defaults={"position": 1}
    )
    linked, free = (
        Action.objects.create_row(by=cast.secretary, as_at=DAY, area=area) for _ in range(2)
    )
    link = ReferenceLink.objects.link(linked, reference, by=cast.secretary)
    return {"area": area, "free": free, "link": link}


def of(name):
    return lambda world: {"pk": getattr(world, name).pk}


def taking(name):
    return lambda world: {"slug": world.later.slug, "pk": getattr(world, name).pk}


def linked(world):
    return {"pk": world.own.pk, "link": world.link.pk}


def new_row(world):
    day = {"as_at_day": "5", "as_at_month": "9", "as_at_year": "2018"}
    return {"version": 1, "area": world.area.pk, "openness": "open", **day}


MEMBERS = {"member": 200, "deputy": 200, "chairman": 200, "secretary": 200}
INVITED = MEMBERS | {"observer": 200, "co_optee": 200}
# Whoever sees it, but may not do this to it: the police own one of them.
SECRETARIAT = dict.fromkeys(
    ["member", "deputy", "chairman", "observer", "co_optee", "partner"], REFUSED
) | {"secretary": 200}
OF_OTHERS = SECRETARIAT | {"partner": GONE}
OWNERS = SECRETARIAT | {"partner": 200, "member": 200}
HIDDEN = {"others": GONE}
DUE_NONE = {"due": "none", "seen": 0}

ROWS = [
    row("reference", **HIDDEN, kwargs=of("own"), **INVITED | {"partner": 200}),
    row("reference", **HIDDEN, kwargs=of("done"), query="?done", **INVITED),
    row("reference", **HIDDEN, kwargs=of("closed"), query="?closed", **MEMBERS),
    row("reference-updates", **HIDDEN, kwargs=of("own"), **OWNERS),
    row(
        "reference-updates",
        "POST",
        **HIDDEN,
        kwargs=of("own"),
        data={"text": "The list is ready."},
        **OWNERS | {"partner": 302, "member": 302, "secretary": 302},
    ),
    row("reference-owners", **HIDDEN, kwargs=of("own"), **SECRETARIAT),
    row(
        "reference-owners",
        "POST",
        **HIDDEN,
        kwargs=of("own"),
        data={"due": "none"},
        **SECRETARIAT | {"secretary": 302},
    ),
    row("reference-merging", **HIDDEN, kwargs=of("own"), **SECRETARIAT),
    row(
        "reference-merging",
        "POST",
        **HIDDEN,
        kwargs=of("own"),
        **SECRETARIAT | {"secretary": 422},
    ),
    row(
        "reference-reopening",
        "POST",
        **HIDDEN,
        kwargs=of("done"),
        **OF_OTHERS | {"secretary": 302},
    ),
    row(
        "meeting-references",
        **HIDDEN,
        kwargs=lambda world: {"slug": world.later.slug},
        **INVITED,
    ),
    row("reference-taking", **HIDDEN, kwargs=taking("own"), **OF_OTHERS),
    row(
        "reference-taking",
        "POST",
        **HIDDEN,
        kwargs=taking("own"),
        data={"text": "Heard.", **DUE_NONE},
        **OF_OTHERS | {"secretary": 302},
    ),
    row("reference-row", **HIDDEN, kwargs=of("own"), **SECRETARIAT),
    row(
        "reference-row",
        "POST",
        **HIDDEN,
        kwargs=of("own"),
        data=new_row,
        **SECRETARIAT | {"secretary": 302},
    ),
    row("reference-link", **HIDDEN, kwargs=of("own"), **SECRETARIAT),
    row(
        "reference-link",
        "POST",
        **HIDDEN,
        kwargs=of("own"),
        data=lambda world: {"row": world.free.pk},
        **SECRETARIAT | {"secretary": 302},
    ),
    row(
        "reference-unlinking",
        "POST",
        **HIDDEN,
        kwargs=linked,
        **SECRETARIAT | {"secretary": 302},
    ),
    row("decisions", others=200),
    row("decision", **HIDDEN, kwargs=of("decision"), **INVITED),
    row("decision", **HIDDEN, kwargs=of("closed_decision"), query="?closed", **MEMBERS),
    row("decision-effect", **HIDDEN, kwargs=of("decision"), **OF_OTHERS),
    row(
        "decision-effect",
        "POST",
        **HIDDEN,
        kwargs=of("decision"),
        data={"effect": "other"},
        **OF_OTHERS | {"secretary": 302},
    ),
]
