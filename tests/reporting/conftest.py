from datetime import date
from types import SimpleNamespace

import pytest

from actions.models import Action
from meetings.models import Meeting
from priorities.models import Priority, Scheme
from reporting.quarter import parse
from reporting.starting import start_report

QUARTER = parse("2018-19-q1")
TODAY = date(2018, 9, 5)


@pytest.fixture
def record(cast):
    """A Board with nothing recorded yet, and short ways to record something."""
    scheme = Scheme.objects.create(slug="annex-b", name="Annex B", source="Annex B")
    area = Priority.objects.create(scheme=scheme, title="Cyber attack", position=1)

    def meet(day=date(2018, 5, 16), *, group=cast.board, state="held", **facts):
        slug = f"{day}-{group.slug}"
        return Meeting.objects.create(group=group, held_on=day, state=state, slug=slug, **facts)

    def add_row(as_at=date(2018, 1, 31), **row):
        return Action.objects.create_row(by=cast.secretary, as_at=as_at, area=area, **row)

    return SimpleNamespace(area=area, meet=meet, add_row=add_row)


@pytest.fixture
def start(cast):
    """`start()` gives a draft of the report of Q1 2018–19 to the Safer City Partnership."""

    def started(slug="2018-19-q1"):
        report, _ = start_report(parse(slug), committee=cast.scp, by=cast.secretary, today=TODAY)
        return report

    return started
