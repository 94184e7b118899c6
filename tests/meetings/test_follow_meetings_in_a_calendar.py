"""A meeting's calendar file, the public feed, and a private one by a link that can be ended."""

import datetime

import icalendar
import pytest
from django.conf import settings
from django.utils import timezone

from audit.models import Event
from board.models import Publication, SeatHolding
from meetings.calendar_links import make_calendar_link
from meetings.models import Invitation, Meeting
from meetings.next_step import next_step
from tests.meetings.board_meeting import CANARIES, meeting_on, with_minutes
from tests.papers.test_write_calendar_files import faults

WORD = CANARIES["title"]


def planned(cast, day="2018-09-19", **facts):
    """A meeting with a word in its label, its agenda and a closed item."""
    meeting = meeting_on(cast, day, starts_at=datetime.time(10), title=WORD, **facts)
    with_minutes(cast, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(state="planned")
    meeting.refresh_from_db()
    return meeting


def events(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert faults(response.content) == []
    calendar = icalendar.Calendar.from_ical(response.content)
    return [
        (
            str(event["uid"]),
            int(event["sequence"]),
            str(event["status"]),
            str(event["summary"]),
            str(event.get("location", "")),
        )
        for event in calendar.walk("VEVENT")
    ]


def own(user):
    return make_calendar_link(user, timezone.now()).removeprefix(settings.BASE_URL)


def move(cast, meeting, day):
    meeting.held_on = datetime.date.fromisoformat(day)
    meeting.arrange(by=cast.secretary)


def test_a_meeting_is_one_event_through_all_its_changes(cast, sign_in):
    meeting = planned(cast)
    client = sign_in(cast.member)

    def now():
        return events(client.get(f"{meeting.get_absolute_url()}meeting.ics"))

    uid, name = f"meeting-{meeting.pk}@socboard", "Serious and Organised Crime Board"
    assert now() == [(uid, 0, "CONFIRMED", name, "Guildhall")]
    move(cast, meeting, "2018-09-26")
    assert now() == [(uid, 1, "CONFIRMED", name, "Guildhall")]
    meeting.theme = None
    meeting.arrange(by=cast.secretary)
    assert now() == [(uid, 1, "CONFIRMED", name, "Guildhall")]
    meeting.call_off("cancelled", by=cast.secretary)
    assert now() == [(uid, 2, "CANCELLED", name, "")]


def test_a_meeting_without_a_time_is_tentative_and_takes_the_day(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    response = sign_in(cast.member).get(f"{meeting.get_absolute_url()}meeting.ics")
    assert [status for _, _, status, *_ in events(response)] == ["TENTATIVE"]
    assert b"DTSTART;VALUE=DATE:20180919\r\n" in response.content


def test_the_same_state_gives_the_same_bytes(cast, sign_in):
    address = f"{planned(cast).get_absolute_url()}meeting.ics"
    client = sign_in(cast.member)
    assert client.get(address).content == client.get(address).content


def test_a_working_group_is_named_beside_the_board(cast, sign_in):
    meeting = Meeting(group=cast.working_group, held_on=datetime.date(2018, 9, 19))
    meeting.arrange(by=cast.secretary)
    response = sign_in(cast.member).get(f"{meeting.get_absolute_url()}meeting.ics")
    assert events(response)[0][3] == "Serious and Organised Crime Board: Working Group"


def test_the_public_feed_holds_what_was_announced_and_nothing_else(cast, client):
    announced, kept_back = planned(cast), planned(cast, "2018-12-05")
    assert events(client.get("/calendar.ics")) == []

    announced.announce(by=cast.secretary)
    Meeting.objects.filter(pk=announced.pk).update(venue="Changed and not announced")

    response = client.get("/calendar.ics")
    assert [event[0] for event in events(response)] == [f"meeting-{announced.pk}@socboard"]
    assert events(response)[0][4] == "Guildhall"
    assert f"/published/notice-{announced.slug}/" in response.content.decode().replace("\r\n ", "")
    assert kept_back.slug not in response.content.decode()


def test_the_public_feed_is_asked_for_again_each_time(cast, client):
    meeting = planned(cast)
    meeting.announce(by=cast.secretary)
    first = client.get("/calendar.ics")
    assert first["Cache-Control"] == "no-cache"
    etag = {"If-None-Match": first["ETag"]}
    assert client.get("/calendar.ics", headers=etag).status_code == 304

    Publication.objects.live().get().withdraw(by=cast.secretary)

    assert events(client.get("/calendar.ics", headers=etag)) == []


def test_the_public_feed_says_that_an_announced_meeting_is_cancelled(cast, client):
    meeting = planned(cast)
    meeting.announce(by=cast.secretary)
    (before,) = events(client.get("/calendar.ics"))

    meeting.call_off("cancelled", by=cast.secretary)

    (after,) = events(client.get("/calendar.ics"))
    assert after == (before[0], before[1] + 1, "CANCELLED", before[3], "")


def test_the_public_feed_moves_the_same_event_when_it_is_announced_again(cast, client):
    meeting = planned(cast)
    meeting.announce(by=cast.secretary)
    move(cast, meeting, "2018-09-26")
    meeting.announce(by=cast.secretary)

    assert [event[:3] for event in events(client.get("/calendar.ics"))] == [
        (f"meeting-{meeting.pk}@socboard", 1, "CONFIRMED")
    ]


def test_no_calendar_says_a_word_of_label_theme_or_agenda(cast, client, sign_in):
    meetings = [planned(cast), planned(cast, "2018-12-05")]
    for meeting in meetings:
        meeting.announce(by=cast.secretary)
    address = own(cast.member)
    for state in ("as planned", "called off"):
        if state == "called off":
            for meeting in meetings:
                meeting.call_off("cancelled", by=cast.secretary)
        files = [
            client.get("/calendar.ics"),
            client.get(address),
            sign_in(cast.member).get(f"{meetings[0].get_absolute_url()}meeting.ics"),
        ]
        for response in files:
            text = response.content.decode().replace("\r\n ", "") + str(response.headers)
            for word in [*CANARIES.values(), "Sharing of information"]:
                assert word not in text


def test_somebody_makes_a_private_link_and_sees_it_once(cast, sign_in, client):
    meeting = planned(cast)
    mine = sign_in(cast.member)
    address = mine.post("/calendar/").context["address"]
    assert address.startswith(f"{settings.BASE_URL}/calendar/")
    assert mine.get("/calendar/").context["address"] == ""

    response = client.get(address)

    assert [event[0] for event in events(response)] == [f"meeting-{meeting.pk}@socboard"]
    assert response["Cache-Control"] == "no-store"
    assert Event.objects.first().verb == "calendar.link_made"


def test_a_new_private_link_ends_the_one_before(cast, client):
    first, second = own(cast.member), own(cast.member)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_an_ended_private_link_does_not_work(cast, sign_in, client):
    address = own(cast.member)
    sign_in(cast.member).post("/calendar/ending/")
    assert client.get(address).status_code == 404
    assert Event.objects.first().verb == "calendar.link_ended"


def test_the_end_of_the_account_ends_the_private_link(cast, client):
    address = own(cast.member)
    type(cast.member).objects.filter(pk=cast.member.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_a_private_calendar_shows_what_its_owner_may_see_at_that_moment(cast, client):
    invited = planned(cast)
    planned(cast, "2018-12-05")
    Invitation.objects.invite(
        invited, cast.observer.person, seat=cast.seats["observer"], by=cast.chairman
    )
    observer, member = own(cast.observer), own(cast.member)
    assert [event[0] for event in events(client.get(observer))] == [
        f"meeting-{invited.pk}@socboard"
    ]
    assert len(events(client.get(member))) == 2

    SeatHolding.objects.filter(person=cast.member.person).update(ends_on=datetime.date(2018, 9, 4))
    assert events(client.get(member)) == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_private_calendar_costs_the_same_however_long(
    number, cast, client, django_assert_max_num_queries
):
    for month in range(number):
        meeting_on(cast, f"2018-1{month}-03" if month else "2018-09-19")
    address = own(cast.member)
    with django_assert_max_num_queries(8):
        assert len(events(client.get(address))) == number


def test_guessing_private_links_is_slowed_down(client, cast):
    statuses = [client.get(f"/calendar/{n:043}.ics").status_code for n in range(21)]
    assert statuses == [404] * 20 + [429]


def test_the_secretary_is_told_that_the_public_reads_an_earlier_place(cast):
    meeting = planned(cast)
    meeting.announce(by=cast.secretary)
    meeting.venue = "Mansion House"
    meeting.arrange(by=cast.secretary)
    today = datetime.date(2018, 9, 5)
    assert next_step(meeting, cast.secretary, today).label == "Announce it again"

    meeting.announce(by=cast.secretary)
    assert next_step(meeting, cast.secretary, today).label == "Send it to the Chairman"
