"""Attendance of sixteen seats, ticked with the keyboard alone."""

import datetime

import pytest
from playwright.sync_api import expect

from board.models import Person, Seat, SeatHolding
from meetings.models import Attendance, Invitation
from tests.meetings.board_meeting import meeting_on

pytestmark = pytest.mark.django_db(transaction=True)

LETTERS = "pppparpxppippapp"
STATUS = {
    "p": "present",
    "r": "remote",
    "i": "in_attendance",
    "a": "apologies",
    "x": "absent",
}


@pytest.fixture
def meeting(transactional_db, cast):
    """Sixteen seats, each with one holder."""
    Attendance.objects.all().delete()
    SeatHolding.objects.exclude(seat__category="secretariat").delete()
    for number in range(16):
        seat = Seat.objects.create(category="member", label=f"Ward {number}", position=100 + number)
        person = Person.objects.create(name=f"Member {chr(65 + number)}ell")
        SeatHolding.objects.create(seat=seat, person=person)
    return meeting_on(cast, "2018-09-05", starts_at=datetime.time(10))


def ticked(meeting):
    rows = meeting.attendances.filter(name__startswith="Member").order_by("name")
    return [row.status for row in rows]


def start_at(page, name):
    page.get_by_role("group", name=name).get_by_role("radio").first.focus()


def is_in_the_row_of(page, name):
    """Whether the keyboard stands on one of the choices of this person."""
    return page.evaluate(
        """name => document.activeElement.type === "radio"
            && document.activeElement.closest("fieldset").innerText.trim().startsWith(name)""",
        name,
    )


def test_sixteen_seats_are_ticked_with_one_letter_each(cast, meeting, page, sign_in_browser):
    sign_in_browser(page, cast.secretary)
    page.goto(f"/meetings/{meeting.slug}/attendance/")
    start_at(page, "Member Aell")

    for letter in LETTERS:
        page.keyboard.press(letter)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert ticked(meeting) == [STATUS[letter] for letter in LETTERS]
    assert page.mistakes == []


def test_the_arrows_and_tab_do_the_same_without_letters(cast, meeting, page, sign_in_browser):
    sign_in_browser(page, cast.secretary)
    page.goto(f"/meetings/{meeting.slug}/attendance/")
    start_at(page, "Member Aell")

    presses = 0
    for number in range(16):
        while not is_in_the_row_of(page, f"Member {chr(65 + number)}ell"):
            page.keyboard.press("Tab")
            presses += 1
        page.keyboard.press("ArrowRight")
        presses += 1
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert ticked(meeting) == ["present"] * 16
    # At two presses a second, well under a minute.
    assert presses < 100


def test_what_was_answered_beforehand_is_ticked_already(cast, meeting, page, sign_in_browser):
    holding = SeatHolding.objects.get(person__name="Member Bell")
    invitation = Invitation.objects.invite(
        meeting, holding.person, seat=holding.seat, by=cast.secretary
    )
    invitation.record_answer("apologies", by=cast.secretary, today=datetime.date(2018, 9, 5))
    sign_in_browser(page, cast.secretary)
    page.goto(f"/meetings/{meeting.slug}/attendance/")

    answered = page.get_by_role("group", name="Member Bell").get_by_role("radio", name="Apologies")
    expect(answered).to_be_checked()
    assert not meeting.attendances.exists()
