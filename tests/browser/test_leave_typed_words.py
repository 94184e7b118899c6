from tests.meetings import board_meeting


def test_leaving_minutes_with_words_not_saved_asks_first(
    cast, transactional_db, page, sign_in_browser
):
    meeting = board_meeting.meeting_on(cast, "2018-06-06")
    board_meeting.add_item(cast, meeting, "Apologies")
    sign_in_browser(page, cast.secretary)
    page.goto(f"/meetings/{meeting.slug}/minutes/edit/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url(f"**{meeting.get_absolute_url()}")
    assert asked == []
    page.goto(f"/meetings/{meeting.slug}/minutes/edit/")
    page.get_by_role("textbox", name="Paragraph").first.fill("Not saved yet.")
    page.get_by_role("link", name="Leave").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.get_by_role("textbox", name="Paragraph").first.input_value() == "Not saved yet."
