"""Inspection packs of a priority: who puts them together and reads them."""

from types import SimpleNamespace

from priorities.models import Priority, Scheme
from reporting.inspection.pack import PackPlan
from tests.access import REFUSED, row


def world(cast):
    scheme = Scheme.objects.create(slug="one", name="One", source="One")
    priority = Priority.objects.create(scheme=scheme, title="Fraud", position=1)
    for with_closed in (False, True):
        PackPlan(priority, with_closed=with_closed).put_together(lambda *_: None)
    return SimpleNamespace(priority=priority)


def pk(world):
    return {"pk": world.priority.pk}


READERS = dict.fromkeys(("member", "deputy", "chairman", "secretary"), 200)

ROWS = [
    row("inspection-pack", kwargs=pk, others=REFUSED, **READERS),
    row(
        "inspection-pack",
        "POST",
        kwargs=pk,
        others=REFUSED,
        **dict.fromkeys(READERS, 302),
    ),
    row("inspection-pack-pdf", kwargs=pk, others=REFUSED, **READERS),
    row("inspection-pack-pdf", kwargs=pk, others=REFUSED, query="?closed=1", **READERS),
    row("inspection-pack-zip", kwargs=pk, others=REFUSED, **READERS),
]
