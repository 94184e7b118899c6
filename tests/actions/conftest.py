import datetime
from types import SimpleNamespace

import pytest

from actions.models import Action, Lead
from meetings.models import Meeting
from priorities.models import Priority, Scheme

DAY = datetime.date(2018, 3, 1)


@pytest.fixture
def annex(cast):
    """Two crime areas, and `add(...)`: a row of the table as at 1 March 2018."""
    scheme = Scheme.objects.create(slug="annex-b", name="Annex B", source="Annex B")
    areas = [
        Priority.objects.create(scheme=scheme, title=title, position=position)
        for position, title in enumerate(["Cyber attack", "Intellectual Property"])
    ]

    def add(*leads, area=areas[0], as_at=DAY, **row):
        return Action.objects.create_row(
            by=cast.secretary, as_at=as_at, leads=leads, area=area, **row
        )

    def meet(day, group=cast.board, state="held"):
        slug = f"{day}-{group.slug}"
        return Meeting.objects.create(group=group, held_on=day, state=state, slug=slug)

    police = Lead(organisation=cast.police)
    return SimpleNamespace(areas=areas, add=add, meet=meet, day=DAY, police=police)
