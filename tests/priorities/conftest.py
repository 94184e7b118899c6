import datetime

import pytest

from priorities.models import EmergingThreat, Priority, Scheme

DAY = datetime.date(2018, 9, 3)


@pytest.fixture
def area(db):
    scheme = Scheme.objects.create(slug="areas", name="Key crime areas", source="A paper")
    return Priority.objects.create(scheme=scheme, title="Cyber attack", position=1)


@pytest.fixture
def raised(cast):
    """`raised(title, …)`: a threat raised by the contact of the police on 3 September 2018."""

    def add(title, *, by=None, **fields):
        by = by or cast.partner
        known = {"on_behalf_of": cast.police, "raised_on": DAY} | fields
        threat = EmergingThreat(title=title, raised_by=by, **known)
        threat.record(by=by)
        return threat

    return add
