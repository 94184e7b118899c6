"""An item as long as no meeting has ever had one: a key is answered at once, and a form without
JavaScript still saves."""

import statistics

import pytest
from playwright.sync_api import expect

from tests.browser.taking_minutes import boxes, open_desk, texts, wait_until_saved
from tests.drill.robot import MEASURING
from tests.meetings.board_meeting import add_item, entry, meeting_on, write

MANY = 400


@pytest.fixture
def item(cast, transactional_db):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")
    words = "Members heard of many matters, asked what had been done, and noted the answer. "
    write(cast, item, *(entry(f"Paragraph {number}. {words * 3}") for number in range(MANY)))
    return item


def test_a_key_is_answered_at_once_among_four_hundred_paragraphs(cast, item, page, sign_in_browser):
    page.add_init_script(MEASURING)
    page.set_default_timeout(60_000)
    sign_in_browser(page, cast.secretary)
    open_desk(page, item)
    boxes(page).nth(200).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" A sentence in the middle of it all, typed key by key.", delay=30)
    boxes(page).last.click()
    for number in range(3):
        page.keyboard.type(f"A new paragraph {number} at the end.", delay=30)
        page.keyboard.press("Enter")
    wait_until_saved(page)
    took = page.evaluate("drill.take().painted")

    assert len(took) > 120
    # What a person takes for at once, on a machine that has much else to do.
    assert statistics.median(took) < 100
    assert statistics.quantiles(took, n=20)[-1] < 250
    assert len(texts(item)) == MANY + 3


def test_without_javascript_the_form_of_four_hundred_paragraphs_saves(
    cast, item, window, sign_in_browser
):
    page = window(1280, 900, java_script_enabled=False)
    page.set_default_timeout(60_000)
    sign_in_browser(page, cast.secretary)
    page.goto(f"/meetings/{item.meeting.slug}/minutes/edit/?item={item.pk}")
    written = page.locator("fieldset[data-paragraph] textarea")
    written.nth(300).fill("Typed without a script.")
    written.nth(MANY).fill("One more.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Item 1 saved.")).to_be_visible()

    assert (texts(item)[300], texts(item)[MANY]) == ("Typed without a script.", "One more.")
    assert len(texts(item)) == MANY + 1
