"""An item that was deferred is one matter on two agendas: closing the first closes the second."""

import pytest
from django.urls import reverse

from board.models import Publication
from tests.meetings.board_meeting import (
    add_item,
    invite_guests,
    issue_agenda,
    lay_paper,
    meeting_on,
)
from tests.papers.files import pdf
from tests.papers.scanner import response_leaks

TITLE, PAPER, WORDS = "Zephyrine", "Gallimaufry", "Quillback"


def url(name, meeting, **more):
    return reverse(name, kwargs={"slug": meeting.slug, **more})


@pytest.fixture
def first(cast):
    first = meeting_on(cast, "2018-09-19")
    lay_paper(cast, add_item(cast, first, TITLE), PAPER, pdf(WORDS))
    return first


@pytest.fixture
def later(cast, first):
    later = meeting_on(cast, "2018-12-19")
    invite_guests(cast, later)
    item = first.items.get()
    first.record_outcomes({item: ("deferred", later)}, by=cast.secretary)
    later.carry_over(item, by=cast.secretary)
    return later


def close_on_the_agenda(cast, sign_in, first):
    item = first.items.get()
    facts = {
        "title": item.title,
        "number": item.number,
        "is_closed": "closed",
        "closed_reason": "paragraph 7",
        "outcome": "deferred",
        "deferred_to": item.deferred_to_id,
        "version": item.version,
    }
    return sign_in(cast.secretary).post(url("agenda-item", first, pk=item.pk), facts, follow=True)


def read_by_an_observer(cast, sign_in, later):
    item = later.items.get()
    paper = item.papers.get()
    client = sign_in(cast.observer)
    addresses = [
        later.get_absolute_url(),
        url("agenda", later),
        url("agenda-pdf", later),
        url("agenda-word", later),
        url("paper-file", later, pk=paper.pk, number=1),
    ]
    return [client.get(address) for address in addresses]


def test_closing_an_item_closes_it_where_it_was_carried(cast, sign_in, first, later):
    assert response_leaks(read_by_an_observer(cast, sign_in, later)[0], TITLE)

    page = close_on_the_agenda(cast, sign_in, first)

    carried = later.items.get()
    assert (carried.is_closed, carried.closed_reason) == (True, "paragraph 7")
    assert f"It is closed on the agenda of {later} too." in page.content.decode()
    for response in read_by_an_observer(cast, sign_in, later):
        for word in (TITLE, PAPER, WORDS):
            assert not response_leaks(response, word)


def test_closing_it_after_the_minutes_closes_it_where_it_was_carried(cast, first, later):
    first.items.get().close("paragraph 7", "", by=cast.secretary)

    assert later.items.get().is_closed


def test_it_follows_an_item_that_was_deferred_twice(cast, first, later):
    third = meeting_on(cast, "2019-03-20")
    item = later.items.get()
    later.record_outcomes({item: ("deferred", third)}, by=cast.secretary)
    third.carry_over(item, by=cast.secretary)

    first.items.get().close("paragraph 7", "", by=cast.secretary)

    assert third.items.get().is_closed


def test_what_was_public_of_the_later_agenda_is_withdrawn(cast, first, later):
    issue_agenda(cast, later)
    later.publish_agenda(by=cast.secretary)
    assert Publication.objects.live().filter(kind="agenda").exists()

    first.items.get().close("paragraph 7", "", by=cast.secretary)

    assert not Publication.objects.live().filter(kind="agenda").exists()


def test_an_agenda_the_chairman_agreed_is_to_be_agreed_again(cast, first, later):
    later.become(later.State.AGENDA_AGREED)

    first.items.get().close("paragraph 7", "", by=cast.secretary)

    later.refresh_from_db()
    assert later.state == later.State.PLANNED
