"""Arrivals and departures, recorded from the desk while the minutes are taken."""

import pytest
from django.urls import reverse

from audit.models import Event
from meetings.document import FULL, PUBLISHED, minutes_document
from meetings.models import Attendance
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write


@pytest.fixture
def meeting(cast):
    """Five items, the fourth closed; the member is there, the deputy has sent apologies."""
    meeting = meeting_on(cast, "2018-07-18")
    first = add_item(cast, meeting, "Apologies")
    for number in (2, 3, 4, 5):
        closed = PARAGRAPH_7 if number == 4 else {}
        add_item(cast, meeting, f"Item of business {number}", **closed)
    rows = [
        Attendance(
            person=getattr(cast, who).person,
            name=getattr(cast, who).name,
            seat=cast.seats[seat],
            status=status,
        )
        for who, seat, status in (
            ("member", "member", "present"),
            ("deputy", "deputy_chairman", "apologies"),
        )
    ]
    meeting.record_attendance(rows, by=cast.secretary)
    write(cast, first, entry("There were apologies."))
    return meeting


def address(meeting, number):
    item = meeting.items.get(number=number)
    return reverse("movements", kwargs={"slug": meeting.slug, "pk": item.pk})


def record(client, meeting, number, who, move, **rest):
    row = meeting.attendances.filter(name=who).first()
    key = f"a{row.pk}" if row else who
    return client.post(address(meeting, number), {"who": key, "move": move, **rest})


def said(meeting, fullness=FULL):
    items = minutes_document(meeting.minutes, fullness=fullness)["items"]
    moves = {item["number"]: item.get("people", []) for item in items}
    for item in items:
        moves[item["number"]] += [f"Then {words}" for words in item.get("people_after", [])]
    return {number: said for number, said in moves.items() if said}


def test_who_had_sent_apologies_and_comes_after_all_is_present_from_that_item(
    cast, sign_in, meeting
):
    response = record(sign_in(cast.secretary), meeting, "3", "Drew Deputy", "arrive")

    assert response.status_code == 302
    row = meeting.attendances.get(name="Drew Deputy")
    assert (row.status, row.from_item.number) == ("present", "3")
    assert said(meeting) == {"3": ["Drew Deputy arrived during this item."]}


def test_who_leaves_for_an_item_or_for_good_is_printed_where_it_happened(cast, sign_in, meeting):
    client = sign_in(cast.secretary)
    record(client, meeting, "2", "Morgan Member", "leave_for")
    record(client, meeting, "5", "Morgan Member", "leave_before")

    assert said(meeting) == {
        "2": ["Morgan Member left the meeting for this item."],
        "4": ["Then Morgan Member left the meeting after this item."],
    }
    # Of the closed item the public reads neither number nor gap.
    assert said(meeting, PUBLISHED) == {
        "2": ["Morgan Member left the meeting for this item."],
        "3": ["Then Morgan Member left the meeting after this item."],
    }


def test_who_left_and_comes_back_was_away_in_between(cast, sign_in, meeting):
    client = sign_in(cast.secretary)
    record(client, meeting, "2", "Morgan Member", "leave_before")
    record(client, meeting, "5", "Morgan Member", "arrive")

    row = meeting.attendances.get(name="Morgan Member")
    assert (row.from_item, row.to_item) == (None, None)
    assert said(meeting) == {"2": ["Morgan Member left the meeting for items 2 to 4."]}


def test_what_was_recorded_by_mistake_is_taken_back(cast, sign_in, meeting):
    client = sign_in(cast.secretary)
    record(client, meeting, "3", "Morgan Member", "arrive")
    record(client, meeting, "3", "Morgan Member", "stay")

    assert said(meeting) == {}


def test_a_holder_of_whom_nothing_is_recorded_arrives(cast, sign_in, meeting):
    client = sign_in(cast.secretary)
    page = client.get(reverse("minutes-edit", kwargs={"slug": meeting.slug}))
    keys = {name: key for key, name in page.context["room"].moving.fields["who"].choices}

    for _ in range(2):
        client.post(address(meeting, "3"), {"who": keys["Casey Chairman"], "move": "arrive"})

    row = meeting.attendances.get(name="Casey Chairman")
    assert (row.seat, row.status) == (cast.seats["chairman"], "present")


def test_a_guest_arrives_for_an_item_and_twice_is_once(cast, sign_in, meeting):
    client = sign_in(cast.secretary)
    for _ in range(2):
        record(client, meeting, "3", "guest", "arrive", guest="Gail Guest", organisation="Port")

    row = meeting.attendances.get(name="Gail Guest")
    assert (row.status, row.organisation, row.from_item.number) == ("in_attendance", "Port", "3")
    assert row.initials == "GG"


@pytest.mark.parametrize(
    ("number", "who", "move", "rest", "error"),
    [
        ("3", "", "arrive", {}, "Select who arrived or left"),
        ("3", "guest", "arrive", {}, "Enter the name of the guest"),
        ("3", "Morgan Member", "", {}, "Select whether they arrived or left"),
        ("3", "Drew Deputy", "leave_for", {}, "They were not there"),
        ("1", "Morgan Member", "leave_before", {}, "was not there before item 1"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    number, who, move, rest, error, cast, sign_in, meeting
):
    response = record(
        sign_in(cast.secretary), meeting, number, who, move, organisation="Harbour", **rest
    )

    assert response.status_code == 422
    page = response.content.decode()
    assert error in page
    assert "Harbour" in page


def test_coming_late_after_the_meeting_was_held_leaves_its_trace(cast, sign_in, meeting):
    meeting.hold(by=cast.secretary)
    record(sign_in(cast.secretary), meeting, "3", "Drew Deputy", "arrive")

    changed = {c.what: (c.was, c.became) for c in meeting.corrections.all()}
    assert changed["Attendance"] == ("Apologies", "Present")
    assert changed["From item"] == ("the start", "3")
    assert Event.objects.first().verb == "attendance.recorded"


@pytest.mark.parametrize("guests", [1, 3])
def test_the_desk_costs_the_same_however_many_come(
    guests, cast, sign_in, meeting, django_assert_max_num_queries
):
    client = sign_in(cast.secretary)
    for number in range(guests):
        record(client, meeting, "3", "guest", "arrive", guest=f"Guest {number}")

    with django_assert_max_num_queries(45):
        client.get(reverse("minutes-edit", kwargs={"slug": meeting.slug}))
