"""Whoever looks at closed material leaves an event in the audit, and one only for one look."""

import pytest
from django.urls import reverse

from audit.models import Event
from meetings.models import Attendance
from tests.meetings.board_meeting import (
    PARAGRAPH_7,
    add_item,
    declare,
    entry,
    meeting_on,
    write,
)

SEEN = "minutes.closed_seen"


def looks():
    return Event.objects.filter(verb=SEEN).count()


@pytest.fixture
def meeting(cast):
    """A closed item with a decision, and an interest declared in it."""
    meeting = meeting_on(cast, "2018-07-18")
    add_item(cast, meeting, "Apologies")
    closed = add_item(cast, meeting, "Operation", **PARAGRAPH_7)
    declare(cast, closed, cast.deputy, "It is my firm.")
    write(cast, closed, entry("The plan be adopted.", kind="decision"))
    meeting.hold(by=cast.secretary)
    return meeting


def test_a_page_with_a_closed_item_decision_and_interest_is_one_look(cast, sign_in, meeting):
    client = sign_in(cast.secretary)

    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Operation" in page
    assert "The plan be adopted." in page
    assert looks() == 1

    client.get(meeting.get_absolute_url())
    assert looks() == 2


def test_who_reads_nothing_closed_leaves_no_event(cast, sign_in, meeting):
    meeting.minutes.circulate(by=cast.secretary)
    sign_in(cast.co_optee).get(meeting.get_absolute_url())

    assert looks() == 0


@pytest.mark.parametrize(("heard", "expected"), [("2", 1), ("1", 0)])
def test_a_list_with_who_came_for_a_closed_item_alone_is_closed_material(
    heard, expected, cast, sign_in, meeting
):
    item = meeting.items.get(number=heard)
    guest = Attendance(name="Gail Guest", status="in_attendance", from_item=item, to_item=item)
    meeting.record_attendance([guest], by=cast.secretary)

    page = sign_in(cast.secretary).get(reverse("attendance", kwargs={"slug": meeting.slug}))

    assert "Gail Guest" in page.content.decode()
    assert looks() == expected


@pytest.fixture
def reference(cast):
    """Asked of the member under a closed item, and numbered."""
    meeting = meeting_on(cast, "2018-07-18")
    minutes = write(
        cast,
        add_item(cast, meeting, "Operation", **PARAGRAPH_7),
        entry("Police to report. (n)"),
    )
    minutes.circulate(by=cast.secretary)
    reference = minutes.references.get()
    reference.agree(owners=[cast.member.person], due="none", due_on=None, by=cast.secretary)
    return reference


def test_the_first_page_names_a_closed_reference_by_its_number_and_is_no_look(
    cast, sign_in, reference
):
    page = sign_in(cast.member).get("/").text

    assert (str(reference) in page, reference.text in page) == (True, False)
    assert looks() == 0


def test_closed_words_told_of_an_open_reference_are_a_look(cast, sign_in):
    minutes = write(
        cast,
        add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing"),
        entry("Police to report. (n)"),
    )
    minutes.circulate(by=cast.secretary)
    later = meeting_on(cast, "2018-08-29")
    closed = add_item(cast, later, "Operation", **PARAGRAPH_7)
    address = reverse("meeting-references", kwargs={"slug": later.slug})
    sign_in(cast.member).get(address)
    assert looks() == 0

    minutes.references.get().updates.create(
        what="told",
        text="A name was given.",
        made_by=cast.secretary,
        told_on="2018-08-01",
        item=closed,
    )

    assert "A name was given." in sign_in(cast.member).get(address).text
    assert looks() == 1
