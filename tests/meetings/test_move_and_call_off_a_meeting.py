import datetime

import pytest
from django.urls import reverse

from board.models import Publication
from meetings.models import Attendance, FormerSlug, Meeting
from tests.meetings.board_meeting import meeting_on


def url(name, slug):
    return reverse(name, kwargs={"slug": slug})


def move(cast, meeting, day):
    meeting.held_on = datetime.date.fromisoformat(day)
    meeting.arrange(by=cast.secretary)


def test_the_old_address_leads_to_the_new_one_page_by_page(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    move(cast, meeting, "2018-09-26")
    client = sign_in(cast.member)

    for name in ("meeting", "agenda"):
        response = client.get(url(name, "2018-09-19-board") + "?from=mail")
        assert (response.status_code, response.url) == (307, url(name, meeting.slug) + "?from=mail")


def test_a_form_sent_to_the_old_address_is_sent_on(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    move(cast, meeting, "2018-09-26")

    sign_in(cast.secretary).post(url("meeting-notice", "2018-09-19-board"), follow=True)

    assert Publication.objects.live().get().slug == "notice-2018-09-26-board"


def test_who_may_not_see_the_meeting_learns_nothing_from_its_old_address(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    move(cast, meeting, "2018-09-26")

    for user in (cast.observer, cast.partner, cast.officer, cast.administrator):
        assert sign_in(user).get(url("meeting", "2018-09-19-board")).status_code == 404


def test_an_old_address_is_given_to_no_other_meeting(cast):
    meeting = meeting_on(cast, "2018-09-19")
    move(cast, meeting, "2018-09-26")

    assert meeting_on(cast, "2018-09-19").slug == "2018-09-19-board-2"


def test_a_meeting_moved_back_has_its_first_address_again(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    move(cast, meeting, "2018-09-26")
    move(cast, meeting, "2018-09-19")

    assert meeting.slug == "2018-09-19-board"
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["2018-09-26-board"]
    client = sign_in(cast.member)
    assert client.get(url("meeting", "2018-09-26-board")).url == meeting.get_absolute_url()


def test_after_the_agenda_was_issued_the_address_stays_and_the_notice_goes(cast):
    meeting = meeting_on(cast, "2018-09-19", state="issued")
    meeting.announce(by=cast.secretary)

    move(cast, meeting, "2018-09-26")

    assert meeting.slug == "2018-09-19-board"
    assert not Publication.objects.live().exists()


def test_what_became_of_the_meeting_while_the_form_was_open_stays(cast):
    read_before = meeting_on(cast, "2018-09-19")
    Meeting.objects.get().become("issued")

    move(cast, read_before, "2018-09-26")

    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.slug) == ("issued", "2018-09-19-board")


@pytest.mark.parametrize("state", ["planned", "issued"])
def test_a_new_date_puts_a_postponed_meeting_back_as_it_stood(state, cast):
    meeting = meeting_on(cast, "2018-09-19", state=state)
    meeting.call_off("postponed", by=cast.secretary)

    move(cast, meeting, "2018-10-03")

    meeting.refresh_from_db()
    assert (meeting.state, meeting.stood_as) == (state, "")


def test_changing_the_place_alone_leaves_it_postponed(cast):
    meeting = meeting_on(cast, "2018-09-19")
    meeting.call_off("postponed", by=cast.secretary)

    meeting.venue = "Mansion House"
    meeting.arrange(by=cast.secretary)

    assert meeting.state == Meeting.State.POSTPONED


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_what_was_called_off_by_mistake_takes_place_after_all(state, cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19", state="agenda_agreed")
    meeting.call_off(state, by=cast.secretary)
    client = sign_in(cast.secretary)
    assert (
        "It takes place on this day after all"
        in client.get(meeting.get_absolute_url()).content.decode()
    )

    for _ in range(2):
        client.post(url("meeting-reinstatement", meeting.slug))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.stood_as) == ("agenda_agreed", "")


def test_a_postponed_meeting_that_is_then_cancelled_still_knows_how_it_stood(cast):
    meeting = meeting_on(cast, "2018-09-19", state="issued")
    meeting.call_off("postponed", by=cast.secretary)
    meeting.call_off("cancelled", by=cast.secretary)
    meeting.reinstate(by=cast.secretary)

    assert meeting.state == "issued"


def test_calendars_are_told_of_every_move_and_of_nothing_else(cast):
    meeting = meeting_on(cast, "2018-09-19")
    seen = [meeting.sequence]
    meeting.theme = None
    meeting.arrange(by=cast.secretary)
    seen.append(meeting.sequence)
    move(cast, meeting, "2018-09-26")
    seen.append(meeting.sequence)
    meeting.call_off("cancelled", by=cast.secretary)
    seen.append(meeting.sequence)
    meeting.reinstate(by=cast.secretary)
    seen.append(meeting.sequence)

    assert seen == [0, 0, 1, 2, 3]


def test_a_meeting_that_was_called_off_is_not_announced(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    meeting.call_off("cancelled", by=cast.secretary)

    sign_in(cast.secretary).post(url("meeting-notice", meeting.slug))

    assert not Publication.objects.exists()


def test_a_meeting_called_off_is_no_meeting_that_took_place(cast):
    meeting = meeting_on(cast, "2018-09-19")
    Attendance.objects.create(
        meeting=meeting, seat=cast.seats["member"], name="Morgan Member", status="present"
    )
    meeting.call_off("cancelled", by=cast.secretary)

    assert not Meeting.objects.took_place().exists()
    assert not Meeting.objects.stands().exists()


@pytest.mark.parametrize("was_announced", [True, False])
def test_who_calls_a_meeting_off_reads_what_became_of_the_notice(was_announced, cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    if was_announced:
        meeting.announce(by=cast.secretary)

    response = sign_in(cast.secretary).post(
        url("meeting-calling-off", meeting.slug), {"state": "cancelled"}, follow=True
    )

    page = response.content.decode()
    assert ("Cancelled. The public notice now says so." in page) == was_announced
    assert "Take minutes" not in page
