import datetime

import pytest
from django.urls import reverse

from board.models import BoardSettings
from meetings.due import agenda_due
from tests.meetings.board_meeting import add_item, agree_agenda, meeting_on

TODAY = datetime.date(2018, 9, 5)


def due(meeting, today=TODAY):
    return agenda_due(meeting, BoardSettings.current(), today=today)


def facts_of(client, meeting):
    return " ".join(client.get(meeting.get_absolute_url()).content.decode().split())


def test_the_meeting_page_says_by_when_the_agenda_goes_out(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")

    page = facts_of(sign_in(cast.member), meeting)

    assert "Agenda due out by" in page
    assert "Tuesday 11 September 2018, 5 clear working days before" in page


def test_overdue_is_a_word(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-07")

    page = facts_of(sign_in(cast.member), meeting)

    assert "<strong>Overdue:</strong> Thursday 30 August 2018" in page


def test_the_latest_day_itself_is_in_time(cast):
    meeting = meeting_on(cast, "2018-09-19")

    latest, day_after = datetime.date(2018, 9, 11), datetime.date(2018, 9, 12)
    assert [due(meeting, latest).is_late, due(meeting, day_after).is_late] == [False, True]


@pytest.mark.parametrize("state", ["issued", "postponed", "cancelled", "held"])
def test_nothing_is_due_for_an_agenda_that_went_out_or_never_will(state, cast):
    assert due(meeting_on(cast, "2018-09-19", state=state)) is None


@pytest.mark.parametrize(
    ("issued", "words"),
    [
        ("2018-09-11", "Tuesday 11 September 2018, in time: the latest day was Tuesday 11"),
        ("2018-09-12", "Wednesday 12 September 2018, <strong>late</strong>: the latest day was"),
    ],
)
def test_whether_it_went_out_in_time_stays_on_record(issued, words, cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    add_item(cast, meeting, "Apologies")
    agree_agenda(cast, meeting)
    meeting.issue_agenda(by=cast.secretary, today=datetime.date.fromisoformat(issued))
    meeting.hold(by=cast.secretary)

    assert words in facts_of(sign_in(cast.member), meeting)


def test_a_year_without_known_holidays_asks_to_check(cast, sign_in):
    meeting = meeting_on(cast, "2032-04-01")

    assert "No bank holidays of 2032 are known" in facts_of(sign_in(cast.member), meeting)


def test_the_secretary_reads_it_among_what_needs_doing(cast, sign_in):
    coming = meeting_on(cast, "2018-09-19")
    late = meeting_on(cast, "2018-09-07")
    meeting_on(cast, "2018-12-19")
    meeting_on(cast, "2018-09-26").call_off("cancelled", by=cast.secretary)

    tasks = sign_in(cast.secretary).get(reverse("home")).context["tasks"]

    assert [(t.what, t.how_it_stands, t.url) for t in tasks if t.what.startswith("Issue")] == [
        (
            "Issue the agenda for Board, 7 September 2018",
            "overdue: latest day Thursday 30 August",
            reverse("agenda", kwargs={"slug": late.slug}),
        ),
        (
            "Issue the agenda for Board, 19 September 2018",
            "latest day Tuesday 11 September",
            reverse("agenda", kwargs={"slug": coming.slug}),
        ),
    ]


@pytest.mark.parametrize("name", ["members", "priorities", "actions"])
def test_the_next_meeting_of_the_board_stands_on_its_pages(name, cast, sign_in):
    meeting_on(cast, "2018-09-10").call_off("cancelled", by=cast.secretary)
    meeting = meeting_on(cast, "2018-09-19", starts_at=datetime.time(10))
    line = f'Next meeting: <a class="govuk-link" href="{meeting.get_absolute_url()}">'

    assert line in sign_in(cast.member).get(reverse(name)).content.decode()
    assert "Next meeting" not in sign_in(cast.partner).get(reverse(name)).content.decode()
