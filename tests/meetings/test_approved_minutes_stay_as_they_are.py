"""Approved minutes print the same bytes, whatever is renamed, ended or decided afterwards."""

import datetime

import pytest

from board.models import BoardSettings, SeatHolding
from meetings.document import FULL, MEMBERS_COPY, PUBLISHED, fingerprint, minutes_document
from meetings.minutes_word import minutes_text, minutes_word
from meetings.models import Attendance, Meeting, Taken
from meetings.paper import minutes_pdf
from tests.meetings.board_meeting import (
    add_item,
    agree,
    declare,
    entry,
    meeting_on,
    with_minutes,
    write,
)

KINDS = [FULL, MEMBERS_COPY, PUBLISHED]


@pytest.fixture
def meeting(cast):
    """Approved minutes with everything that is kept elsewhere under a name."""
    BoardSettings.objects.update(prints_exclusion=True)
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    Attendance.objects.create(
        meeting=meeting, seat=cast.seats["co_optee"], name="Val Vacant", status="substitute"
    )
    declare(cast, meeting.items.first(), cast.member, "It is my firm.")
    for reference in meeting.minutes.references.all():
        owners = [cast.police, cast.member.person]
        reference.agree(owners=owners, due="next_meeting", due_on=None, by=cast.secretary)
    meeting.minutes.circulate(by=cast.secretary)
    meeting.minutes.approve(at=meeting_on(cast, "2018-09-05"), by=cast.secretary)
    return meeting


def printed(meeting, kind):
    """Everything that is printed of one kind, read anew as a later day would."""
    minutes = Meeting.objects.get(pk=meeting.pk).minutes
    document = minutes_document(minutes, fullness=kind)
    paper = minutes.meeting
    return (
        document,
        minutes_pdf(paper, document),
        minutes_word(paper, document),
        minutes_text(document),
    )


def rename(thing, **names):
    for name, value in names.items():
        setattr(thing, name, value)
    thing.save()


def everything_is_renamed(cast, meeting):
    BoardSettings.objects.update(
        name="Another Board", short_name="AB", prints_exclusion=False, amber_word="Amber"
    )
    rename(cast.board, name="Another Board", short_name="Other")
    rename(cast.police, name="Another Police", short_name="AP")
    rename(cast.seats["co_optee"], label="Another seat")
    for user in (cast.member, cast.chairman):
        rename(user.person, name=f"Another {user.name}")
        rename(user, name=f"Another {user.name}")


def the_next_meetings_go_on(cast, meeting):
    for holding in SeatHolding.objects.all():
        rename(holding, ends_on=datetime.date(2018, 9, 6))
    later = meeting.minutes.approved_at_meeting
    first, second = meeting.minutes.references.open().order_by("mark")
    first.take(later, Taken("It is done.", "none", is_done=True), by=cast.secretary)
    second.agree(owners=[cast.fire], due="none", due_on=None, by=cast.secretary)
    write(cast, add_item(cast, later, "Lists"), entry("Keep another list. (n)"))
    later.minutes.circulate(by=cast.secretary)


@pytest.mark.parametrize("change", [everything_is_renamed, the_next_meetings_go_on])
def test_every_paper_is_the_same_byte_for_byte(change, cast, meeting):
    before = {kind: printed(meeting, kind) for kind in KINDS}

    change(cast, meeting)

    assert {kind: printed(meeting, kind) for kind in KINDS} == before


def test_a_draft_follows_what_is_renamed(cast):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))

    everything_is_renamed(cast, meeting)

    document = minutes_document(Meeting.objects.get(pk=meeting.pk).minutes, fullness=FULL)
    assert (document["board"], document["heading"]) == (
        "Another Board",
        "Minutes of Other, 18 July 2018",
    )


def test_the_chairmans_agreement_to_publish_outlasts_a_change_of_settings(cast, meeting):
    agree(cast, meeting.minutes)

    everything_is_renamed(cast, meeting)

    minutes = Meeting.objects.get(pk=meeting.pk).minutes
    assert minutes.agreement_stands(minutes.public_document())
    assert minutes.publication_approved_sha256 == fingerprint(minutes.public_document())


def test_an_item_opened_afterwards_is_printed_with_the_names_of_then(cast, meeting):
    everything_is_renamed(cast, meeting)
    meeting.items.get(is_closed=True).open(by=cast.chairman)

    document = printed(meeting, PUBLISHED)[0]

    assert [item["is_closed"] for item in document["items"]] == [False] * 3
    assert document["board"] == "Serious and Organised Crime Board"
