"""Building, agreeing, issuing and publishing an agenda; proposals and standing items."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import ScopedLink
from meetings.models import AgendaAgreement, ProposedItem, StandingItem
from tests.access import GONE, REFUSED, public, row
from tests.access.meetings import CHAIRMAN, INVITED, SECRETARIAT
from tests.meetings.board_meeting import (
    PARAGRAPH_7,
    add_item,
    agree_agenda,
    invite_guests,
    issue_agenda,
    meeting_on,
)


def world(cast):
    """Meetings at each step: planned and with the Chairman, agreed, issued, held."""
    held, planned, agreed, issued = (
        agenda_of(cast, day) for day in ("2018-07-18", "2018-09-19", "2018-10-17", "2018-11-21")
    )
    agreement = planned.send_to_chairman(by=cast.secretary)
    _, token = ScopedLink.objects.make(
        AgendaAgreement.LINK,
        agreement,
        cast.chairman.email,
        timezone.now() + datetime.timedelta(days=1),
    )
    agree_agenda(cast, agreed)
    issue_agenda(cast, issued)
    held.hold(by=cast.secretary)
    deferred = held.items.first()
    held.record_outcomes({deferred: ("deferred", planned)}, by=cast.secretary)
    proposal = ProposedItem(
        group=cast.board, title="Fraud", why="It grows.", person=cast.partner.person
    )
    proposal.propose(by=cast.partner)
    standing = StandingItem(group=cast.board, title="Any other business")
    standing.record(by=cast.secretary)
    return SimpleNamespace(
        held=held,
        planned=planned,
        agreed=agreed,
        issued=issued,
        deferred=deferred,
        proposal=proposal,
        standing=standing,
        token=token,
    )


def agenda_of(cast, day):
    meeting = meeting_on(cast, day)
    add_item(cast, meeting, "Apologies")
    add_item(cast, meeting, "Plan", **PARAGRAPH_7)
    invite_guests(cast, meeting)
    return meeting


def slug(name):
    return lambda world: {"slug": getattr(world, name).slug}


def first_item(name):
    return lambda world: {
        "slug": getattr(world, name).slug,
        "pk": getattr(world, name).items.first().pk,
    }


def with_proposal(world):
    return {"slug": world.planned.slug, "pk": world.proposal.pk}


def with_deferred(world):
    return {"slug": world.planned.slug, "pk": world.deferred.pk}


def standing(world):
    return {"pk": world.standing.pk}


def secretary(status):
    return SECRETARIAT | {"secretary": status}


ROWS = [
    row("agenda-pdf", others=GONE, kwargs=slug("planned"), **INVITED),
    row("agenda-pdf", others=GONE, kwargs=slug("issued"), query="?for=chair", **INVITED),
    row("agenda-word", others=GONE, kwargs=slug("planned"), **INVITED),
    row("agenda", others=GONE, kwargs=slug("issued"), query="?issued", **INVITED),
    row("agenda-start", others=GONE, kwargs=slug("planned"), **secretary(200)),
    row("agenda-start", "POST", others=GONE, kwargs=slug("planned"), **secretary(302)),
    row("agenda-renumbering", "POST", others=GONE, kwargs=slug("planned"), **secretary(302)),
    row("agenda-carrying-over", "POST", others=GONE, kwargs=with_deferred, **secretary(302)),
    row("agenda-item-removal", "POST", others=GONE, kwargs=first_item("agreed"), **secretary(302)),
    row("item-clock", "POST", others=GONE, kwargs=first_item("held"), **secretary(302)),
    row("agenda-sending", others=GONE, kwargs=slug("planned"), **secretary(200)),
    row("agenda-sending", "POST", others=GONE, kwargs=slug("planned"), **secretary(422)),
    row(
        "agenda-agreement",
        others=GONE,
        kwargs=slug("planned"),
        **CHAIRMAN | {"chairman": 200, "deputy": 200},
    ),
    row(
        "agenda-agreement",
        "POST",
        others=GONE,
        kwargs=slug("planned"),
        **CHAIRMAN | {"chairman": 422, "deputy": 422},
    ),
    row("agenda-issue", others=GONE, kwargs=slug("agreed"), **secretary(200)),
    row("agenda-issue", "POST", others=GONE, kwargs=slug("agreed"), **secretary(302)),
    row(
        "agenda-issue-file",
        others=GONE,
        kwargs=lambda world: {"slug": world.issued.slug, "number": 1},
        **INVITED,
    ),
    row("agenda-publication", others=GONE, kwargs=slug("issued"), **secretary(200)),
    row("agenda-publication", "POST", others=GONE, kwargs=slug("issued"), **secretary(302)),
    row("meeting-closing", others=GONE, kwargs=slug("held"), **secretary(200)),
    row("meeting-closing", "POST", others=GONE, kwargs=slug("held"), **secretary(422)),
    row("proposals", others=200),
    row("proposal-new", others=200, observer=REFUSED, officer=REFUSED, administrator=REFUSED),
    row(
        "proposal-new",
        "POST",
        others=422,
        observer=REFUSED,
        officer=REFUSED,
        administrator=REFUSED,
    ),
    row("proposal-acceptance", others=GONE, kwargs=with_proposal, **secretary(200)),
    row("proposal-acceptance", "POST", others=GONE, kwargs=with_proposal, **secretary(422)),
    row(
        "proposal-declining",
        others=GONE,
        kwargs=lambda world: {"pk": world.proposal.pk},
        partner=REFUSED,
        secretary=200,
    ),
    row(
        "proposal-declining",
        "POST",
        others=GONE,
        kwargs=lambda world: {"pk": world.proposal.pk},
        partner=REFUSED,
        secretary=422,
    ),
    row("standing-items", others=REFUSED, kwargs={"group": "board"}, secretary=200),
    row("standing-items", "POST", others=REFUSED, kwargs={"group": "board"}, secretary=422),
    row("standing-item", others=REFUSED, kwargs=standing, secretary=200),
    row("standing-item", "POST", others=REFUSED, kwargs=standing, secretary=422),
    row("standing-item-move", "POST", others=REFUSED, kwargs=standing, secretary=302),
    row("standing-item-removal", "POST", others=REFUSED, kwargs=standing, secretary=302),
    public("agreement-link", kwargs=lambda world: {"token": world.token}, status=302),
    public("agreement", status=404),
    public("agreement", "POST", status=404),
]
