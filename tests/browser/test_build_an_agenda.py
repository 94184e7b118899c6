"""Sixteen items, typed with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.meetings.board_meeting import meeting_on

TITLES = [f"Item of business {number}" for number in range(1, 17)]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(transactional_db, cast):
    return meeting_on(cast, "2018-09-19")


def test_sixteen_items_are_built_with_the_keyboard_alone(cast, meeting, page, sign_in_browser):
    sign_in_browser(page, cast.secretary)
    page.goto(f"/meetings/{meeting.slug}/agenda/")
    for number, title in enumerate(TITLES, start=1):
        expect(page.get_by_role("textbox", name="Title")).to_be_focused()
        page.keyboard.type(title)
        page.keyboard.press("Tab")
        # A closed one in the middle: the arrow chooses, and its reason is the next box.
        page.keyboard.press("Space")
        if number == 8:
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Tab")
            page.keyboard.type("Paragraph 7")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    written = list(meeting.items.values_list("number", "title", "is_closed"))
    assert written == [(str(n), title, n == 8) for n, title in enumerate(TITLES, start=1)]
