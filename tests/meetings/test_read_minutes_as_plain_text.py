"""The minutes as plain text: the same words as the page, as full as the reader may have them."""

import pytest
from django.urls import reverse

from audit.models import Event
from tests.meetings.board_meeting import (
    CANARIES,
    PARAGRAPH_7,
    add_item,
    entry,
    invite_guests,
    keep_as_file,
    meeting_on,
    with_minutes,
    write,
)
from tests.papers.scanner import response_leaks


@pytest.fixture
def meeting(cast):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    meeting.minutes.circulate(by=cast.secretary)
    invite_guests(cast, meeting)
    return meeting


def text(client, meeting):
    return client.get(reverse("minutes-text", kwargs={"slug": meeting.slug}))


def test_it_reads_like_the_page_from_top_to_bottom(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Sharing of information", presenter="Chief Officer")
    write(
        cast,
        item,
        entry("Police to **report** back (n) on:\n- this\n- that"),
        entry("That:\n\n1. one be kept;\n2. two be sent.", kind="decision"),
        entry("Members heard of Halcyon.", **PARAGRAPH_7),
    ).circulate(by=cast.secretary)

    answer = text(sign_in(cast.member), meeting)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert (
        answer.content.decode()
        == """\
NOT FOR PUBLICATION – DRAFT

Serious and Organised Crime Board

Minutes of Board, 18 July 2018
==============================

Serious and Organised Crime Board

Wednesday 18 July 2018, Guildhall

Full minutes with the closed items: not for publication

1. Sharing of information
-------------------------

Report of Chief Officer

Police to report back (1) on:

- this
- that

RESOLVED – That:

1. one be kept;
2. two be sent.

CLOSED

Paragraph 7: preventing, investigating or prosecuting crime

Members heard of Halcyon.

END OF CLOSED PART

Outstanding references from this meeting
----------------------------------------

(1) SOCB/2018/01
    Police to report back on:
    Owner: –. Due: No date.

NOT FOR PUBLICATION – DRAFT
"""
    )


def test_its_name_says_what_it_is_and_how_far_it_is(cast, sign_in, meeting):
    def name(user):
        return text(sign_in(user), meeting)["Content-Disposition"]

    assert name(cast.member) == 'inline; filename="2018-07-18-board-minutes-full-draft.txt"'
    assert name(cast.observer) == (
        'inline; filename="2018-07-18-board-minutes-members-copy-draft.txt"'
    )


def test_who_may_not_read_closed_items_finds_none_there(cast, sign_in, meeting):
    answer = text(sign_in(cast.observer), meeting)

    assert [word for word in CANARIES.values() if response_leaks(answer, word)] == []
    assert "2. Closed item" in answer.content.decode()


def test_a_member_finds_every_closed_word_there_and_the_look_is_recorded(cast, sign_in, meeting):
    answer = text(sign_in(cast.member), meeting)

    of_minutes = set(CANARIES.values()) - {CANARIES["title of a paper"]}
    assert {word for word in of_minutes if response_leaks(answer, word)} == of_minutes
    assert Event.objects.filter(verb="minutes.closed_seen").count() == 1


def test_the_page_of_the_minutes_and_of_the_meeting_lead_to_it(cast, sign_in, meeting):
    address = reverse("minutes-text", kwargs={"slug": meeting.slug})
    for name in ("minutes", "meeting"):
        page = sign_in(cast.member).get(reverse(name, kwargs={"slug": meeting.slug}))
        assert page.content.decode().count(f'href="{address}"') == 1


def test_minutes_kept_as_a_file_have_no_text_of_their_own(cast, sign_in):
    meeting = meeting_on(cast, "2016-07-18")
    keep_as_file(cast, meeting)

    answer = text(sign_in(cast.secretary), meeting)

    assert (answer.status_code, answer.url) == (302, f"/meetings/{meeting.slug}/minutes/")
