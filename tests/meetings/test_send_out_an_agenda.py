import datetime

import pytest

from meetings.agenda_document import CHAIR, MEMBERS, OPEN, PUBLISHED, agenda_document
from meetings.agenda_paper import agenda_pdf
from meetings.models import AgendaItem, AgendaRefused
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, meeting_on
from tests.papers.checks import assert_is_accessible_pdf, page_texts
from tests.papers.scanner import leaks

TODAY = datetime.date(2018, 9, 5)
CANARY = "Zephyrine"


@pytest.fixture
def meeting(cast):
    meeting = meeting_on(cast, "2018-09-19", starts_at=datetime.time(10))
    add_item(cast, meeting, "Apologies", minutes_allowed=10)
    add_item(cast, meeting, "Sharing of information", presenter="Chief Officer", purpose="decision")
    add_item(cast, meeting, f"Operation {CANARY}", minutes_allowed=20, **PARAGRAPH_7)
    add_item(cast, meeting, "Any other business")
    return meeting


def agree(cast, meeting):
    from meetings.document import fingerprint

    agreement = meeting.send_to_chairman(by=cast.secretary)
    text = fingerprint(agenda_document(meeting, CHAIR))
    assert agreement.answer(is_agreed=True, comments="", sha256=text, by=cast.chairman)
    meeting.refresh_from_db()


def issue(cast, meeting):
    agree(cast, meeting)
    return meeting.issue_agenda(by=cast.secretary, today=TODAY)


def test_the_chair_reads_when_each_item_is_planned_to_begin(cast, meeting):
    document = agenda_document(meeting, CHAIR)

    assert [item["begins"] for item in document["items"]] == ["10:00", "10:10", "10:10", "10:30"]
    assert document["ends"] == "10:30"


@pytest.mark.parametrize("fullness", [CHAIR, MEMBERS, OPEN, PUBLISHED])
def test_the_paper_can_be_read_by_everybody(cast, meeting, fullness):
    document = agenda_document(meeting, fullness)
    pdf = agenda_pdf(meeting, document)

    assert_is_accessible_pdf(pdf, title=f"Agenda of {meeting}")
    assert bool(leaks(pdf, CANARY)) == (fullness in (CHAIR, MEMBERS))
    assert agenda_pdf(meeting, document) == pdf
