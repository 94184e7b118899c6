"""A later meeting approves the minutes, as presented or with the amendments it states."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from meetings.document import FULL, MEMBERS_COPY, PUBLISHED, minutes_document
from meetings.models import Amendment, Conflict, Entry
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write


def url(name, meeting, **kwargs):
    return reverse(name, kwargs={"slug": meeting.slug, **kwargs})


@pytest.fixture
def later(cast):
    later = meeting_on(cast, "2018-09-05")
    add_item(cast, later, "Minutes of the last meeting")
    return later


@pytest.fixture
def meeting(cast):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Sharing of information")
    write(
        cast,
        item,
        entry("Partners to send there contacts. (n)"),
        entry("Members heard of Halcyon.", **PARAGRAPH_7),
    )
    closed = add_item(cast, meeting, "Zephyrine", **PARAGRAPH_7)
    write(cast, closed, entry("Members heard of Quillback."))
    meeting.minutes.circulate(by=cast.secretary)
    return meeting


def paragraphs(meeting):
    return list(meeting.minutes.paragraphs.select_related("current", "item").order_by("pk"))


def state(cast, meeting, wording, paragraph=None):
    change = Amendment(wording=wording)
    if paragraph:
        change = Amendment(
            item=paragraph.item, paragraph=paragraph, seen=paragraph.current, wording=wording
        )
    meeting.minutes.state_amendment(change, by=cast.secretary)
    return change


def resolved_at(later):
    later.refresh_from_db()
    return later.minutes.paragraphs.get().current.text


def test_approved_as_presented_the_later_minutes_say_so(cast, sign_in, meeting, later):
    data = {"meeting": later.pk, "writes": "on"}

    sign_in(cast.secretary).post(url("minutes-approval", meeting), data)

    meeting.minutes.refresh_from_db()
    assert (meeting.minutes.state, meeting.minutes.approved_at_meeting) == ("approved", later)
    decision = later.decisions.get()
    assert decision.words == (
        "That the minutes of the meeting held on 18 July 2018 be agreed as a correct record."
    )
    assert later.minutes.paragraphs.get().item.title == "Minutes of the last meeting"
    document = minutes_document(meeting.minutes, fullness=PUBLISHED)
    assert document["approval"].startswith("Approved as presented at the meeting of the Serious")


def test_the_approval_is_recorded_from_the_item_itself(cast, sign_in, meeting, later):
    item = later.items.get()
    secretary = sign_in(cast.secretary)
    desk = secretary.get(f"{url('minutes-edit', later)}?item={item.pk}").content.decode()
    address = f"{url('minutes-approval', meeting)}?item={item.pk}"
    assert address in desk
    form = secretary.get(address).context["form"]
    assert (form["meeting"].value(), form["writes"].value()) == (later.pk, True)

    answer = secretary.post(address, {"meeting": later.pk, "writes": "on"})

    assert answer.url == f"{url('minutes-edit', later)}?item={item.pk}"


def test_an_item_for_something_else_offers_no_approval(cast, sign_in, meeting, later):
    other = add_item(cast, later, "Any other business")

    desk = sign_in(cast.secretary).get(f"{url('minutes-edit', later)}?item={other.pk}")

    assert url("minutes-approval", meeting) not in desk.content.decode()


def test_three_amendments_one_of_them_to_the_attendance(cast, meeting, later):
    first = paragraphs(meeting)[0]
    state(cast, meeting, "Partners to send their contacts. (n1)", first)
    state(cast, meeting, "J Smith be added to those present.")
    added = Amendment(item=first.item, wording="Members thanked the partners.")
    meeting.minutes.state_amendment(added, by=cast.secretary)

    meeting.minutes.approve(at=later, by=cast.secretary, item=later.items.get())

    assert resolved_at(later) == (
        "That the minutes of the meeting held on 18 July 2018 be agreed as a correct record,"
        " subject to the following amendments:\n"
        "1. J Smith be added to those present.\n"
        "2. in item 1, a paragraph to read: “Partners to send their contacts.”\n"
        "3. in item 1, a paragraph to be added: “Members thanked the partners.”"
    )
    document = minutes_document(meeting.minutes, fullness=FULL)
    texts = [paragraph["text"] for paragraph in document["items"][0]["paragraphs"]]
    assert texts == [
        "Partners to send their contacts. (1)",
        "Members heard of Halcyon.",
        "Members thanked the partners.",
    ]
    assert document["approval"].startswith("Approved with amendments at")


def test_nothing_is_written_until_the_approval_is_recorded(cast, meeting):
    state(cast, meeting, "Partners to send their contacts. (n1)", paragraphs(meeting)[0])

    assert paragraphs(meeting)[0].current.number == 1


def test_of_closed_parts_the_later_minutes_quote_nothing(cast, meeting, later):
    _, closed, in_closed_item = paragraphs(meeting)
    state(cast, meeting, "Members heard of Marchpane.", closed)
    state(cast, meeting, "Members heard of Ossifrage.", in_closed_item)

    meeting.minutes.approve(at=later, by=cast.secretary, item=later.items.get())

    assert resolved_at(later) == (
        "That the minutes of the meeting held on 18 July 2018 be agreed as a correct record,"
        " subject to the following amendment: in item 2, which was considered in closed session."
    )
    closed.refresh_from_db()
    assert (closed.current.text, closed.current.is_closed) == ("Members heard of Marchpane.", True)


def test_an_amendment_of_a_closed_paragraph_alone_leaves_the_open_text_as_it_is(
    cast, meeting, later
):
    state(cast, meeting, "Members heard of Marchpane.", paragraphs(meeting)[1])
    meeting.minutes.approve(at=later, by=cast.secretary, item=later.items.get())

    assert resolved_at(later).endswith("be agreed as a correct record, as amended.")
    for fullness, how in (
        (FULL, "with amendments"),
        (MEMBERS_COPY, "as presented"),
        (PUBLISHED, "as presented"),
    ):
        sentence = minutes_document(meeting.minutes, fullness=fullness)["approval"]
        assert sentence.startswith(f"Approved {how} at")


def test_a_stated_amendment_is_taken_back_before_the_approval(cast, sign_in, meeting, later):
    change = state(cast, meeting, "J Smith be added to those present.")
    secretary = sign_in(cast.secretary)
    page = secretary.get(url("minutes-approval", meeting)).content.decode()
    assert ("Written in when the approval is recorded" in page, "Not decided" in page) == (
        True,
        False,
    )

    secretary.post(url("amendment-withdrawal", meeting, pk=change.pk))
    meeting.minutes.approve(at=later, by=cast.secretary, item=later.items.get())

    assert "J Smith" not in resolved_at(later)


def test_a_proposal_is_not_taken_back_as_if_it_were_stated(cast, sign_in, meeting):
    asked = meeting.minutes.approval_round
    change = Amendment(wording="Somebody else.")
    asked.propose(asked.seats_of(cast.member), change, person=cast.member.person, by=cast.member)

    sign_in(cast.secretary).post(url("amendment-withdrawal", meeting, pk=change.pk))

    change.refresh_from_db()
    assert change.outcome == ""


def test_undecided_proposals_are_decided_first(cast, sign_in, meeting, later):
    asked = meeting.minutes.approval_round
    change = Amendment(wording="Somebody else.")
    asked.propose(asked.seats_of(cast.member), change, person=cast.member.person, by=cast.member)

    page = sign_in(cast.secretary).post(url("minutes-approval", meeting), {"meeting": later.pk})

    assert page.status_code == 422
    assert "Decide on every proposed change first" in page.content.decode()
    with pytest.raises(ValidationError):
        meeting.minutes.approve(at=later, by=cast.secretary)


def test_an_amendment_to_words_that_moved_on_is_stated_again(cast, sign_in, meeting, later):
    first = paragraphs(meeting)[0]
    state(cast, meeting, "Partners to send their contacts. (n1)", first)
    write(cast, first.item, Entry.of(first, text="Partners sent all. (n1)"))

    with pytest.raises(Conflict):
        meeting.minutes.approve(at=later, by=cast.secretary)
    page = sign_in(cast.secretary).post(url("minutes-approval", meeting), {"meeting": later.pk})

    meeting.minutes.refresh_from_db()
    assert (page.status_code, meeting.minutes.state) == (422, "circulated")
    assert "state it again" in page.content.decode()


def test_a_meeting_without_an_item_for_minutes_cannot_take_the_resolution(cast, sign_in, meeting):
    later = meeting_on(cast, "2018-09-04")
    data = {"meeting": later.pk, "writes": "on"}

    page = sign_in(cast.secretary).post(url("minutes-approval", meeting), data)

    assert page.status_code == 422
    assert "has no open item “Minutes of the last meeting”" in page.content.decode()


def test_another_group_or_an_earlier_meeting_cannot_approve(cast, sign_in, meeting):
    earlier = meeting_on(cast, "2018-05-16")
    others = meeting_on(cast, "2018-09-04")
    others.group = cast.working_group
    others.save()

    for wrong in (earlier, others):
        page = sign_in(cast.secretary).post(url("minutes-approval", meeting), {"meeting": wrong.pk})
        assert page.status_code == 422
        with pytest.raises(ValueError, match="later meeting of the same group"):
            meeting.minutes.approve(at=wrong, by=cast.secretary)


def test_approved_minutes_are_neither_answered_nor_amended(cast, sign_in, meeting, later):
    meeting.minutes.approve(at=later, by=cast.secretary)
    asked = meeting.minutes.approval_round

    with pytest.raises(PermissionDenied):
        asked.agree(asked.seats_of(cast.member), person=cast.member.person, by=cast.member)
    with pytest.raises(PermissionDenied):
        state(cast, meeting, "Too late.")
    page = sign_in(cast.member).get(url("minutes-answer", meeting)).content.decode()
    assert "I agree with the draft" not in page
    assert "Propose a change" not in page


def test_draft_amendment_and_approved_text_stay_readable_as_differences(
    cast, sign_in, meeting, later
):
    asked, first = meeting.minutes.approval_round, paragraphs(meeting)[0]
    change = Amendment(
        item=first.item,
        paragraph=first,
        seen=first.current,
        wording="Partners to send their contacts. (n1)",
    )
    asked.propose(asked.seats_of(cast.member), change, person=cast.member.person, by=cast.member)
    change.take_in(wording=change.wording, by=cast.secretary)
    first = paragraphs(meeting)[0]
    state(cast, meeting, "Partners to send their contacts today. (n1)", first)
    meeting.minutes.approve(at=later, by=cast.secretary)

    page = sign_in(cast.member).get(url("minutes-changes", meeting))

    (passage,) = page.context["read"].changed[0].changed
    assert [step.difference for step in passage.steps] == [
        [
            ("same", "Partners to send "),
            ("del", "there"),
            ("ins", "their"),
            ("same", " contacts. (1)"),
        ],
        [
            ("same", "Partners to send their "),
            ("del", "contacts."),
            ("ins", "contacts today."),
            ("same", " (1)"),
        ],
    ]
    text = page.content.decode()
    assert "Proposed by Morgan Member (Commander of Operations, CoLP), taken in" in text
    assert "Amendment stated by the meeting" in text
    assert "Altogether, since it was circulated" in text


def test_what_one_person_typed_in_a_row_is_one_change(cast, sign_in, meeting):
    for text in ("Partners sent a. (n1)", "Partners sent al. (n1)", "Partners sent all. (n1)"):
        first = paragraphs(meeting)[0]
        write(cast, first.item, Entry.of(first, text=text))

    read = sign_in(cast.member).get(url("minutes-changes", meeting)).context["read"]

    (passage,) = read.changed[0].changed
    (step,) = passage.steps
    assert (step.before, step.after) == (
        "Partners to send there contacts. (1)",
        "Partners sent all. (1)",
    )


def test_of_a_draft_there_is_nothing_to_compare_yet(cast, sign_in):
    meeting = meeting_on(cast, "2018-06-06")
    write(cast, add_item(cast, meeting, "Sharing"), entry("One."))

    page = sign_in(cast.chairman).get(url("minutes-changes", meeting)).content.decode()

    assert "The draft is not circulated yet" in page
