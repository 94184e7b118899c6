"""What somebody may do follows from the days of their seat."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from audit.models import Event
from board.models import Affiliation, Person, Seat, SeatHolding
from board.roles import roles_of

TODAY = datetime.date(2018, 9, 5)
YESTERDAY, TOMORROW = TODAY - datetime.timedelta(1), TODAY + datetime.timedelta(1)


@pytest.fixture
def newcomer(cast):
    user = User.objects.create_user("nova@example.org", "Nova Newcomer")
    return Person.objects.create(name="Nova Newcomer", user=user)


def sits(person, day=TODAY):
    user = User.objects.get(pk=person.user_id)
    return roles_of(user, day).is_member


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (None, None, True),
        (TODAY, None, True),
        (None, TODAY, True),
        (TOMORROW, None, False),
        (None, YESTERDAY, False),
        (YESTERDAY, YESTERDAY, False),
    ],
)
@pytest.mark.parametrize("capacity", SeatHolding.Capacity.values)
def test_a_seat_counts_from_its_first_day_to_its_last(
    cast, newcomer, capacity, starts_on, ends_on, expected
):
    SeatHolding.objects.create(
        seat=cast.seats["member"],
        person=newcomer,
        capacity=capacity,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    assert sits(newcomer) is expected


def test_a_seat_that_has_ended_gives_nothing(cast, newcomer):
    SeatHolding.objects.create(seat=cast.seats["member"], person=newcomer)
    cast.seats["member"].end(on=YESTERDAY, by=cast.secretary)
    assert not sits(newcomer)


def test_an_ended_contact_no_longer_answers_for_the_organisation(cast, newcomer):
    affiliation = Affiliation.objects.create(
        person=newcomer, organisation=cast.police, is_contact=True
    )
    assert roles_of(newcomer.user, TODAY).is_contact
    affiliation.end(on=YESTERDAY, by=cast.secretary)
    assert not roles_of(User.objects.get(pk=newcomer.user_id), TODAY).is_contact


def test_acting_for_the_chairman_has_the_powers_of_the_chairman(cast, newcomer):
    cast.seats["chairman"].put_in(newcomer, capacity="acting", starts_on=TODAY, by=cast.secretary)
    assert roles_of(newcomer.user, TODAY).is_chairman
    assert not roles_of(newcomer.user, YESTERDAY).is_chairman


def test_a_second_holder_is_refused_and_a_joint_one_is_not(cast, newcomer):
    seat = cast.seats["chairman"]
    with pytest.raises(ValidationError, match="Casey Chairman holds this seat: end that first"):
        seat.put_in(newcomer, capacity="holder", starts_on=TODAY, by=cast.secretary)
    seat.put_in(newcomer, capacity="joint_holder", starts_on=TODAY, by=cast.secretary)
    assert seat.holdings.count() == 2


def test_a_holder_follows_one_who_has_left(cast, newcomer):
    seat = cast.seats["chairman"]
    seat.holdings.get().end(on=YESTERDAY, by=cast.secretary)
    seat.put_in(newcomer, capacity="holder", starts_on=TODAY, by=cast.secretary)
    held = seat.holdings.in_force(TODAY).values_list("person__name", flat=True)
    assert list(held) == ["Nova Newcomer"]


def test_nobody_is_in_one_seat_twice(cast):
    with pytest.raises(ValidationError, match="Casey Chairman is in this seat already"):
        cast.seats["chairman"].put_in(
            cast.chairman.person, capacity="acting", starts_on=TODAY, by=cast.secretary
        )


def test_the_last_of_the_secretariat_who_signs_in_cannot_be_ended(cast, newcomer):
    seat = cast.seats["secretariat"]
    last = seat.holdings.get()
    with pytest.raises(ValidationError, match="Put somebody else who signs in"):
        last.end(on=TODAY, by=cast.secretary)
    with pytest.raises(ValidationError, match="Put somebody else who signs in"):
        seat.end(on=TODAY, by=cast.secretary)
    seat.put_in(newcomer, capacity="joint_holder", starts_on=TODAY, by=cast.secretary)
    last.end(on=TODAY, by=cast.secretary)
    assert SeatHolding.objects.get(pk=last.pk).ends_on == TODAY


def test_ending_a_seat_ends_who_is_in_it_and_leaves_an_event_for_each(cast):
    seat = cast.seats["observer"]
    seat.end(on=TODAY, by=cast.secretary)
    assert Seat.objects.get(pk=seat.pk).ends_on == TODAY
    assert seat.holdings.get().ends_on == TODAY
    verbs = Event.objects.order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["seat.holder_ended", "seat.ended"]


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [("holder", True), ("joint_holder", True), ("acting", True), ("standing_deputy", False)],
)
@pytest.mark.parametrize(
    ("category", "power"), [("chairman", "is_chairman"), ("secretariat", "is_secretariat")]
)
def test_a_standing_deputy_has_no_powers_of_the_chairman_or_the_secretariat(
    cast, newcomer, category, power, capacity, expected
):
    SeatHolding.objects.create(person=newcomer, seat=cast.seats[category], capacity=capacity)
    roles = roles_of(User.objects.get(pk=newcomer.user_id), TODAY)
    assert getattr(roles, power) is expected


def test_a_standing_deputy_of_the_chairman_sits_as_a_member(cast, newcomer):
    SeatHolding.objects.create(
        person=newcomer, seat=cast.seats["chairman"], capacity="standing_deputy"
    )
    assert sits(newcomer)
