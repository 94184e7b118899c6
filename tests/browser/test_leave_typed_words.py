from tests.access import reporting
from tests.browser.taking_minutes import wait_until


def test_leaving_a_report_with_words_not_saved_asks_first(
    cast, transactional_db, page, sign_in_browser
):
    report = reporting.world(cast).draft
    sign_in_browser(page, cast.secretary)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(f"/reports/{report.pk}/edit/")
    page.get_by_role("link", name="Meetings").first.click()
    page.wait_for_url("**/meetings/")
    assert asked == []
    page.goto(f"/reports/{report.pk}/edit/")
    page.get_by_role("textbox", name="Summary", exact=True).fill("Not saved yet.")
    page.get_by_role("link", name="Meetings").first.click()
    wait_until(page, lambda: asked)
    assert asked == ["beforeunload"]
    assert page.get_by_role("textbox", name="Summary", exact=True).input_value() == "Not saved yet."
