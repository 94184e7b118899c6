"""The gate shows what is closed of references that came from earlier meetings."""

import pytest
from django.urls import reverse

from audit.models import Event
from meetings.models import Taken
from tests.meetings.board_meeting import (
    PARAGRAPH_7,
    add_item,
    declare,
    entry,
    meeting_on,
    write,
)

WORDS = ["Snollygoster", "Taradiddle", "Widdershins"]


@pytest.fixture
def later(cast):
    """A meeting that took a closed reference, and said closed words of two open ones."""
    earlier = meeting_on(cast, "2018-06-06")
    write(cast, add_item(cast, earlier, "Lists"), entry("Keep a list. (n)"), entry("Ask. (n)"))
    write(cast, add_item(cast, earlier, "Secret", **PARAGRAPH_7), entry("Follow Halcyon. (n)"))
    earlier.minutes.circulate(by=cast.secretary)
    kept, asked, closed = earlier.minutes.references.order_by("mark")
    later = meeting_on(cast, "2018-07-18")
    add_item(cast, later, "Outstanding references")
    closed.take(later, Taken(WORDS[0], "none"), by=cast.secretary)
    kept.take(later, Taken(WORDS[1], "none", is_closed=True), by=cast.secretary)
    asked.take(later, Taken("The Commander said so.", "none"), by=cast.secretary)
    return later


def gate(client, meeting):
    page = client.get(reverse("minutes-publication", kwargs={"slug": meeting.slug}))
    return page.content.decode().split('id="withheld"')


@pytest.fixture
def minutes(cast, later):
    return later.start_minutes(by=cast.secretary)


def test_closed_ones_and_closed_words_stand_on_the_side_that_is_withheld(cast, sign_in, minutes):
    appears, withheld = gate(sign_in(cast.secretary), minutes.meeting)

    assert [word for word in WORDS[:2] if word in appears] == []
    assert "OR C1 SOCB/2018/C01: Follow Halcyon." in withheld
    assert [word for word in WORDS[:2] if word not in withheld] == []
    assert "OR1 SOCB/2018/01: " in withheld
    assert "The Commander said so." in appears
    assert "The Commander said so." not in withheld


def test_that_they_were_shown_is_recorded_though_no_item_is_closed(cast, sign_in, minutes):
    gate(sign_in(cast.chairman), minutes.meeting)

    assert Event.objects.filter(verb="minutes.closed_seen").count() == 1


def test_a_name_in_them_and_in_the_open_text_is_pointed_out(cast, sign_in, minutes):
    item = minutes.meeting.items.get()
    write(cast, item, entry("Members thanked Halcyon staff, and Taradiddle."))

    page = sign_in(cast.secretary).get(
        reverse("minutes-publication", kwargs={"slug": minutes.meeting.slug})
    )

    assert [finding.word for finding in page.context["findings"]] == ["Halcyon", "Taradiddle"]


def test_how_an_open_one_was_closed_in_closed_session_is_withheld_and_marked(cast, sign_in):
    earlier = meeting_on(cast, "2018-06-06")
    write(cast, add_item(cast, earlier, "Lists"), entry("Keep a list. (n)"))
    earlier.minutes.circulate(by=cast.secretary)
    later = meeting_on(cast, "2018-07-18")
    add_item(cast, later, "Outstanding references", **PARAGRAPH_7)
    earlier.minutes.references.get().close(at=later, outcome=WORDS[2], by=cast.secretary)
    later.start_minutes(by=cast.secretary)
    client = sign_in(cast.secretary)

    appears, withheld = gate(client, later)
    page = client.get(reverse("minutes", kwargs={"slug": later.slug})).content.decode()

    assert (WORDS[2] in appears, WORDS[2] in withheld) == (False, True)
    assert f'<p><strong class="closed__word">Closed</strong> Closed: {WORDS[2]}</p>' in page


def test_who_the_item_is_kept_from_finds_none_of_it_there(cast, sign_in, minutes):
    source = minutes.meeting.brought_references.get(in_closed_series=True).reference
    mine = declare(cast, source.paragraph.item, cast.deputy, "It is my firm.")
    mine.exclude(by=cast.chairman)

    _, withheld = gate(sign_in(cast.deputy), minutes.meeting)

    assert ("Halcyon" in withheld, WORDS[0] in withheld) == (False, False)
    assert WORDS[1] in withheld
