"""Taking minutes by the keyboard: blocks, keys, undo, items, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from meetings.models import Reference
from tests.browser.taking_minutes import (
    boxes,
    open_desk,
    shown,
    texts,
    type_at_the_end,
    wait_until_saved,
)
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write


@pytest.fixture
def item(cast, transactional_db):
    return add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")


@pytest.fixture
def desk(cast, item, page, sign_in_browser):
    sign_in_browser(page, cast.secretary)
    return page


def kinds(item):
    standing = item.paragraphs.filter(current__is_removed=False).order_by("position")
    return list(standing.values_list("current__kind", "current__is_closed"))


def test_enter_makes_the_next_paragraph_and_keys_make_it_a_decision_or_closed(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "A report was received.", "The report be noted.")
    desk.keyboard.press("Control+d")
    desk.keyboard.press("Enter")
    desk.keyboard.type("A name was given.")
    desk.keyboard.press("Control+.")
    desk.locator("select:focus").select_option("paragraph 7")
    wait_until_saved(desk)

    assert texts(item) == ["A report was received.", "The report be noted.", "A name was given."]
    assert kinds(item) == [("note", False), ("decision", False), ("note", True)]
    assert desk.mistakes == []


def test_a_closed_paragraph_without_its_reason_is_not_kept_as_open(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "A name was given.")
    desk.keyboard.press("Control+.")
    state = desk.locator("[data-save-state]")
    expect(state).to_contain_text("select the reason for closing it")
    desk.wait_for_timeout(3000)
    assert texts(item) == []


def test_an_action_asks_who_does_it_in_place(cast, desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "Police to circulate the guide")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("checkbox", name="City of London Police")).to_be_in_viewport()
    desk.get_by_role("checkbox", name="City of London Police").check()
    desk.get_by_role("radio", name="Next meeting").check()
    expect(desk.locator("[data-reference-of='1'] summary").first).to_contain_text(
        "City of London Police, next meeting"
    )
    expect(desk.locator("[data-said]")).to_contain_text("Kept")

    assert texts(item) == ["Police to circulate the guide (n1)"]
    reference = Reference.objects.get()
    assert ([str(owner) for owner in reference.owners.all()], reference.due) == (
        ["City of London Police"],
        "next_meeting",
    )


def test_typing_goes_on_behind_an_action(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "Police to report")
    desk.keyboard.press("Control+Enter")
    desk.keyboard.type(" and Fire to send the guide")
    desk.keyboard.press("Control+Enter")
    desk.keyboard.type(".")
    wait_until_saved(desk)

    assert texts(item) == ["Police to report (n1) and Fire to send the guide (n2)."]


def test_an_action_in_front_of_a_word_stands_apart_from_it(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "and Fire to help.")
    desk.keyboard.press("Home")
    desk.keyboard.type("Police to report ")
    desk.keyboard.press("Control+Enter")
    wait_until_saved(desk)

    assert texts(item) == ["Police to report (n1) and Fire to help."]


def test_splitting_and_merging_keep_every_word_and_mark(cast, desk, item):
    write(cast, item, entry("Police to report. (n) Fire to send the guide. (n)"))
    open_desk(desk, item)
    box = boxes(desk).first
    box.evaluate("box => { box.focus(); box.setSelectionRange(22, 22) }")
    desk.keyboard.press("Enter")
    wait_until_saved(desk)
    assert texts(item) == ["Police to report. (n1)", "Fire to send the guide. (n2)"]

    desk.keyboard.press("Backspace")
    wait_until_saved(desk)
    assert texts(item) == ["Police to report. (n1) Fire to send the guide. (n2)"]
    assert Reference.objects.filter(is_marked=True).count() == 2


def test_a_closed_and_an_open_paragraph_merge_into_a_closed_one_and_undo_parts_them(
    cast, desk, item
):
    write(cast, item, entry("Noted."), entry("A name was given.", **PARAGRAPH_7))
    open_desk(desk, item)
    boxes(desk).nth(1).evaluate("box => { box.focus(); box.setSelectionRange(0, 0) }")
    desk.keyboard.press("Backspace")
    wait_until_saved(desk)
    assert (texts(item), kinds(item)) == (["Noted. A name was given."], [("note", True)])

    desk.get_by_role("button", name="Undo").click()
    wait_until_saved(desk)
    assert texts(item) == ["Noted.", "A name was given."]
    assert kinds(item) == [("note", False), ("note", True)]


def test_once_circulated_a_closed_and_an_open_paragraph_stay_apart(cast, desk, item):
    minutes = write(cast, item, entry("Noted."), entry("A name was given.", **PARAGRAPH_7))
    minutes.circulate(by=cast.secretary)
    open_desk(desk, item)
    boxes(desk).nth(1).evaluate("box => { box.focus(); box.setSelectionRange(0, 0) }")
    desk.keyboard.press("Backspace")
    expect(desk.locator("[data-said]")).to_contain_text("stay apart")
    assert shown(desk) == ["Noted.", "A name was given."]


def test_the_key_takes_back_a_merge_but_never_words_typed_since(cast, desk, item):
    write(cast, item, entry("Noted."), entry("Agreed."))
    open_desk(desk, item)
    boxes(desk).nth(1).evaluate("box => { box.focus(); box.setSelectionRange(0, 0) }")
    desk.keyboard.press("Backspace")
    desk.keyboard.type("x")
    desk.keyboard.press("Control+z")
    assert shown(desk) == ["Noted. Agreed."]

    desk.keyboard.press("Control+z")
    assert shown(desk) == ["Noted.", "Agreed."]
    wait_until_saved(desk)
    assert texts(item) == ["Noted.", "Agreed."]


def test_the_key_takes_back_an_action_and_with_it_the_question_who_does_it(desk, item):
    open_desk(desk, item)
    type_at_the_end(desk, "Police to report")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("[data-reference-of='1']")).to_be_visible()
    desk.keyboard.press("Control+z")
    wait_until_saved(desk)
    expect(desk.locator("[data-reference-of='1']")).to_be_hidden()
    assert texts(item) == ["Police to report"]
    assert not Reference.objects.marked().exists()


def test_paragraphs_move_up_and_down_and_the_order_is_kept(cast, desk, item):
    write(cast, item, entry("One."), entry("Two."), entry("Three."))
    open_desk(desk, item)
    boxes(desk).nth(2).click()
    desk.keyboard.press("Alt+Shift+ArrowUp")
    desk.keyboard.press("Alt+Shift+ArrowUp")
    boxes(desk).nth(1).click()
    desk.get_by_role("button", name="Move down").click()
    wait_until_saved(desk)

    assert shown(desk) == ["Three.", "Two.", "One."]
    assert texts(item) == ["Three.", "Two.", "One."]


def test_a_paragraph_taken_out_can_be_put_back(cast, desk, item):
    write(cast, item, entry("One."), entry("Two."))
    open_desk(desk, item)
    boxes(desk).first.click()
    desk.get_by_role("button", name="Take out").click()
    wait_until_saved(desk)
    assert texts(item) == ["Two."]

    desk.reload()
    desk.get_by_text("Taken out: 1").click()
    desk.get_by_role("button", name="Put back").click()
    wait_until_saved(desk)
    assert sorted(texts(item)) == ["One.", "Two."]


def test_the_next_item_opens_without_leaving_the_page(cast, desk, item):
    following = add_item(cast, item.meeting, "Any other business")
    open_desk(desk, item)
    desk.evaluate("window.isTheSamePage = true")
    type_at_the_end(desk, "Noted.")
    desk.keyboard.press("Alt+ArrowDown")
    # Without waiting for it to open.
    desk.keyboard.type("There was ")
    expect(desk.get_by_role("heading", name="2. Any other business")).to_be_visible()
    assert desk.evaluate("window.isTheSamePage")
    assert desk.url.endswith(f"?item={following.pk}")
    desk.keyboard.type("none.")
    wait_until_saved(desk)
    desk.go_back()
    expect(desk.get_by_role("heading", name="1. Sharing of information")).to_be_visible()

    assert (texts(item), texts(following)) == (["Noted."], ["There was none."])
    assert shown(desk) == ["Noted."]


def test_on_a_phone_the_items_are_a_list_to_choose_from(cast, item, phone, sign_in_browser, axe):
    following = add_item(cast, item.meeting, "Any other business")
    write(cast, item, entry("Noted."), entry("A name was given. (n)", **PARAGRAPH_7))
    sign_in_browser(phone, cast.secretary)
    open_desk(phone, item)
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.get_by_label("Item", exact=True).select_option(str(following.pk))
    expect(phone.get_by_role("heading", name="2. Any other business")).to_be_visible()
    assert axe(phone) + phone.mistakes == []


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color: red}</style></head>
<body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal>The Board <b>welcomed</b> the
report.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>who may ask</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>who answers</p>
<p class=MsoNormal><script>document.title = "broken"</script>Noted.<img src=x onerror="document.title='broken'"></p>
<ol><li>First</li><li>Second</li></ol>
<!--EndFragment--></body></html>"""


def test_a_paste_from_word_arrives_as_clean_paragraphs_and_lists(desk, item):
    open_desk(desk, item)
    boxes(desk).last.click()
    desk.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "as plain text");
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
            );
        }""",
        WORD,
    )
    wait_until_saved(desk)

    assert texts(item) == [
        "The Board **welcomed** the report.",
        "- who may ask\n- who answers",
        "Noted.",
        "1. First\n2. Second",
    ]
    assert "broken" not in desk.title()

    desk.keyboard.press("Control+z")
    assert shown(desk) == []
