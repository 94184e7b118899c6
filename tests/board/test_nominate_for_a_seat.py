from datetime import date

import pytest
from django.urls import reverse

from board.models import Nomination, Person

TODAY = date(2018, 9, 5)


def on(day, month, year):
    return {
        "nominated_on_day": day,
        "nominated_on_month": month,
        "nominated_on_year": year,
    }


@pytest.fixture
def seat(cast):
    return cast.seats["member"]


def waiting(day=TODAY):
    return [made.name for made in Nomination.objects.waiting(day)]


def test_the_secretariat_records_who_is_nominated(cast, seat, sign_in):
    client = sign_in(cast.secretary)
    address = reverse("nomination-new", args=[seat.pk])
    assert address in client.get(seat.get_absolute_url()).content.decode()
    later = client.post(address, {"name": "Jo Ray", **on(1, 1, 2999)})
    assert later.status_code == 422
    for _ in ("once", "sent twice"):
        typed = {"name": "Jo Ray", "nominated_by": "the Fire Brigade", **on(1, 9, 2018)}
        client.post(address, typed)
    words = client.get(seat.get_absolute_url()).content.decode()
    assert "Jo Ray</strong>, nominated by the Fire Brigade, 1 September 2018" in words
    assert (waiting(), waiting(date(2018, 8, 31))) == (["Jo Ray"], [])


def test_it_waits_until_it_is_taken_back_or_the_seat_is_filled(cast, seat, sign_in):
    made = Nomination.objects.create(seat=seat, name="Jo Ray", nominated_on=date(2018, 9, 1))
    other = Nomination.objects.create(seat=seat, name="Al Fay", nominated_on=date(2018, 9, 1))
    client = sign_in(cast.secretary)
    for _ in range(2):
        client.post(reverse("nomination-withdrawal", args=[made.pk]))
    assert waiting() == ["Al Fay"]
    assert "taken back" in client.get(seat.get_absolute_url()).content.decode()
    person = Person.objects.create(name="Al Fay")
    seat.holdings.create(person=person, starts_on=date(2018, 9, 4), capacity="joint_holder")
    assert (waiting(), waiting(date(2018, 9, 3))) == ([], ["Jo Ray", other.name])


def test_who_does_not_see_the_meetings_does_not_read_it(cast, seat, sign_in):
    Nomination.objects.create(seat=seat, name="Jo Ray", nominated_on=date(2018, 9, 1))
    seen = {
        name: "Jo Ray" in sign_in(getattr(cast, name)).get(seat.get_absolute_url()).content.decode()
        for name in ("member", "partner", "observer")
    }
    assert seen == {"member": True, "partner": False, "observer": False}
