"""The draft as it will print, as an open desk asks for it after every save."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from audit.models import Event
from meetings.models import Minutes
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write


@pytest.fixture
def item(cast):
    return add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")


def ask(client, meeting):
    return client.get(reverse("minutes-draft", kwargs={"slug": meeting.slug}))


def looks():
    return Event.objects.filter(verb="minutes.closed_seen").count()


def test_it_is_what_the_print_view_says(cast, sign_in, item):
    write(cast, item, entry("Noted. (n)"), entry("The plan be kept.", kind="decision"))
    client = sign_in(cast.secretary)
    piece = ask(client, item.meeting).json()["html"]

    assert "Noted. (1)" in piece
    assert "<strong>RESOLVED</strong> – That the plan be kept." in piece
    page = client.get(reverse("minutes", kwargs={"slug": item.meeting.slug})).content.decode()
    body = piece[piece.index("<h2") :].strip()
    assert body in page


def test_before_anything_is_written_it_says_so_and_begins_nothing(cast, sign_in, item):
    piece = ask(sign_in(cast.secretary), item.meeting).json()["html"]
    assert "Nothing is written yet" in piece
    assert Minutes.objects.count() == 0


def test_reading_on_is_one_look_at_what_is_closed_until_it_was_left_for_long(cast, sign_in, item):
    write(cast, item, entry("A name was given.", **PARAGRAPH_7))
    client = sign_in(cast.secretary)
    now = datetime.datetime.now(datetime.UTC)
    with time_machine.travel(now, tick=False):
        for _ in range(3):
            assert "A name was given." in ask(client, item.meeting).json()["html"]
    assert looks() == 1

    with time_machine.travel(now + datetime.timedelta(minutes=20), tick=False):
        # What is typed keeps the session; see test_keep_what_is_typed.py.
        client.get(reverse("meetings"))
    with time_machine.travel(now + datetime.timedelta(minutes=40), tick=False):
        ask(client, item.meeting)
    assert looks() == 2


def test_nothing_closed_is_no_look(cast, sign_in, item):
    write(cast, item, entry("Noted."))
    ask(sign_in(cast.secretary), item.meeting)
    assert looks() == 0


def test_more_paragraphs_ask_no_more_of_the_database(
    cast, sign_in, item, django_assert_max_num_queries, django_assert_num_queries
):
    write(cast, item, entry("One."))
    client = sign_in(cast.secretary)
    ask(client, item.meeting)
    with django_assert_max_num_queries(40) as one:
        ask(client, item.meeting)
    write(cast, item, entry("Two."), entry("Three."))
    with django_assert_num_queries(len(one)):
        ask(client, item.meeting)
