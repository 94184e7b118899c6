"""An item as long as no meeting has ever had one: a key is answered at once, because it touches
nothing but its own paragraph, and a form without JavaScript still saves. How many milliseconds a
key takes is measured by `script/drill keys`."""

import pytest
from playwright.sync_api import expect

from tests.browser.taking_minutes import boxes, open_desk, texts, type_at_the_end, wait_until_saved
from tests.meetings.board_meeting import add_item, entry, meeting_on, write

MANY = 400
# Counts what changes in the page but for the paragraph with the caret and the state of saving.
WATCHING = """
    window.touched = 0;
    new MutationObserver((changes) => {
      const own = document.activeElement.closest("[data-paragraph]");
      for (const { target } of changes) {
        const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        if (element && !own?.contains(element) && element.closest("[data-paragraph]")) touched += 1;
      }
    }).observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
"""


@pytest.fixture
def item(cast, transactional_db):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")
    words = "Members heard of many matters, asked what had been done, and noted the answer. "
    write(cast, item, *(entry(f"Paragraph {number}. {words * 3}") for number in range(MANY)))
    return item


def test_a_key_touches_its_own_paragraph_among_four_hundred(cast, item, page, sign_in_browser):
    sign_in_browser(page, cast.secretary)
    open_desk(page, item)
    boxes(page).nth(200).click()
    page.keyboard.press("Control+End")
    page.evaluate(WATCHING)
    page.keyboard.type(" A sentence in the middle of it all.")
    wait_until_saved(page)
    in_the_middle = page.evaluate("touched")
    type_at_the_end(page, "And a new paragraph.", "And one more.")
    wait_until_saved(page)

    assert in_the_middle == 0
    # New boxes are laid at the end; the other four hundred stay as they are.
    assert page.evaluate("touched") < 40
    assert texts(item)[200].endswith(" A sentence in the middle of it all.")
    assert texts(item)[MANY:] == ["And a new paragraph.", "And one more."]


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
