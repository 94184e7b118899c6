"""Sixteen items, typed with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.meetings.board_meeting import add_item, meeting_on

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
        with page.expect_navigation():
            page.keyboard.press("Enter")

    written = list(meeting.items.values_list("number", "title", "is_closed"))
    assert written == [(str(n), title, n == 8) for n, title in enumerate(TITLES, start=1)]


def test_what_is_asked_of_a_closed_item_stands_there_when_it_is_closed(
    cast, meeting, page, sign_in_browser
):
    sign_in_browser(page, cast.secretary)
    page.goto(f"/meetings/{meeting.slug}/agenda/")
    asked = [
        page.get_by_label(f"{of}, when closed")
        for of in ("Reason", "Explanation", "Public summary")
    ]
    page.get_by_role("radio", name="Open").check()
    for box in asked:
        expect(box).to_be_hidden()
    page.get_by_role("radio", name="Closed").check()
    for box in asked:
        expect(box).to_be_visible()


def test_an_item_travels_up_by_pressing_one_key(cast, meeting, page, sign_in_browser):
    for title in TITLES[:4]:
        add_item(cast, meeting, title)
    sign_in_browser(page, cast.secretary)
    page.goto(f"/meetings/{meeting.slug}/agenda/")
    page.get_by_role("button", name="Up").last.focus()
    for _ in range(3):
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("button:focus")).to_be_visible()

    assert [number for (number,) in meeting.items.values_list("number")] == ["4", "1", "2", "3"]
    expect(page.get_by_text("The numbers do not follow the order of the items.")).to_be_visible()


def test_items_typed_after_another_stay_in_the_order_of_typing(
    cast, meeting, page, sign_in_browser
):
    reports, _ = [add_item(cast, meeting, title) for title in ("Reports", "Any other business")]
    sign_in_browser(page, cast.secretary)
    page.goto(f"/meetings/{meeting.slug}/agenda/?adding=1")
    page.get_by_label("Put after").select_option(str(reports.pk))
    for title in ("Drugs", "Fraud"):
        page.get_by_role("textbox", name="Title").fill(title)
        page.get_by_role("radio", name="Open").check()
        with page.expect_navigation():
            page.keyboard.press("Enter")

    written = list(meeting.items.values_list("number", "title"))
    assert written[1:3] == [("1a", "Drugs"), ("1b", "Fraud")]
