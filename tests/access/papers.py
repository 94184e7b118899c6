"""The papers of a meeting, its packs, and the work of putting one together."""

from types import SimpleNamespace

from background.models import Job
from meetings.models import Pack
from meetings.pack import PackPlan
from meetings.tasks import assemble_pack
from tests.access import GONE, REFUSED, row
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, invite_guests, lay_paper, meeting_on
from tests.papers.files import pdf


def world(cast):
    """A meeting with an open and a closed paper, to which two guests are invited."""
    meeting = meeting_on(cast, "2018-09-19")
    item = add_item(cast, meeting, "Sharing of information")
    invite_guests(cast, meeting)
    paper = lay_paper(cast, item, "Report", pdf("one"))
    closed = lay_paper(cast, item, "Profile", pdf("two"), **PARAGRAPH_7)
    plan = PackPlan(meeting, "open")
    Pack.objects.keep(meeting, "open", fingerprint=plan.fingerprint, pages=1, content=b"%PDF-1.7")
    job = Job.objects.start(
        assemble_pack,
        kind="pack",
        subject=f"{meeting.pk} open",
        title="Pack",
        address="/",
        by=cast.secretary,
    )
    return SimpleNamespace(meeting=meeting, item=item, paper=paper, closed=closed, job=job)


def meeting(world):
    return {"slug": world.meeting.slug}


def item(world):
    return {"slug": world.meeting.slug, "pk": world.item.pk}


def paper(world):
    return {"slug": world.meeting.slug, "pk": world.paper.pk}


def closed(world):
    return {"slug": world.meeting.slug, "pk": world.closed.pk}


MEMBERS = {"member": 200, "deputy": 200, "chairman": 200, "secretary": 200}
INVITED = MEMBERS | {"observer": 200, "co_optee": 200}
REFUSED_ALL = dict.fromkeys(INVITED, REFUSED)
REFUSED_MEMBERS = dict.fromkeys(MEMBERS, REFUSED)

ROWS = [
    row("paper-new", others=GONE, kwargs=item, **REFUSED_ALL | {"secretary": 200}),
    row("paper-new", "POST", others=GONE, kwargs=item, **REFUSED_ALL | {"secretary": 422}),
    row("paper", others=GONE, kwargs=paper, **INVITED),
    row("paper", others=GONE, kwargs=closed, query="?closed", **MEMBERS),
    row("paper-edit", others=GONE, kwargs=paper, **REFUSED_ALL | {"secretary": 200}),
    row("paper-edit", "POST", others=GONE, kwargs=paper, **REFUSED_ALL | {"secretary": 422}),
    row("paper-versions", others=GONE, kwargs=paper, **REFUSED_ALL | {"secretary": 200}),
    row("paper-versions", "POST", others=GONE, kwargs=paper, **REFUSED_ALL | {"secretary": 422}),
    row("paper-file", others=GONE, kwargs=lambda world: paper(world) | {"number": 1}, **INVITED),
    row(
        "paper-file",
        others=GONE,
        kwargs=lambda world: closed(world) | {"number": 1},
        query="?show",
        **MEMBERS,
    ),
    row("paper-withdrawal", "POST", others=GONE, kwargs=paper, **REFUSED_ALL | {"secretary": 302}),
    row("pack", others=GONE, kwargs=meeting, **INVITED),
    row(
        "pack",
        "POST",
        others=GONE,
        kwargs=meeting,
        data={"rendering": "open"},
        **dict.fromkeys(INVITED, 302),
    ),
    row(
        "pack",
        "POST",
        others=GONE,
        kwargs=meeting,
        query="?members",
        data={"rendering": "members"},
        **dict.fromkeys(MEMBERS, 302),
    ),
    row(
        "pack",
        "POST",
        others=GONE,
        kwargs=meeting,
        query="?chairman",
        data={"rendering": "chairman"},
        chairman=302,
        deputy=302,
        secretary=302,
    ),
    row("pack-pdf", others=GONE, kwargs=meeting, query="?for=open", **INVITED),
    row(
        "pack-pdf",
        others=GONE,
        kwargs=meeting,
        query="?for=members",
        **dict.fromkeys(MEMBERS, 302),
    ),
    row(
        "pack-pdf",
        others=GONE,
        kwargs=meeting,
        query="?for=chairman",
        chairman=302,
        deputy=302,
        secretary=302,
    ),
    row("job", others=GONE, kwargs=lambda world: {"pk": world.job.pk}, secretary=200),
]
