"""A word is planted in every closed field, and looked for wherever it could leak."""

import dataclasses
import datetime

import pytest
from django.urls import reverse

import meetings.document
from background.models import Message
from meetings import circulating
from meetings.circulating import circulate, remind
from meetings.document import MEMBERS_COPY, PUBLISHED, minutes_document
from meetings.models import Attendance, Invitation, Minutes, Reference
from meetings.paper import minutes_pdf
from tests.meetings.board_meeting import (
    CANARIES,
    agree,
    entry,
    meeting_on,
    publishable,
    with_minutes,
    write,
)
from tests.papers.scanner import leaks, words_found

OUTSIDERS = [
    "anonymous",
    "ended",
    "observer",
    "co_optee",
    "partner",
    "other_partner",
    "officer",
    "administrator",
]


@pytest.fixture
def meeting(cast):
    later = meeting_on(cast, "2018-07-18", state="held")
    meeting = publishable(cast, "2018-06-06", at=later)
    for guest in (cast.observer, cast.co_optee):
        Attendance.objects.create(
            meeting=meeting, person=guest.person, name=guest.name, status="in_attendance"
        )
    agree(cast, meeting.minutes)
    meeting.minutes.publish(by=cast.secretary)
    return meeting


def addresses_of_the_desk(meeting):
    """What an open desk asks by itself, of each paragraph and reference."""
    for paragraph in meeting.minutes.paragraphs.all():
        of_item = {"slug": meeting.slug, "pk": paragraph.item_id}
        yield f"{reverse('minutes-paragraphs', kwargs=of_item)}?key={paragraph.key}"
        yield reverse("paragraph-history", kwargs={**of_item, "key": paragraph.key})
        for reference in paragraph.references.all():
            yield reverse("minutes-reference", kwargs={**of_item, "mark": reference.mark})


def addresses(meeting):
    yield from addresses_of_the_desk(meeting)
    own = ["meeting", "agenda", "agenda-pdf", "agenda-word", "pack", "minutes", "minutes-pdf"]
    own += ["minutes-word", "minutes-text", "minutes-changes", "minutes-answer"]
    own += ["minutes-replies", "minutes-approval", "minutes-edit", "meeting-references"]
    own += ["pack-pdf", "attendance", "declarations"]
    yield from (reverse(name, kwargs={"slug": meeting.slug}) for name in own)
    yield from (
        reverse(name) for name in ["home", "meetings", "references", "decisions", "published"]
    )
    yield from (reverse(name) for name in ["public-calendar", "calendar-link", "published-feed"])
    yield from (reverse(name) for name in ["audit", "forward-plan", "actions", "attendance-matrix"])
    yield from (reverse(f"action-table-{kind}") for kind in ["excel", "word", "csv", "pdf"])
    yield reverse("meeting-calendar", kwargs={"slug": meeting.slug})
    yield reverse("invitations", kwargs={"slug": meeting.slug})
    yield reverse("minutes-publication", kwargs={"slug": meeting.slug})
    yield reverse("minutes-closing", kwargs={"slug": meeting.slug})
    yield reverse("closed-parts")
    yield f"{reverse('closed-parts')}?meeting={meeting.slug}"
    for item in meeting.items.filter(is_closed=True):
        yield reverse("closed-part", kwargs={"kind": "item", "pk": item.pk})
    yield reverse("copies")
    yield reverse("copy-new")
    yield reverse("publication", kwargs={"slug": meeting.slug})
    yield reverse("publication-pdf", kwargs={"slug": meeting.slug, "name": "minutes"})


def found_at(client, address):
    """The canaries in one answer: its body or file, its headers and cookies."""
    return words_found(client.get(address), CANARIES.values())


def found(client, meeting):
    """The canaries in anything this reader is given."""
    return set().union(*(found_at(client, address) for address in addresses(meeting)))


def found_in_mail():
    """The canaries in anything that was written to anybody."""
    mails = "\n".join(f"{mail.to}\n{mail.subject}\n{mail.text}" for mail in Message.objects.all())
    return {word for word in CANARIES.values() if leaks(mails, word)}


@pytest.mark.parametrize("persona", OUTSIDERS)
def test_who_may_not_see_closed_items_finds_no_canary_anywhere(persona, cast, sign_in, meeting):
    assert found(sign_in(getattr(cast, persona)), meeting) == set()


def test_the_same_pages_show_every_canary_to_a_member(cast, sign_in, meeting):
    assert found(sign_in(cast.member), meeting) == set(CANARIES.values())


def test_no_mail_about_the_meeting_holds_a_canary_whoever_it_is_to(cast, sign_in):
    meeting = with_minutes(cast, meeting_on(cast, "2018-09-05"))
    client = sign_in(cast.secretary)
    address = reverse("invitations", kwargs={"slug": meeting.slug})
    for seat in ("chairman", "member", "observer"):
        user = getattr(cast, seat)
        Invitation.objects.invite(meeting, user.person, seat=cast.seats[seat], by=cast.secretary)
    client.post(address, {"send": "1"})
    day = datetime.date(2018, 9, 5)
    circulate(meeting.minutes, by=cast.secretary, reply_by=day, today=day)
    meeting.minutes.approval_round.refresh_from_db()
    remind(meeting.minutes.approval_round, by=cast.secretary, today=day)

    subjects = set(Message.objects.values_list("subject", flat=True))
    assert {circulating.SUBJECT, circulating.REMINDER_SUBJECT} <= subjects
    assert found_in_mail() == set()


def test_without_the_filter_the_same_search_finds_the_leak(cast, meeting, monkeypatch):
    monkeypatch.setattr(meetings.document, "is_open", lambda thing: True)
    document = minutes_document(meeting.minutes, fullness=PUBLISHED)
    pdf = minutes_pdf(meeting, document)
    leaked = {word for word in CANARIES.values() if leaks(pdf, word) and leaks(str(document), word)}
    # Explanations of closings are chosen by the full minutes alone, filter or none.
    assert leaked >= {
        CANARIES[where]
        for where in ("title", "paragraph", "reference", "decision", "paragraph of an open item")
    }


def test_changing_only_closed_text_leaves_the_published_bytes_identical(cast):
    later = meeting_on(cast, "2018-07-18")
    other_words = {where: f"{word}x {word}" for where, word in CANARIES.items()}
    before = publishable(cast, "2018-06-06", at=later)
    document = minutes_document(before.minutes, fullness=PUBLISHED)
    pdf = minutes_pdf(before, document)

    Minutes.objects.filter(pk=before.minutes.pk).update(state="draft")
    Reference.objects.filter(in_closed_series=True).update(text=other_words["reference"])
    closed = before.items.get(is_closed=True)
    seen = closed.version
    closed.title, closed.closing_words = other_words["title"], other_words["presenter"]
    closed.revise(by=cast.secretary, version=seen)
    before.attendances.filter(name=CANARIES["attendance"]).update(name=other_words["attendance"])
    for paragraph in before.minutes.paragraphs.select_related("current", "item"):
        if paragraph.current.is_closed or paragraph.item.is_closed:
            text = f"{other_words['paragraph']} {paragraph.current.text}"
            content = dataclasses.replace(
                meetings.models.Entry.of(paragraph), text=text, key=paragraph.key
            )
            before.minutes.write_item(paragraph.item, [content], by=cast.secretary)
    write(cast, closed, entry("One more closed paragraph with its reference. (n)"))
    Minutes.objects.filter(pk=before.minutes.pk).update(state="approved")
    before.refresh_from_db()

    changed = minutes_document(before.minutes, fullness=PUBLISHED)
    assert changed == document
    assert minutes_pdf(before, changed) == pdf


def test_a_closed_item_is_its_number_a_sentence_and_the_public_summary(cast, meeting):
    closed = meeting.items.get(is_closed=True)
    seen = closed.version
    closed.public_summary = "The Board considered an operation."
    closed.revise(by=cast.secretary, version=seen)

    document = minutes_document(meeting.minutes, fullness=PUBLISHED)

    assert document["items"][1] == {
        "number": "2",
        "is_closed": True,
        "closed_sentence": "This item was considered in closed session (paragraph 7).",
        "public_summary": "The Board considered an operation.",
    }


def test_a_closed_paragraph_leaves_neither_gap_nor_number(cast, meeting):
    document = minutes_document(meeting.minutes, fullness=MEMBERS_COPY)

    assert [paragraph["text"] for paragraph in document["items"][0]["paragraphs"]] == [
        "Partners to send their contacts. (1)",
        "**RESOLVED** – That the contacts be kept by the secretariat.",
        "Police to report back. (2)",
    ]
    assert [reference["label"] for reference in document["references"]] == ["(1)", "(2)"]
    assert document["closed_references"] == []


def test_who_attended_closed_items_alone_is_not_named_to_others(cast, meeting):
    document = minutes_document(meeting.minutes, fullness=PUBLISHED)

    names = [person["name"] for person in document["present"] + document["in_attendance"]]
    assert names == ["Casey Chairman", cast.observer.name, cast.co_optee.name]
