"""Where the Board uses it, the minutes print the resolution to exclude the public."""

import pytest
from django.urls import reverse

from board.models import BoardSettings
from meetings.document import FULL, MEMBERS_COPY, PUBLISHED, minutes_document
from meetings.paper import minutes_pdf
from tests.meetings.board_meeting import CANARIES, PARAGRAPH_7, add_item, entry, meeting_on, write
from tests.papers.checks import assert_is_accessible_pdf
from tests.papers.scanner import leaks


@pytest.fixture
def minutes(cast):
    meeting = meeting_on(cast, "2018-06-06")
    minutes = write(cast, add_item(cast, meeting, "Sharing"), entry("One."))
    add_item(cast, meeting, CANARIES["title"], **PARAGRAPH_7)
    reason = {"is_closed": True, "closed_reason": "given in confidence"}
    add_item(cast, meeting, "A visit", **reason)
    return minutes


@pytest.fixture
def printed(db, cast):
    BoardSettings.objects.update(prints_exclusion=True)


@pytest.mark.parametrize("fullness", [FULL, MEMBERS_COPY, PUBLISHED])
def test_it_stands_before_the_first_closed_item_in_every_copy(fullness, printed, minutes):
    exclusion = minutes_document(minutes, fullness=fullness)["exclusion"]

    assert exclusion["before"] == "2"
    assert "Section 100A(4) of the Local Government Act 1972" in exclusion["words"]
    assert exclusion["rows"] == [
        {"item": "2", "paragraph": "7"},
        {"item": "3", "paragraph": "– (given in confidence)"},
    ]


def test_a_board_that_does_not_use_it_prints_none(minutes):
    assert minutes_document(minutes, fullness=PUBLISHED)["exclusion"] == {}


def test_minutes_without_closed_items_have_none(printed, cast):
    meeting = meeting_on(cast, "2018-07-18")
    minutes = write(cast, add_item(cast, meeting, "Sharing"), entry("One."))

    assert minutes_document(minutes, fullness=PUBLISHED)["exclusion"] == {}


def test_page_and_pdf_print_it_and_nothing_of_the_item(printed, cast, sign_in, minutes):
    document = minutes_document(minutes, fullness=PUBLISHED)
    pdf = minutes_pdf(minutes.meeting, document)

    assert_is_accessible_pdf(pdf, title=f"Minutes of {minutes.meeting}")
    assert leaks(pdf, "Section 100A(4)")
    assert leaks(pdf, CANARIES["title"]) == []
    page = (
        sign_in(cast.secretary)
        .get(reverse("minutes", kwargs={"slug": minutes.meeting.slug}))
        .content.decode()
    )
    assert page.index("Exclusion of the public") < page.index(CANARIES["title"])


def test_plain_text_says_under_which_paragraph_each_item_is_closed(printed, cast, sign_in, minutes):
    address = reverse("minutes-text", kwargs={"slug": minutes.meeting.slug})
    text = sign_in(cast.secretary).get(address).content.decode()

    assert "Item 2\n    Paragraph 7 of Schedule 12A" in text
    assert "Item 3\n    – (given in confidence)" in text


def test_the_secretary_chooses_it_in_the_settings(cast, sign_in):
    secretary = sign_in(cast.secretary)
    page = secretary.get(reverse("board-settings"))
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}

    secretary.post(reverse("board-settings"), data | {"prints_exclusion": "on"})

    assert BoardSettings.current().prints_exclusion
