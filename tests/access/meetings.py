from types import SimpleNamespace

from meetings.models import Admission, Attendance
from tests.access import GONE, REFUSED, row
from tests.meetings.board_meeting import agree, declare, meeting_on, publishable, with_minutes


def world(cast):
    """A meeting with a draft, one circulated, one approved and agreed; guests invited to each."""
    draft = with_minutes(cast, meeting_on(cast, "2018-07-04"))
    circulated = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    circulated.minutes.circulate(by=cast.secretary)
    approved = publishable(cast, "2018-06-06", at=draft)
    for meeting in (draft, circulated, approved):
        for guest in (cast.observer, cast.co_optee):
            Attendance.objects.create(
                meeting=meeting, person=guest.person, name=guest.name, status="in_attendance"
            )
    agree(cast, approved.minutes)
    closed_item = circulated.items.get(is_closed=True)
    holding = cast.co_optee.person.holdings.get()
    admission = Admission.objects.admit(holding, closed_item, by=cast.chairman)
    # Taken back: the rows below say what a co-optee sees who is admitted to nothing.
    admission.end(by=cast.chairman)
    return SimpleNamespace(
        admission=admission,
        draft=draft,
        circulated=circulated,
        approved=approved,
        later=meeting_on(cast, "2018-09-05"),
        item=draft.items.get(number="1"),
        closed_item=closed_item,
        declaration=declare(
            cast, circulated.items.get(is_closed=True), cast.member, "It is my firm."
        ),
        reference=circulated.minutes.references.order_by("mark").first(),
    )


def slug(name):
    return lambda world: {"slug": getattr(world, name).slug}


def item(world):
    return {"slug": world.draft.slug, "pk": world.item.pk}


def an_admission(world):
    return {"slug": world.circulated.slug, "pk": world.admission.pk}


def declared(world):
    return {"slug": world.circulated.slug, "pk": world.declaration.pk}


NOTHING_TYPED = {"p-TOTAL_FORMS": 0, "p-INITIAL_FORMS": 0} | {
    f"r{mark}-due": "none" for mark in (1, 2, 3)
}
MEMBERS = {"member": 200, "deputy": 200, "chairman": 200, "secretary": 200}
INVITED = MEMBERS | {"observer": 200, "co_optee": 200}
SECRETARIAT = {
    "member": REFUSED,
    "deputy": REFUSED,
    "chairman": REFUSED,
    "observer": REFUSED,
    "co_optee": REFUSED,
}
MEMBERS_REFUSED = {
    "member": REFUSED,
    "deputy": REFUSED,
    "chairman": REFUSED,
    "secretary": 200,
}
CHAIRMAN = SECRETARIAT | {"secretary": REFUSED}

ROWS = [
    row("meetings", others=200),
    row("meeting-new", others=REFUSED, secretary=200),
    row("meeting-new", "POST", others=REFUSED, secretary=422, data={"venue": "Guildhall"}),
    row("meeting-series", others=REFUSED, secretary=200),
    row("meeting-series", "POST", others=REFUSED, secretary=422, data={"venue": "Guildhall"}),
    row(
        "meeting-reinstatement",
        "POST",
        others=GONE,
        kwargs=slug("later"),
        **MEMBERS_REFUSED | {"secretary": 302},
    ),
    row("meeting", others=GONE, kwargs=slug("draft"), **INVITED),
    row("meeting-edit", others=GONE, kwargs=slug("draft"), **SECRETARIAT | {"secretary": 200}),
    row(
        "meeting-edit",
        "POST",
        others=GONE,
        kwargs=slug("draft"),
        **SECRETARIAT | {"secretary": 422},
    ),
    row("meeting-calling-off", others=GONE, kwargs=slug("later"), **MEMBERS_REFUSED),
    row(
        "meeting-calling-off",
        "POST",
        others=GONE,
        kwargs=slug("later"),
        data={"state": "cancelled"},
        **MEMBERS_REFUSED | {"secretary": 302},
    ),
    row(
        "meeting-holding",
        "POST",
        others=GONE,
        kwargs=slug("draft"),
        **SECRETARIAT | {"secretary": 302},
    ),
    row(
        "meeting-notice",
        "POST",
        others=GONE,
        kwargs=slug("draft"),
        **SECRETARIAT | {"secretary": 302},
    ),
    row("agenda", others=GONE, kwargs=slug("draft"), **INVITED),
    row("agenda", "POST", others=GONE, kwargs=slug("draft"), **SECRETARIAT | {"secretary": 422}),
    row("agenda-item", others=GONE, kwargs=item, **SECRETARIAT | {"secretary": 200}),
    row("agenda-item", "POST", others=GONE, kwargs=item, **SECRETARIAT | {"secretary": 409}),
    row("agenda-item-move", "POST", others=GONE, kwargs=item, **SECRETARIAT | {"secretary": 302}),
    row("attendance", others=GONE, kwargs=slug("draft"), **SECRETARIAT | {"secretary": 200}),
    row(
        "attendance", "POST", others=GONE, kwargs=slug("draft"), **SECRETARIAT | {"secretary": 422}
    ),
    row(
        "departures",
        "POST",
        others=GONE,
        kwargs=item,
        **SECRETARIAT | {"secretary": 302},
    ),
    row("movements", others=GONE, kwargs=item, **SECRETARIAT | {"secretary": 200}),
    row("movements", "POST", others=GONE, kwargs=item, **SECRETARIAT | {"secretary": 422}),
    row(
        "admissions",
        others=GONE,
        kwargs=slug("circulated"),
        **SECRETARIAT | {"secretary": 200, "chairman": 200, "deputy": 200},
    ),
    row(
        "admissions",
        "POST",
        others=GONE,
        kwargs=slug("circulated"),
        **SECRETARIAT | {"secretary": REFUSED, "chairman": 422, "deputy": 422},
    ),
    row(
        "admission-ending",
        "POST",
        others=GONE,
        kwargs=an_admission,
        **SECRETARIAT | {"secretary": REFUSED, "chairman": 302, "deputy": 302},
    ),
    row("declarations", others=GONE, kwargs=slug("draft"), **INVITED),
    row(
        "declarations",
        "POST",
        others=GONE,
        kwargs=slug("draft"),
        **SECRETARIAT | {"secretary": 422},
    ),
    row(
        "declaration-withdrawal",
        "POST",
        others=GONE,
        kwargs=declared,
        **MEMBERS_REFUSED | {"secretary": 302},
    ),
    row(
        "declaration-exclusion",
        "POST",
        others=GONE,
        kwargs=declared,
        **MEMBERS_REFUSED | {"secretary": REFUSED, "chairman": 302, "deputy": 302},
    ),
    row("attendance-matrix", others=REFUSED, **MEMBERS),
    row("attendance-matrix-pdf", others=REFUSED, **MEMBERS),
    row("minutes", others=GONE, kwargs=slug("circulated"), **INVITED),
    row(
        "minutes",
        others=GONE,
        kwargs=slug("draft"),
        query="?draft",
        secretary=200,
        chairman=200,
        deputy=200,
    ),
    row("minutes-pdf", others=GONE, kwargs=slug("circulated"), **INVITED),
    row("minutes-edit", others=GONE, kwargs=slug("draft"), **SECRETARIAT | {"secretary": 200}),
    row(
        "minutes-edit",
        "POST",
        others=GONE,
        kwargs=slug("draft"),
        data=NOTHING_TYPED,
        **SECRETARIAT | {"secretary": 302},
    ),
    row(
        "minutes-circulation",
        "POST",
        others=GONE,
        kwargs=slug("circulated"),
        **SECRETARIAT | {"secretary": 302},
    ),
    row(
        "minutes-approval",
        others=GONE,
        kwargs=slug("circulated"),
        **SECRETARIAT | {"secretary": 200},
    ),
    row(
        "minutes-approval",
        "POST",
        others=GONE,
        kwargs=slug("circulated"),
        data=lambda world: {"meeting": world.later.pk},
        **SECRETARIAT | {"secretary": 302},
    ),
    row(
        "minutes-publication",
        others=GONE,
        kwargs=slug("approved"),
        **CHAIRMAN | {"secretary": 200, "chairman": 200, "deputy": 200},
    ),
    row(
        "minutes-publication",
        "POST",
        others=GONE,
        kwargs=slug("approved"),
        **SECRETARIAT | {"secretary": 302},
    ),
    row(
        "minutes-publication-approval",
        "POST",
        others=GONE,
        kwargs=slug("approved"),
        **CHAIRMAN | {"chairman": 302, "deputy": 302},
    ),
    row("references", others=200),
    row(
        "reference-closing",
        others=GONE,
        kwargs=lambda world: {"pk": world.reference.pk},
        **SECRETARIAT | {"secretary": 200},
    ),
    row(
        "reference-closing",
        "POST",
        others=GONE,
        kwargs=lambda world: {"pk": world.reference.pk},
        **SECRETARIAT | {"secretary": 422},
    ),
]
