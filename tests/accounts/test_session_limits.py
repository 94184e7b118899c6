import datetime

import pytest
import time_machine
from django.urls import reverse

MORNING = datetime.datetime(2026, 3, 2, 8, 0, tzinfo=datetime.UTC)


def minutes(number):
    return datetime.timedelta(minutes=number)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client(clock, cast, sign_in):
    return sign_in(cast.secretary)


def is_signed_in(client):
    return client.get(reverse("mfa_index")).status_code == 200


def test_somebody_at_work_stays_signed_in(client, clock):
    for _ in range(8):
        assert is_signed_in(client)
        clock.shift(minutes(29))
    assert is_signed_in(client)


def test_half_an_hour_without_a_page_signs_out_and_says_so(client, clock):
    assert is_signed_in(client)
    clock.shift(minutes(31))
    page = client.get(reverse("mfa_index"), follow=True)
    assert page.redirect_chain == [("/accounts/login/?next=/accounts/2fa/", 302)]
    assert [str(message) for message in page.context["messages"]] == [
        "You were signed out after 30 minutes without activity. Sign in to go on."
    ]


def test_twelve_hours_sign_out_whatever_is_done(client, clock):
    for _ in range(36):
        assert is_signed_in(client)
        clock.shift(minutes(20))
    assert is_signed_in(client)
    clock.shift(minutes(1))
    assert not is_signed_in(client)


def test_reading_twice_in_a_minute_writes_no_session(client, clock, django_assert_num_queries):
    assert is_signed_in(client)
    before = client.session["seen_at"]
    clock.shift(datetime.timedelta(seconds=50))
    assert is_signed_in(client)
    assert client.session["seen_at"] == before
    clock.shift(datetime.timedelta(seconds=50))
    assert is_signed_in(client)
    assert client.session["seen_at"] == before + 100
