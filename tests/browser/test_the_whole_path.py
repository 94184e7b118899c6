"""The job from end to end, as the four people it is for do it in their browsers."""

import datetime

import pytest
from django.conf import settings
from playwright.sync_api import expect

from actions.models import Action, Lead, Rating
from meetings.models import Meeting
from priorities.models import Priority, Scheme
from tests.papers.checks import assert_is_accessible_pdf, page_texts

TODAY = settings.BOARD_TODAY
CANARY = "Halcyonbird"


@pytest.fixture
def row(cast):
    scheme = Scheme.objects.create(slug="annex-b", name="Annex B", source="Annex B")
    return Action.objects.create_row(
        by=cast.secretary,
        as_at=TODAY - datetime.timedelta(days=200),
        area=Priority.objects.create(scheme=scheme, title="Cyber attack", position=1),
        issues="Raising awareness",
        rating=Rating.AMBER,
        leads=[Lead(organisation=cast.police, is_accountable=True)],
    )


@pytest.fixture
def later_meeting(cast):
    meeting = Meeting(group=cast.board, held_on=TODAY, state="held", summary="Held.")
    meeting.arrange(by=cast.secretary)
    return meeting


def hears(page, words):
    """Waits until what was pressed is done: the next step is somebody else's."""
    expect(page.get_by_text(words)).to_be_visible()


def add_item(page, title, *, closed=False):
    page.get_by_label("Title").fill(title)
    page.get_by_role("radio", name="Closed" if closed else "Open", exact=True).check()
    if closed:
        page.get_by_label("Reason, when closed").select_option("paragraph 7")
    page.get_by_role("button", name="Add the item").click()
    expect(page.get_by_role("link", name=title)).to_be_visible()


def write(page, *texts):
    expect(page.locator("form.is-live")).to_be_visible()
    boxes = page.get_by_role("textbox", name="Paragraph")
    for number, text in enumerate(texts):
        boxes.nth(number).fill(text)
    page.get_by_role("button", name="Save and next item").or_(
        page.get_by_role("button", name="Save", exact=True)
    ).last.click()


def make_a_meeting(page):
    page.goto("/meetings/")
    page.get_by_role("link", name="Enter a meeting").click()
    page.get_by_label("Whose meeting").select_option(label="Serious and Organised Crime Board")
    page.get_by_label("Day", exact=True).fill("6")
    page.get_by_label("Month").fill("6")
    page.get_by_label("Year").fill("2018")
    page.get_by_label("Place (optional)").fill("Guildhall")
    page.get_by_role("button", name="Save the meeting").click()
    page.get_by_role("link", name="Go on to the meeting").click()
    page.get_by_role("link", name="Change the agenda").click()
    add_item(page, "Information sharing")
    add_item(page, f"Operation {CANARY}", closed=True)


def take_minutes(page):
    page.get_by_role("link", name="Board, 6 June 2018").click()
    page.get_by_role("link", name="Record attendance").click()
    page.get_by_role("radio", name="Present").first.check()
    page.get_by_role("button", name="Save attendance").click()
    hears(page, "Attendance saved.")
    page.get_by_role("button", name="It was held").click()
    hears(page, "Recorded as held.")
    page.get_by_role("link", name="Take minutes").first.click()
    write(page, "The Board received a report.", "CoLP to circulate the guide. (n)")
    expect(page.get_by_role("heading", name=f"2. Operation {CANARY}")).to_be_visible()
    write(page, f"The plan of {CANARY} was discussed.")
    page.get_by_role("link", name="Leave").click()


def choose_later_meeting(page, meeting):
    page.get_by_role("link", name="Record approval").click()
    page.get_by_label("Approved at").select_option(label=str(meeting))
    page.get_by_role("button", name="Record the approval").click()
    hears(page, "Minutes approved.")


def test_minutes_go_from_the_meeting_to_the_public_without_the_closed_item(
    cast, later_meeting, window, sign_in_browser
):
    secretary, chairman, anybody = (window(1280, 900) for _ in range(3))
    sign_in_browser(secretary, cast.secretary)
    sign_in_browser(chairman, cast.chairman)
    make_a_meeting(secretary)
    take_minutes(secretary)
    secretary.get_by_role("link", name="Circulate the draft").click()
    secretary.get_by_role("button", name="Circulate the draft").click()
    hears(secretary, "Circulated.")
    choose_later_meeting(secretary, later_meeting)

    chairman.goto("/")
    chairman.get_by_role("link", name="Look and agree").click()
    expect(chairman.get_by_role("main")).to_contain_text(CANARY)
    chairman.get_by_role("button", name="I agree that this becomes public").click()
    hears(chairman, "You agreed that this text becomes public.")

    secretary.goto("/")
    secretary.get_by_role("link", name="Publish").click()
    secretary.get_by_role("button", name="Publish").click()
    hears(secretary, "Published.")

    anybody.goto("/")
    anybody.get_by_role("link", name="Minutes of Board, 6 June 2018").click()
    expect(anybody.get_by_role("main")).to_contain_text("CoLP to circulate the guide. (1)")
    expect(anybody.get_by_role("main")).to_contain_text(
        "This item was considered in closed session (paragraph 7)."
    )
    assert CANARY not in anybody.content()
    paper = anybody.request.get("/published/2018-06-06-board/minutes.pdf").body()
    assert_is_accessible_pdf(paper)
    assert CANARY not in " ".join(page_texts(paper))

    secretary.goto("/published/2018-06-06-board/")
    secretary.get_by_role("link", name="withdraw it with a reason").click()
    secretary.get_by_label("Why it is withdrawn (optional)").fill("A name was wrong.")
    secretary.get_by_role("button", name="Take it off the public site").click()
    hears(secretary, "is off the public site.")
    assert anybody.reload().status == 404


def test_partner_updates_a_rating_on_a_phone(cast, row, phone, sign_in_browser):
    sign_in_browser(phone, cast.partner)
    phone.goto("/")
    phone.get_by_role("link", name="Update").click()
    phone.get_by_role("radio", name="Green").check()
    phone.get_by_label("What has changed?").fill("Leaflets have gone to every business.")
    phone.get_by_role("button", name="Save the update").click()
    expect(phone.get_by_role("main")).to_contain_text("Green")
    row.refresh_from_db()
    assert (row.current.rating, row.current.note, row.current.made_by) == (
        Rating.GREEN,
        "Leaflets have gone to every business.",
        cast.partner,
    )


def test_the_quarter_becomes_a_signed_report(cast, row, window, sign_in_browser):
    secretary, chairman = window(1280, 900), window(1280, 900)
    sign_in_browser(secretary, cast.secretary)
    sign_in_browser(chairman, cast.chairman)
    secretary.goto("/")
    secretary.get_by_role("link", name="Choose the quarter").click()
    secretary.get_by_role("button", name="Start the report").click()
    secretary.get_by_role("link", name="Edit the report").click()
    secretary.get_by_role("textbox", name="Summary", exact=True).fill("A quiet quarter.")
    secretary.get_by_role("button", name="Save").first.click()
    hears(secretary, "Report saved.")
    secretary.get_by_role("button", name="Send to the Chairman").click()
    hears(secretary, "The report is with the Chairman.")

    chairman.goto("/")
    chairman.get_by_role("link", name="Read and sign").click()
    chairman.get_by_role("button", name="Sign off").click()
    expect(chairman.get_by_role("main")).to_contain_text("Signed off")
    address = chairman.get_by_role("link", name="PDF").first.get_attribute("href")
    paper = chairman.request.get(address).body()
    assert_is_accessible_pdf(paper)
    assert "A quiet quarter." in " ".join(page_texts(paper))
