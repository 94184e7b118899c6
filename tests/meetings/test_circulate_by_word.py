"""The minutes in Word, for who must send them by e-mail: the same text, its state in sight."""

import io

import pytest
from django.urls import reverse
from docx import Document

from tests.meetings.board_meeting import CANARIES, meeting_on, with_minutes
from tests.papers.scanner import response_leaks


@pytest.fixture
def meeting(cast):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    meeting.minutes.circulate(by=cast.secretary)
    return meeting


def word(client, meeting):
    return client.get(reverse("minutes-word", kwargs={"slug": meeting.slug}))


def read(response):
    return Document(io.BytesIO(response.content))


def test_a_circulated_draft_is_marked_in_its_name_and_on_every_page(cast, sign_in, meeting):
    answer = word(sign_in(cast.secretary), meeting)

    name = "2018-07-18-board-minutes-full-draft.docx"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    section = read(answer).sections[0]
    marked = [part.paragraphs[0].text for part in (section.header, section.footer)]
    assert marked == ["NOT FOR PUBLICATION – DRAFT"] * 2


def test_approved_minutes_are_no_draft_in_word(cast, sign_in, meeting):
    meeting.minutes.approve(at=meeting_on(cast, "2018-09-05"), by=cast.secretary)

    answer = word(sign_in(cast.secretary), meeting)

    assert "full-approved.docx" in answer["Content-Disposition"]
    assert read(answer).sections[0].header.paragraphs[0].text == "NOT FOR PUBLICATION – APPROVED"


def test_its_headings_are_headings_and_its_paragraphs_those_of_the_page(cast, sign_in, meeting):
    paper = read(word(sign_in(cast.member), meeting))

    headings = [p.text for p in paper.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:5] == [
        f"Minutes of {meeting}",
        "Present",
        "In attendance",
        "1. Sharing of information",
        f"2. {CANARIES['title']}",
    ]
    texts = [p.text for p in paper.paragraphs]
    assert "RESOLVED – That the contacts be kept by the secretariat." in texts
    assert "Partners to send their contacts. (1)" in texts


def test_who_may_not_read_closed_items_finds_none_in_word(cast, sign_in, meeting):
    meeting.attendances.create(person=cast.observer.person, name="O", status="in_attendance")

    answer = word(sign_in(cast.observer), meeting)

    assert [word for word in CANARIES.values() if response_leaks(answer, word)] == []
    assert "members-copy-draft" in answer["Content-Disposition"]


def test_a_member_finds_every_closed_word_of_the_minutes_there(cast, sign_in, meeting):
    answer = word(sign_in(cast.member), meeting)

    of_minutes = set(CANARIES.values()) - {CANARIES["title of a paper"]}
    assert {word for word in of_minutes if response_leaks(answer, word)} == of_minutes


def test_the_same_minutes_are_the_same_bytes(cast, sign_in, meeting):
    first, second = (word(sign_in(cast.member), meeting).content for _ in range(2))

    assert first == second
