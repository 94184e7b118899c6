"""From the key that leaves an item on, every word belongs to the item that opens."""

import pytest
from playwright.sync_api import expect

from tests.browser.taking_minutes import (
    SAVED,
    boxes,
    open_desk,
    shown,
    texts,
    type_at_the_end,
    wait_until,
    wait_until_saved,
)
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write

BETWEEN = ".desk__between"
STATE = "[data-save-state]"


@pytest.fixture
def items(cast, transactional_db):
    meeting = meeting_on(cast, "2018-07-18")
    return (
        add_item(cast, meeting, "Sharing of information"),
        add_item(cast, meeting, "Operation", **PARAGRAPH_7),
        add_item(cast, meeting, "Any other business"),
    )


@pytest.fixture
def desk(cast, items, page, sign_in_browser):
    sign_in_browser(page, cast.secretary)
    open_desk(page, items[0])
    return page


def cut(page):
    page.route("**/minutes/edit/**", lambda route: route.abort())


def mend(page):
    page.unroute("**/minutes/edit/**")


def opened(page, number, title):
    expect(page.get_by_role("heading", name=f"{number}. {title}")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize("way", ["key", "button", "link"])
def test_words_typed_while_a_closed_item_opens_slowly_are_in_no_other(way, desk, items):
    held = []
    type_at_the_end(desk, "Noted.")
    desk.route(f"**/?item={items[1].pk}", lambda route: held.append(route))
    if way == "key":
        desk.keyboard.press("Alt+ArrowDown")
    elif way == "button":
        desk.get_by_role("button", name="Save and next item").click()
    else:
        desk.get_by_role("link", name="2 Operation").click()
    desk.keyboard.type("A name was given.")
    desk.keyboard.press("Enter")
    desk.keyboard.type("The plan be agreed.")
    desk.keyboard.press("Control+d")
    # Whoever points at the item that is being left cannot write there any more.
    assert desk.evaluate("document.querySelector('form[data-paragraphs]').inert")
    desk.wait_for_timeout(1500)
    held.pop().continue_()
    opened(desk, 2, "Operation")
    desk.keyboard.type(" And done.")
    wait_until_saved(desk)

    assert texts(items[0]) == ["Noted."]
    assert texts(items[1]) == ["A name was given.", "The plan be agreed. And done."]
    kinds = items[1].paragraphs.order_by("position").values_list("current__kind", flat=True)
    assert list(kinds) == ["note", "decision"]
    assert desk.mistakes == []


def test_with_the_line_down_minutes_of_the_next_item_go_on_and_reach_it_alone(desk, items):
    type_at_the_end(desk, "Noted.")
    wait_until_saved(desk)
    cut(desk)
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator(BETWEEN)).to_contain_text("2 Operation opens when the line is back")
    for words in ("One.", "Two.", "Three."):
        desk.keyboard.type(words)
        desk.keyboard.press("Enter")
    expect(desk.locator(STATE)).to_contain_text("Not saved since")
    mend(desk)
    opened(desk, 2, "Operation")
    desk.keyboard.type("Four.")
    wait_until_saved(desk)

    assert texts(items[0]) == ["Noted."]
    assert texts(items[1]) == ["One.", "Two.", "Three.", "Four."]
    assert shown(desk) == texts(items[1])


def test_words_for_an_item_that_never_opened_are_sent_after_going_back(desk, items):
    cut(desk)
    desk.keyboard.press("Alt+ArrowDown")
    desk.keyboard.type("A name was given.")
    desk.get_by_role("button", name="Go back to the item before").click()
    desk.keyboard.type("Noted.")
    mend(desk)
    expect(desk.locator(SAVED)).to_be_visible(timeout=20_000)

    assert (texts(items[0]), texts(items[1])) == (["Noted."], ["A name was given."])


def test_two_items_on_at_once_leave_the_words_of_each_where_they_belong(desk, items):
    cut(desk)
    type_at_the_end(desk, "First.")
    desk.keyboard.press("Alt+ArrowDown")
    desk.keyboard.type("Second.")
    desk.keyboard.press("Alt+ArrowDown")
    desk.keyboard.type("Third.")
    mend(desk)
    opened(desk, 3, "Any other business")
    expect(desk.locator(SAVED)).to_be_visible(timeout=20_000)

    assert [texts(item) for item in items] == [["First."], ["Second."], ["Third."]]


def test_an_item_that_cannot_be_saved_is_not_left_and_takes_no_words_of_the_next(desk, items):
    type_at_the_end(desk, "A name was given.")
    desk.keyboard.press("Control+.")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator(BETWEEN)).to_contain_text("opens when this item is saved")
    desk.keyboard.type("For the next.")
    boxes(desk).first.click()
    desk.get_by_label("Reason, when closed").first.select_option("paragraph 7")
    desk.wait_for_timeout(2500)
    desk.get_by_role("link", name="2 Operation").click()
    opened(desk, 2, "Operation")
    wait_until_saved(desk)

    assert (texts(items[0]), texts(items[1])) == (["A name was given."], ["For the next."])


def test_a_crash_between_two_items_loses_and_misplaces_nothing(desk, items):
    cut(desk)
    desk.keyboard.press("Alt+ArrowDown")
    for number in range(8):
        desk.keyboard.type(f"{number}.")
        desk.keyboard.press("Enter")
    desk.close(run_before_unload=False)
    again = desk.context.new_page()
    open_desk(again, items[2])
    expect(again.locator(SAVED)).to_be_visible(timeout=20_000)
    typed = [f"{number}." for number in range(8)]
    wait_until(again, lambda: texts(items[1]) == typed)

    assert texts(items[1]) == typed
    assert texts(items[0]) + texts(items[2]) == []


def test_paragraphs_typed_before_a_crash_come_back_in_their_order(cast, desk, items):
    write(cast, items[0], entry("Before."))
    desk.reload()
    cut(desk)
    type_at_the_end(desk, *(f"{number}." for number in range(12)))
    desk.close(run_before_unload=False)
    again = desk.context.new_page()
    open_desk(again, items[0])
    wait_until_saved(again)

    assert texts(items[0]) == ["Before.", *(f"{number}." for number in range(12))]
    assert shown(again) == texts(items[0])
