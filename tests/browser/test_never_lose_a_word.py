"""Whatever happens to the line, the server, the session or the page: every typed word is kept."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from meetings.models import Entry
from tests.browser.taking_minutes import (
    boxes,
    open_desk,
    shown,
    texts,
    type_at_the_end,
    wait_until,
    wait_until_saved,
)
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write

STATE = "[data-save-state]"
PASSWORD = "a long made-up password"


@pytest.fixture
def item(cast, transactional_db):
    return add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")


@pytest.fixture
def desk(cast, item, page, sign_in_browser):
    sign_in_browser(page, cast.secretary)
    return page


def sentence(number):
    return f"Paragraph {number}: members heard of {'many ' * (number % 4)}matters, and noted them."


class Drops:
    """Cuts some answers off after the server wrote them, so that the page never hears."""

    def __init__(self, page):
        self.count = 0
        page.route("**/paragraphs/", self.handle)

    def handle(self, route):
        if route.request.method != "POST":
            return route.continue_()
        self.count += 1
        if self.count % 5:
            return route.continue_()
        route.fetch()
        return route.abort()


def test_sixty_paragraphs_typed_while_the_line_drops_again_and_again(desk, item):
    open_desk(desk, item)
    drops = Drops(desk)
    sentences = [sentence(number) for number in range(1, 61)]
    boxes(desk).last.click()
    for number, words in enumerate(sentences, start=1):
        if number in (12, 35):
            desk.context.set_offline(True)
        if number in (22, 48):
            expect(desk.locator(STATE)).to_contain_text("Not saved since")
            expect(desk.locator(STATE)).to_contain_text("still typing is safe – retrying")
            desk.context.set_offline(False)
        if number % 7 == 0:
            desk.wait_for_timeout(1200)
        desk.keyboard.type(words)
        desk.keyboard.press("Enter")
    wait_until_saved(desk, timeout=60_000)

    assert drops.count > 10
    assert shown(desk) == sentences
    assert texts(item) == sentences
    desk.reload()
    assert shown(desk) == sentences
    assert (
        desk.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('minutes:'))")
        == []
    )


def test_words_typed_before_the_script_is_there_are_saved(cast, desk, item):
    write(cast, item, entry("Written before."))
    held = []
    desk.route("**/minutes/take.js", lambda route: held.append(route))
    address = f"/meetings/{item.meeting.slug}/minutes/edit/?item={item.pk}"
    desk.goto(address, wait_until="commit")
    written = desk.locator("fieldset[data-paragraph] textarea[name$='-text']")
    written.nth(0).fill("Written before, and changed.")
    written.nth(1).fill("Typed on a slow line.")
    new = desk.locator("fieldset[data-paragraph]").nth(1)
    new.get_by_text("Close it").click()
    new.get_by_label("Closed", exact=True).check()
    new.get_by_label("Reason, when closed").select_option("paragraph 7")
    wait_until(desk, lambda: held)
    held.pop().continue_()
    expect(desk.locator("form.is-live")).to_be_visible()
    wait_until(desk, lambda: len(texts(item)) == 2)
    wait_until_saved(desk)

    assert texts(item) == ["Written before, and changed.", "Typed on a slow line."]
    assert [paragraph.current.is_closed for paragraph in item.paragraphs.all()] == [False, True]
    assert shown(desk) == texts(item)


def test_words_not_yet_saved_survive_a_reload(desk, item):
    open_desk(desk, item)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.route("**/paragraphs/", lambda route: route.abort())
    type_at_the_end(desk, "Typed while the line was down.", "And one more. (n)")
    expect(desk.locator(STATE)).to_contain_text("Not saved since")
    desk.reload()
    assert texts(item) == []
    desk.unroute("**/paragraphs/")
    expect(boxes(desk).first).to_have_value("Typed while the line was down.")
    wait_until_saved(desk)

    assert texts(item) == ["Typed while the line was down.", "And one more. (n1)"]


def test_words_of_a_window_that_crashed_are_sent_from_another_item(cast, desk, item):
    following = add_item(cast, item.meeting, "Any other business")
    open_desk(desk, item)
    desk.route("**/paragraphs/", lambda route: route.abort())
    type_at_the_end(desk, "Typed just before the crash.")
    expect(desk.locator(STATE)).to_contain_text("Not saved since")
    desk.close(run_before_unload=False)
    again = desk.context.new_page()
    open_desk(again, following)
    wait_until(again, lambda: texts(item))

    assert texts(item) == ["Typed just before the crash."]


def test_leaving_waits_for_what_was_typed_and_asks_when_it_cannot_be_saved(desk, item):
    open_desk(desk, item)
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    type_at_the_end(desk, "Typed at the last moment.")
    desk.get_by_role("link", name="Leave").click()
    desk.wait_for_url(f"**{item.meeting.get_absolute_url()}")
    assert (asked, texts(item)) == ([], ["Typed at the last moment."])

    open_desk(desk, item)
    desk.route("**/paragraphs/", lambda route: route.abort())
    type_at_the_end(desk, "Typed with the line down.")
    desk.get_by_role("link", name="Leave").click()
    wait_until(desk, lambda: asked)
    assert asked == ["beforeunload"]
    assert shown(desk) == ["Typed at the last moment.", "Typed with the line down."]


def test_an_expired_session_is_renewed_in_a_small_window_and_nothing_is_lost(
    cast, desk, item, sign_in_browser
):
    cast.secretary.set_password(PASSWORD)
    cast.secretary.save()
    sign_in_browser(desk, cast.secretary)
    open_desk(desk, item)
    type_at_the_end(desk, "Before.")
    wait_until_saved(desk)
    Session.objects.all().delete()
    desk.keyboard.press("Enter")
    desk.keyboard.type("Typed after the session ended.")
    expect(desk.locator(STATE)).to_contain_text("you are signed out")
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Sign in again").click()
    desk.bring_to_front()
    window = opened.value
    window.get_by_label("E-mail address").fill(cast.secretary.email)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("main").get_by_role("button", name="Sign in").click()
    wait_until_saved(desk)
    expect(desk.get_by_text("You are signed out.")).to_be_hidden()
    desk.keyboard.type(" And more.")
    wait_until_saved(desk)

    assert texts(item) == ["Before.", "Typed after the session ended. And more."]
    assert window.is_closed()


def test_another_person_on_the_same_browser_neither_sees_nor_sends_them(
    cast, desk, item, sign_in_browser
):
    open_desk(desk, item)
    desk.on("dialog", lambda dialog: dialog.accept())
    type_at_the_end(desk, "Quillback")
    desk.route("**/paragraphs/", lambda route: route.abort())
    desk.keyboard.type(" was named.")
    expect(desk.locator(STATE)).to_contain_text("Not saved since")
    sign_in_browser(desk, cast.chairman)
    desk.unroute("**/paragraphs/")
    expect(desk.get_by_role("heading", name="What needs doing")).to_be_visible()
    other = desk.context.new_page()
    other.goto("/meetings/")

    assert "was named" not in desk.content()
    assert other.evaluate("Object.keys(localStorage).filter((n) => n.startsWith('minutes:'))") == []
    assert [text for text in texts(item) if "was named" in text] == []


def test_signing_out_takes_what_was_kept_out_of_the_browser(desk, item):
    open_desk(desk, item)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.route("**/paragraphs/", lambda route: route.abort())
    type_at_the_end(desk, "Quillback was named.")
    expect(desk.locator(STATE)).to_contain_text("Not saved since")
    desk.get_by_role("button", name="Sign out").click()
    expect(desk.get_by_role("link", name="Sign in").first).to_be_visible()

    assert desk.evaluate("Object.keys(localStorage)") == []


# Two people


@pytest.fixture
def colleague(cast, window, sign_in_browser):
    """Somebody else of the secretariat, in a browser of their own."""
    from board.models import SeatHolding

    SeatHolding.objects.create(
        seat=cast.seats["secretariat"], person=cast.partner.person, capacity="joint"
    )
    page = window(1280, 900)
    sign_in_browser(page, cast.partner)
    return page


def test_two_people_see_each_others_paragraphs_within_five_seconds(desk, colleague, item):
    for page in (desk, colleague):
        open_desk(page, item)
    type_at_the_end(desk, "Written by the secretary.", "")
    expect(boxes(colleague).first).to_have_value("Written by the secretary.", timeout=5000)
    type_at_the_end(colleague, "Written by a colleague.", "")
    expect(boxes(desk).nth(1)).to_have_value("Written by a colleague.", timeout=5000)
    for page in (desk, colleague):
        wait_until_saved(page)

    assert texts(item) == ["Written by the secretary.", "Written by a colleague."]


def test_a_box_that_somebody_stands_in_is_not_replaced(cast, desk, colleague, item):
    write(cast, item, entry("As first written."))
    for page in (desk, colleague):
        open_desk(page, item)
    boxes(desk).first.click()
    boxes(colleague).first.fill("As a colleague wrote.")
    expect(desk.get_by_text("Parker Partner changed this paragraph")).to_be_visible(timeout=5000)
    assert boxes(desk).first.input_value() == "As first written."
    boxes(desk).last.click()
    expect(boxes(desk).first).to_have_value("As a colleague wrote.")


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("Keep mine", "Mine."),
        ("Take theirs", "Theirs."),
        ("Keep both", "Theirs.\n\nMine."),
    ],
)
def test_an_edit_of_the_same_paragraph_shows_both_texts_to_choose_from(
    choice, kept, cast, desk, item
):
    one = entry("As first written.")
    minutes = write(cast, item, one)
    open_desk(desk, item)
    desk.route("**/paragraphs/**", lambda route: route.abort())
    boxes(desk).first.fill("Mine.")
    minutes.write_item(item, [Entry(one.key, "Theirs.", 1)], by=cast.deputy)
    desk.unroute("**/paragraphs/**")
    expect(desk.get_by_role("heading", name="What Drew Deputy wrote")).to_be_visible()
    expect(desk.get_by_text("Theirs.", exact=True)).to_be_visible()
    assert boxes(desk).first.input_value() == "Mine."
    desk.get_by_role("button", name=choice).click()
    wait_until_saved(desk)

    assert texts(item) == [kept]
    said = item.paragraphs.get().revisions.values_list("text", flat=True)
    assert list(said)[:2] == ["As first written.", "Theirs."]


def test_keeping_mine_leaves_closed_what_somebody_closed_meanwhile(cast, desk, item):
    one = entry("As first written.")
    minutes = write(cast, item, one)
    open_desk(desk, item)
    desk.route("**/paragraphs/**", lambda route: route.abort())
    boxes(desk).first.fill("Mine.")
    closed = Entry(one.key, "As first written.", 1, **PARAGRAPH_7)
    minutes.write_item(item, [closed], by=cast.deputy)
    desk.unroute("**/paragraphs/**")
    desk.get_by_role("button", name="Keep mine").click()
    wait_until_saved(desk)

    current = item.paragraphs.get().current
    assert (current.text, current.is_closed) == ("Mine.", True)


def test_ones_own_other_window_is_named_as_such(cast, desk, item):
    write(cast, item, entry("As first written."))
    open_desk(desk, item)
    other = desk.context.new_page()
    open_desk(other, item)
    desk.bring_to_front()
    desk.route("**/paragraphs/**", lambda route: route.abort())
    boxes(desk).first.fill("Here.")
    boxes(other).first.fill("There.")
    wait_until_saved(other)
    desk.unroute("**/paragraphs/**")
    expect(desk.get_by_role("heading", name="What you wrote in another window")).to_be_visible()
