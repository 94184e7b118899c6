"""Minutes as they really are, entered by hand, and the words that every output prints of them."""

import pytest

from board.models import BoardSettings
from tests.meetings.real_minutes.office import Office
from tests.meetings.real_minutes.printed import (
    assert_never_reads,
    assert_reads,
    printed,
    published,
)


@pytest.fixture
def office(cast, sign_in):
    return Office(cast, sign_in)


@pytest.fixture
def outputs(cast, sign_in):
    """(what members are given, what everybody reads) of a meeting."""

    def read(meeting):
        return printed(sign_in(cast.member), meeting), published(sign_in(None), meeting)

    return read


def test_an_item_taken_out_of_order_under_the_deputy_chairman(cast, office, outputs):
    meeting, later = office.meeting(7, 2), office.meeting(21, 3)
    for title in ("Apologies", "Drugs", "Modern slavery"):
        office.item(meeting, title)
    fraud = office.item(meeting, "Fraud", presenter="the Commissioner")
    office.attendance(
        meeting,
        chair="Drew Deputy",
        seats={"Casey Chairman": "apologies", "Drew Deputy": "present", "Morgan Member": "present"},
    )
    office.minute(meeting.items.get(number="1"), "There were no other apologies.")
    office.take_before(fraud, places=2)
    office.minute(fraud, "The Deputy Chairman took this item next. The report be circulated. (n)")
    office.minute(meeting.items.get(number="2"), "Police to count the cases. (n)")
    office.minute(meeting.items.get(number="3"), "The Board noted the training.")
    office.finish(meeting, at=later)

    full, public = outputs(meeting)

    sentences = [
        "Minutes of Board, 7 February 2018",
        "Wednesday 7 February 2018 at 10:00, Guildhall",
        "Approved as presented at the meeting of the Serious and Organised Crime Board on"
        " 21 March 2018.",
        "Drew Deputy (DD), CoL – Deputy Chairman",
        "Morgan Member (MM), CoLP",
        "Drew Deputy was in the chair.",
        "Apologies were received from Casey Chairman (LFB).",
        "1. Apologies",
        "4. Fraud",
        "Report of the Commissioner",
        "The Deputy Chairman took this item next. The report be circulated. (1)",
        "2. Drugs",
        "Police to count the cases. (2)",
        "3. Modern slavery",
        "The Board noted the training.",
        "(1) SOCB/2018/01",
        "The report be circulated.",
        "(2) SOCB/2018/02",
        "Police to count the cases.",
    ]
    assert_reads(full, *sentences)
    assert_reads(public, *sentences)


def test_one_substitute_for_two_people_and_an_item_deferred_because_its_paper_was_late(
    cast, office, outputs
):
    meeting, later = office.meeting(21, 3), office.meeting(16, 5)
    office.item(meeting, "Apologies for absence")
    late = office.item(meeting, "Local profile", presenter="the City Police")
    office.item(meeting, "Any other business")
    office.attendance(
        meeting,
        chair="Casey Chairman",
        seats={
            "Casey Chairman": "present",
            "Drew Deputy": "apologies",
            "Morgan Member": "apologies",
        },
        instead={
            "member": ("Stacy Stand-in", "CoLP", "Morgan Member"),
            "deputy_chairman": ("Stacy Stand-in", "CoLP", "Drew Deputy"),
        },
        guests=[("Terry Trainer", "Toynbee Hall")],
    )
    office.minute(late, "The paper had arrived after the agenda was sent out.")
    office.change_item(late, outcome="deferred", deferred_to=later.pk)
    office.finish(meeting, at=later)

    full, public = outputs(meeting)

    sentences = [
        "Casey Chairman (CC), LFB",
        "Stacy Stand-in (SSI), CoLP",
        "substitute for Drew Deputy and Morgan Member",
        "In attendance",
        "Terry Trainer (TT), Toynbee Hall",
        "Casey Chairman was in the chair.",
        "Apologies were received from Drew Deputy (CoL) and Morgan Member (CoLP).",
        "2. Local profile",
        "Report of the City Police",
        "This item was deferred to a later meeting.",
        "The paper had arrived after the agenda was sent out.",
        "3. Any other business",
    ]
    for outputs_of in (full, public):
        assert_reads(outputs_of, *sentences)
        assert {text.count("Stacy Stand-in") for text in outputs_of.values()} == {1}
    carried = office.open("agenda", later)[1].context["carried"]
    assert [item.title for item in carried] == ["Local profile"]


def test_a_numbered_resolution_an_action_within_a_sentence_and_three_amendments(
    cast, office, outputs
):
    meeting, later = office.meeting(16, 5), office.meeting(18, 7)
    sharing = office.item(meeting, "Information sharing", purpose="decision")
    office.attendance(meeting, chair="Casey Chairman", seats={"Casey Chairman": "present"})
    office.minute(
        sharing,
        "Members heard from the Police (n) and from the Fire Brigade. (n)",
        "The Commander to circulate the reporting route (n) before the summer, when schools close.",
        {
            "kind": "decision",
            "text": "RESOLVED – That:\n\n1. the guide be adopted;\n2. it be read again in a year.",
        },
        "The Chairman thanked there guests.",
    )
    office.ask(sharing, by=str(cast.police))
    minutes_item = office.item(later, "Minutes of the last meeting")
    office.hold(meeting)
    office.circulate(meeting)
    first, _, _, thanks = meeting.minutes.paragraphs.order_by("position")
    heard = "Members heard from the City Police (1) and from the London Fire Brigade. (2)"
    office.state(meeting, heard, paragraph=first)
    office.state(meeting, "The Chairman thanked their guests.", paragraph=thanks)
    office.state(meeting, "Drew Deputy was present.")
    office.attendance(
        meeting,
        chair="Casey Chairman",
        seats={"Casey Chairman": "present", "Drew Deputy": "present"},
    )
    office.approve(meeting, at=later)
    office.publish(meeting)

    full, public = outputs(meeting)

    sentences = [
        "Approved with amendments at the meeting of the Serious and Organised Crime Board on"
        " 18 July 2018.",
        "Casey Chairman (CC), LFB",
        "Drew Deputy (DD), CoL",
        "1. Information sharing",
        "For decision",
        "Members heard from the City Police (1) and from the London Fire Brigade. (2)",
        "The Commander to circulate the reporting route (3) before the summer, when schools close.",
        "RESOLVED – That:",
        "the guide be adopted;",
        "it be read again in a year.",
        "The Chairman thanked their guests.",
        "(3) SOCB/2018/03",
        "The Commander to circulate the reporting route before the summer, when schools close.",
        "City of London Police",
        "Next meeting",
    ]
    assert_reads(full, *sentences)
    assert_reads(public, *sentences)
    assert "That: 1. the guide be adopted; 2. it be read again in a year." in full["text"]
    assert minutes_item.paragraphs.get().current.text.split("\n") == [
        "That the minutes of the meeting held on 16 May 2018 be agreed as a correct record,"
        " subject to the following amendments:",
        "1. Drew Deputy was present.",
        "2. in item 1, a paragraph to read: “Members heard from the City Police and from the"
        " London Fire Brigade.”",
        "3. in item 1, a paragraph to read: “The Chairman thanked their guests.”",
    ]


def test_a_closed_part_with_three_items_one_of_them_summed_up_for_the_public(cast, office, outputs):
    BoardSettings.objects.update(prints_exclusion=True)
    meeting, later = office.meeting(18, 7), office.meeting(5, 9)
    office.item(meeting, "Sharing of information")
    closed = {"is_closed": "closed", "closed_reason": "paragraph 7"}
    tasking = office.item(meeting, "Operation Zephyrine", **closed)
    office.item(
        meeting,
        "Corrigendum contract",
        **closed | {"closed_reason": "paragraph 3"},
        public_summary="The Board considered a contract for training.",
    )
    office.item(meeting, "Wimberley", **closed | {"closed_reason": "given in confidence"})
    office.item(meeting, "Any other business")
    office.attendance(
        meeting,
        chair="Casey Chairman",
        seats={"Casey Chairman": "present", "Morgan Member": "present"},
    )
    shared, contract, visit, other = (meeting.items.get(number=n) for n in ("1", "3", "4", "5"))
    office.minute(
        shared,
        "Partners to send their contacts. (n)",
        {
            "text": "The Quillback file was shown.",
            "is_closed": "on",
            "closed_reason": "paragraph 1",
        },
    )
    office.minute(
        tasking,
        "Police to follow Halcyon. (n)",
        {"kind": "decision", "text": "The plan be adopted."},
    )
    office.minute(contract, "The tender of Yaffingale was the lowest.")
    office.minute(visit, "Members heard of the visit of Hobbledehoy.")
    office.minute(other, "The Board will meet again. Fire to find a room. (n)")
    office.finish(meeting, at=later)

    full, public = outputs(meeting)

    assert_reads(
        full,
        "Full minutes with the closed items: not for publication",
        "1. Sharing of information",
        "Partners to send their contacts. (1)",
        "Paragraph 1: about an individual",
        "The Quillback file was shown.",
        "Exclusion of the public",
        "RESOLVED – That under Section 100A(4)",
        "2. Operation Zephyrine",
        "Police to follow Halcyon. (C1)",
        "RESOLVED – That the plan be adopted.",
        "3. Corrigendum contract",
        "The tender of Yaffingale was the lowest.",
        "Public summary: The Board considered a contract for training.",
        "4. Wimberley",
        "Members heard of the visit of Hobbledehoy.",
        "5. Any other business",
        "The Board will meet again. Fire to find a room. (2)",
        "(1) SOCB/2018/01",
        "(2) SOCB/2018/02",
        "(C1) SOCB/2018/C01",
        "Police to follow Halcyon.",
    )
    assert_reads(
        public,
        "1. Sharing of information",
        "Partners to send their contacts. (1)",
        "Exclusion of the public",
        "2. Closed item",
        "This item was considered in closed session (paragraph 7).",
        "3. Closed item",
        "This item was considered in closed session (paragraph 3).",
        "The Board considered a contract for training.",
        "4. Closed item",
        "This item was considered in closed session (given in confidence).",
        "5. Any other business",
        "The Board will meet again. Fire to find a room. (2)",
        "(1) SOCB/2018/01",
        "(2) SOCB/2018/02",
    )
    assert_never_reads(
        public,
        "Zephyrine",
        "Halcyon",
        "Corrigendum",
        "Yaffingale",
        "Wimberley",
        "Hobbledehoy",
        "Quillback",
        "C01",
    )
