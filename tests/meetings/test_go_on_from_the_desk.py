"""Where the desk leads to: attendance, a late item, the end of the meeting."""

import pytest
from django.urls import reverse

from meetings.models import Attendance
from tests.meetings.board_meeting import add_item, meeting_on


@pytest.fixture
def item(cast):
    return add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")


def page(client, item):
    address = reverse("minutes-edit", kwargs={"slug": item.meeting.slug})
    return client.get(f"{address}?item={item.pk}").content.decode()


def to(name, item):
    return reverse(name, kwargs={"slug": item.meeting.slug})


def test_a_meeting_is_ended_by_recording_that_it_was_held_and_then_by_its_outcomes(
    cast, sign_in, item
):
    client = sign_in(cast.secretary)
    assert f'action="{to("meeting-holding", item)}"' in page(client, item)

    item.meeting.hold(by=cast.secretary)
    assert f'href="{to("meeting-closing", item)}">End meeting' in page(client, item)

    item.meeting.record_outcomes({item: ("taken", None)}, by=cast.secretary)
    item.meeting.close(by=cast.secretary)
    assert "End meeting" not in page(client, item)


def test_a_late_item_is_added_from_the_foot_of_the_agenda(cast, sign_in, item):
    assert f'href="{to("agenda", item)}?adding=1">+ Late item' in page(
        sign_in(cast.secretary), item
    )


def test_an_item_changed_from_the_desk_leads_back_to_its_minutes(cast, sign_in, item):
    client = sign_in(cast.secretary)
    address = reverse("agenda-item", kwargs={"slug": item.meeting.slug, "pk": item.pk})
    assert f'href="{address}?from=desk"' in page(client, item)
    data = {"number": item.number, "title": "Sharing", "is_closed": "open"}

    on_desk = client.post(f"{address}?from=desk", data | {"version": item.version})
    item.refresh_from_db()
    on_agenda = client.post(address, data | {"version": item.version})

    assert on_desk.url == f"{to('minutes-edit', item)}?item={item.pk}"
    assert on_agenda.url == to("agenda", item)


def test_the_desk_counts_who_came_and_knows_who_is_not_in_the_room(cast, sign_in, item):
    later = add_item(cast, item.meeting, "Any other business")
    rows = [
        Attendance(name="Ann Ash", initials="AA", status="present"),
        Attendance(name="Ben Birch", initials="BB", status="present", from_item=later),
        Attendance(name="Cy Cole", status="apologies"),
    ]
    item.meeting.record_attendance(rows, by=cast.secretary)
    said = page(sign_in(cast.secretary), item)

    assert "Attendance 2<span" in said
    assert 'data-speaker="Ann Ash"' in said
    assert 'data-speaker="Ben Birch"' not in said
    assert "Ben Birch (BB), <em>not in the room</em>" in said


def test_a_substitute_for_two_is_offered_once(cast, sign_in, item):
    rows = [
        Attendance(name="Sue Sub", organisation="CoLP", status="substitute", substitute_for=name)
        for name in ("Ann Ash", "Ben Birch")
    ]
    item.meeting.record_attendance(rows, by=cast.secretary)
    assert page(sign_in(cast.secretary), item).count('data-speaker="Sue Sub"') == 1
