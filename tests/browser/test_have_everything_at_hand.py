"""Phrases, names, the apologies and the printed draft beside the paragraphs, by the keyboard."""

import pytest
from playwright.sync_api import expect

from meetings.models import Attendance, Phrase
from tests.browser.taking_minutes import (
    boxes,
    open_desk,
    shown,
    texts,
    type_at_the_end,
    wait_until_saved,
)
from tests.meetings.board_meeting import add_item, entry, meeting_on, write


@pytest.fixture
def item(cast, transactional_db):
    meeting = meeting_on(cast, "2018-07-18")
    rows = [
        Attendance(
            name="Casey Chairman",
            initials="CC",
            organisation="London Fire Brigade",
            seat=cast.seats["chairman"],
            status="present",
            is_in_chair=True,
        ),
        Attendance(name="Ruth Woolford", initials="RW", organisation="CoLP", status="present"),
        Attendance(name="Rob Wolfe", initials="RWO", organisation="NCA", status="present"),
        Attendance(name="Ann Absent", initials="AA", organisation="CoLP", status="apologies"),
    ]
    meeting.record_attendance(rows, by=cast.secretary)
    Phrase.objects.create(code="rec", text="The Board received a report of … concerning ….")
    Phrase.objects.create(code="resn", text="RESOLVED – That the report be noted.")
    return add_item(cast, meeting, "Sharing of information")


@pytest.fixture
def desk(cast, item, page, sign_in_browser):
    sign_in_browser(page, cast.secretary)
    return page


def options(page):
    return page.locator("[data-choices] [role=option]").all_inner_texts()


def test_a_code_and_tab_write_a_phrase_and_tab_goes_from_blank_to_blank(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "rec")
    desk.keyboard.press("Tab")
    desk.keyboard.type("the Commissioner")
    desk.keyboard.press("Tab")
    desk.keyboard.type("fraud")
    wait_until_saved(desk)
    assert texts(item) == ["The Board received a report of the Commissioner concerning fraud."]
    # No blank is left: Tab leads on, as it does everywhere.
    desk.keyboard.press("Tab")
    expect(boxes(desk).first).not_to_be_focused()
    assert desk.mistakes == []


def test_enter_goes_to_the_next_blank_and_makes_a_paragraph_when_none_is_left(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "rec")
    desk.keyboard.press("Tab")
    desk.keyboard.type("the Commissioner")
    desk.keyboard.press("Enter")
    desk.keyboard.type("fraud")
    desk.keyboard.press("End")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Members discussed it.")
    wait_until_saved(desk)
    assert texts(item) == [
        "The Board received a report of the Commissioner concerning fraud.",
        "Members discussed it.",
    ]
    assert desk.mistakes == []


def test_a_phrase_that_is_resolved_becomes_a_decision_and_undo_takes_it_back(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "resn")
    desk.keyboard.press("Tab")
    wait_until_saved(desk)
    paragraph = item.paragraphs.get().current
    assert (paragraph.text, paragraph.kind) == ("That the report be noted.", "decision")

    desk.get_by_role("button", name="Undo").click()
    wait_until_saved(desk)
    assert shown(desk) == ["resn"]
    assert item.paragraphs.get().current.kind == "note"


def test_the_list_of_phrases_is_chosen_from_by_keys_and_escape_leaves_it(desk, item, axe):
    open_desk(desk, item)
    type_at_the_end(desk, "Noted. ")
    desk.keyboard.press("Control+Space")
    assert len(options(desk)) == 2
    box = boxes(desk).first
    expect(box).to_have_attribute("aria-activedescendant", "desk-choice-0")
    assert axe(desk) == []
    desk.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "desk-choice-1")
    expect(desk.locator("[data-choices] [aria-selected=true]")).to_contain_text("RESOLVED")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()

    desk.get_by_role("button", name="Phrases").click()
    desk.keyboard.type("rece")
    assert len(options(desk)) == 1
    desk.keyboard.press("Enter")
    assert shown(desk) == ["Noted. The Board received a report of … concerning …."]
    assert desk.evaluate("getSelection().toString()") == "…"


def test_the_first_letters_and_tab_write_who_spoke(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "Chair")
    desk.keyboard.press("Tab")
    desk.keyboard.type(" thanked Ruth")
    desk.keyboard.press("Tab")
    desk.keyboard.type(", that is RW")
    desk.keyboard.press("Tab")
    desk.keyboard.type(", and the Chair")
    desk.keyboard.press("Tab")
    desk.keyboard.type(".")
    wait_until_saved(desk)
    assert texts(item) == ["The Chairman thanked RW, that is Ruth Woolford, and the Chairman."]


def test_two_of_the_same_letters_are_offered_to_choose_from(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "Asked by Wo")
    desk.keyboard.press("Tab")
    assert options(desk) == [
        "RW Ruth Woolford, CoLP",
        "Ruth Woolford CoLP",
        "RWO Rob Wolfe, NCA",
        "Rob Wolfe NCA",
    ]
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    assert shown(desk) == ["Asked by Ruth Woolford"]


def test_at_opens_who_is_in_the_room_and_typing_chooses_among_fewer(desk, item, axe):
    open_desk(desk, item)
    type_at_the_end(desk, "It was asked by @")
    assert options(desk) == [
        "the Chairman Casey Chairman, London Fire Brigade",
        "RW Ruth Woolford, CoLP",
        "RWO Rob Wolfe, NCA",
    ]
    assert axe(desk) == []
    desk.keyboard.type("nca")
    assert options(desk)[0] == "RWO Rob Wolfe, NCA"
    desk.keyboard.press("Enter")
    desk.keyboard.type(".")
    wait_until_saved(desk)
    assert texts(item) == ["It was asked by RWO."]
    # An address of e-mail is none of it.
    type_at_the_end(desk, " Write to a@")
    expect(desk.get_by_role("listbox")).to_be_hidden()


def test_tab_behind_any_other_word_goes_on_as_ever(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "It was noted")
    desk.keyboard.press("Tab")
    expect(boxes(desk).first).not_to_be_focused()
    assert shown(desk) == ["It was noted"]


def test_words_typed_go_before_the_apologies_are_written(desk, cast, item):
    apologies = add_item(cast, item.meeting, "Apologies")
    open_desk(desk, apologies)
    type_at_the_end(desk, "The Chairman welcomed everybody.")
    desk.get_by_role("button", name="Write the apologies").click()
    expect(boxes(desk).first).to_have_value(
        "Apologies for absence were received from Ann Absent (CoLP)."
    )
    assert texts(apologies)[1] == "The Chairman welcomed everybody."


def test_the_draft_as_it_will_print_follows_what_is_saved(desk, cast, item, axe):
    write(cast, item, entry("As before."))
    open_desk(desk, item)
    desk.get_by_role("button", name="As it will print").click()
    sheet = desk.locator("[data-sheet]")
    expect(sheet).to_contain_text("As before.")
    type_at_the_end(desk, "Police to report. (n)")
    expect(sheet).to_contain_text("Police to report. (1)")
    assert axe(desk) == []

    desk.reload()
    expect(sheet).to_contain_text("Police to report. (1)")
    desk.get_by_role("button", name="As it will print").click()
    expect(sheet).to_be_hidden()
    assert desk.mistakes == []


def test_on_a_phone_the_draft_is_a_view_of_its_own(cast, item, phone, sign_in_browser, axe):
    write(cast, item, entry("As before."))
    sign_in_browser(phone, cast.secretary)
    open_desk(phone, item)
    phone.get_by_role("button", name="As it will print").click()
    expect(phone.locator("[data-sheet]")).to_contain_text("As before.")
    expect(boxes(phone).first).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    assert axe(phone) == []
    phone.get_by_role("button", name="As it will print").click()
    expect(boxes(phone).first).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 740)])
def test_the_first_paragraph_stands_in_the_first_screen_clear_of_the_tools(
    cast, item, window, sign_in_browser, width, height
):
    page = window(width, height)
    sign_in_browser(page, cast.secretary)
    open_desk(page, item)
    box = boxes(page).first.bounding_box()
    tools = page.locator("[data-tools]").bounding_box()
    assert box["y"] + box["height"] <= tools["y"] <= height
    assert tools["y"] + tools["height"] <= height + 1


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 740)])
def test_the_box_with_the_caret_never_lies_under_the_tools(
    cast, item, window, sign_in_browser, width, height
):
    write(cast, item, *[entry(f"Paragraph {number} of the item.") for number in range(30)])
    page = window(width, height)
    sign_in_browser(page, cast.secretary)
    open_desk(page, item)
    boxes(page).first.click()
    for _ in range(12):
        page.keyboard.press("Control+End")
        page.keyboard.press("ArrowDown")
        assert_clear(page)
    type_at_the_end(page, *[f"And typed line {number}." for number in range(8)])
    assert_clear(page)
    for _ in range(20):
        page.keyboard.press("Control+Home")
        page.keyboard.press("ArrowUp")
        assert_clear(page)


def assert_clear(page):
    box = page.locator("textarea:focus").bounding_box()
    tools = page.locator("[data-tools]").bounding_box()
    bar = page.locator(".desk__bar").bounding_box()
    assert box["y"] + box["height"] <= tools["y"] + 1
    assert box["y"] >= max(bar["y"] + bar["height"], 0) - 1


def test_codes_and_names_typed_while_the_next_item_opens_are_completed_in_it(desk, cast, item):
    following = add_item(cast, item.meeting, "Modern slavery")
    open_desk(desk, item)
    type_at_the_end(desk, "Noted.")
    desk.keyboard.press("Alt+ArrowDown")
    # Without waiting for it to open.
    desk.keyboard.type("rec")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Ruth")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.type("fraud")
    expect(desk.get_by_role("heading", name="2. Modern slavery")).to_be_visible()
    wait_until_saved(desk)
    assert texts(item) == ["Noted."]
    assert texts(following) == ["The Board received a report of RW concerning fraud."]
