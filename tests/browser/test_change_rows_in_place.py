"""The secretariat keeps the action table with the keyboard, without leaving it; a phone shows it short."""

import pytest

from actions.models import Action, ActionRevision
from tests.actions.conftest import annex  # noqa: F401

pytestmark = pytest.mark.usefixtures("transactional_db")


def order():
    return [row.issues for row in ActionRevision.objects.current().in_order()]


def in_hand(page):
    return page.evaluate("document.activeElement.innerText")


def test_a_row_is_rated_reworded_and_moved_with_the_keyboard(
    cast,
    annex,  # noqa: F811
    page,
    sign_in_browser,
    axe,  # noqa: F811
):
    annex.add(issues="First", rating="amber")
    second = annex.add(issues="Second", rating="amber", barriers="Consent")
    sign_in_browser(page, cast.secretary)
    page.goto("/actions/")
    assert page.get_by_text("Alt with an arrow moves the row").is_visible()
    page.locator("[data-in-place=update]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    panel = page.locator(".row-in-place")
    panel.get_by_label("Green").check()
    page.keyboard.press("Control+Enter")
    panel.get_by_role("link", name="Say in a sentence what has changed").click()
    assert page.evaluate("document.activeElement.name") == "note"
    assert axe(page) == []
    page.keyboard.type("Leaflets are out")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Saved.").wait_for()
    assert in_hand(page).startswith("Update")
    row = page.locator(f"[data-row='{second.pk}']")
    assert "Green" in row.inner_text() and "Leaflets are out" in row.inner_text()
    assert "1 orange · 1 green" in page.locator("#counts").inner_text()

    row.get_by_role("link", name="Change").click()
    panel.get_by_label("Potential barriers").fill("Consent is given")
    page.keyboard.press("Control+Enter")
    row.get_by_text("Consent is given").wait_for()
    assert in_hand(page).startswith("Change")

    page.keyboard.press("Alt+ArrowUp")
    page.get_by_text("Moved.").wait_for()
    assert order() == ["Second", "First"]
    page.keyboard.press("Alt+ArrowUp")
    page.get_by_text("Not moved").wait_for()
    assert in_hand(page).startswith("Change")
    assert all("422" in mistake for mistake in page.mistakes)


def test_what_is_typed_in_a_row_is_not_lost(cast, annex, page, sign_in_browser):  # noqa: F811
    row = annex.add(issues="First", rating="amber", barriers="Consent")
    sign_in_browser(page, cast.secretary)
    page.goto("/actions/")
    page.get_by_role("link", name="Change").click()
    panel = page.locator(".row-in-place")
    panel.get_by_label("Potential barriers").fill("Mine")
    leads = list(row.current.leads.all())
    row.edit(by=cast.secretary, as_at=annex.day, version=1, leads=leads, barriers="Theirs")
    page.keyboard.press("Control+Enter")
    panel.get_by_text("changed this row while you were working on it").wait_for()
    assert "Theirs" in panel.inner_text()
    page.once("dialog", lambda question: question.dismiss())
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    panel.get_by_role("button", name="Save the words").click()
    page.get_by_text("the line is down").wait_for()
    page.context.set_offline(False)
    panel.get_by_role("button", name="Save the words").click()
    page.get_by_text("Saved.").wait_for()
    assert Action.objects.get().current.barriers == "Mine"


def test_the_last_row_that_was_chosen_is_saved_after_signing_in_again(
    cast,
    annex,  # noqa: F811
    page,
    sign_in_browser,
):
    annex.add(issues="First", rating="amber")
    sign_in_browser(page, cast.secretary)
    page.goto("/actions/?rating=amber")
    page.locator("[data-in-place=update]").click()
    panel = page.locator(".row-in-place")
    panel.get_by_label("Green").check()
    panel.get_by_label("What has changed?").fill("Leaflets are out")
    page.context.clear_cookies(name="csrftoken")
    elsewhere = page.context.new_page()
    elsewhere.goto("/actions/")
    elsewhere.close()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.locator("[data-rows]").wait_for(state="detached")
    assert Action.objects.get().current.rating == "green"
    assert Action.objects.get().revisions.count() == 2


def test_a_phone_shows_the_table_short_and_whole(cast, annex, phone, sign_in_browser, axe):  # noqa: F811
    annex.add(annex.police, issues="First", rating="amber", barriers="Consent", lead_printed="CoLP")
    sign_in_browser(phone, cast.partner)
    phone.goto("/actions/")
    barriers = phone.get_by_role("cell").get_by_text("Consent")
    assert phone.get_by_text("CoLP").is_visible() and not barriers.is_visible()
    phone.get_by_label("Show actions, barriers and outcomes too").check()
    assert barriers.is_visible()
    phone.get_by_role("link", name="Update").tap()
    phone.locator(".row-in-place").get_by_label("No change").wait_for()
    assert axe(phone) + phone.mistakes == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
