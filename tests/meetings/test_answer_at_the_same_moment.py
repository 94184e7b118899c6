"""Whoever answers, proposes and decides at the same moment: everything acknowledged is kept."""

from django.core.exceptions import PermissionDenied

from meetings.models import (
    Amendment,
    ApprovalReply,
    ApprovalRound,
    Entry,
    MinuteParagraph,
    Minutes,
)
from tests.at_once import at_once
from tests.meetings.board_meeting import add_item, entry, meeting_on, write

PEOPLE = 8


def circulated(cast):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")
    minutes = write(cast, item, *[entry(f"Paragraph {number}.") for number in range(PEOPLE)])
    minutes.circulate(by=cast.secretary)
    paragraphs = MinuteParagraph.objects.select_related("current", "item").order_by("pk")
    return minutes, list(paragraphs)


def test_every_answer_and_proposal_is_kept(cast, transactional_db):
    minutes, paragraphs = circulated(cast)
    users = [cast.chairman, cast.deputy, cast.member]

    def answer(number):
        user, paragraph = users[number % len(users)], paragraphs[number]
        asked = ApprovalRound.objects.get(minutes=minutes)
        change = Amendment(
            item=paragraph.item,
            paragraph=paragraph,
            seen=paragraph.current,
            wording=f"Proposed by {number}.",
        )
        asked.propose(asked.seats_of(user), change, person=user.person, by=user)

    at_once(PEOPLE, answer)

    wordings = Amendment.objects.undecided().values_list("wording", flat=True)
    assert sorted(wordings) == [f"Proposed by {number}." for number in range(PEOPLE)]
    assert ApprovalReply.objects.count() == PEOPLE


def test_a_change_is_taken_in_once_while_others_write(cast, transactional_db):
    minutes, paragraphs = circulated(cast)
    asked, paragraph = minutes.approval_round, paragraphs[0]
    change = Amendment(
        item=paragraph.item, paragraph=paragraph, seen=paragraph.current, wording="Proposed."
    )
    asked.propose(asked.seats_of(cast.member), change, person=cast.member.person, by=cast.member)

    def decide(number):
        if number >= PEOPLE // 2:
            other = paragraphs[number]
            words = Entry.of(other, text=f"Typed by {number}.")
            Minutes.objects.get(pk=minutes.pk).write_item(other.item, [words], by=cast.secretary)
            return "typed"
        try:
            Amendment.objects.for_a_list().get(pk=change.pk).take_in(
                wording="Proposed.", by=cast.secretary
            )
        except PermissionDenied:
            return "decided already"
        return "taken in"

    answers = at_once(PEOPLE, decide)

    assert sorted(answers) == ["decided already"] * 3 + ["taken in"] + ["typed"] * 4
    assert paragraph.revisions.count() == 2
