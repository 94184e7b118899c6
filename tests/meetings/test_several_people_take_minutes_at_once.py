"""Whoever writes at the same moment, everything acknowledged is kept."""

import uuid

from django.urls import reverse

from meetings.models import AgendaItem, Conflict, Entry, Minutes, Reference
from tests.at_once import at_once
from tests.meetings.board_meeting import add_item, entry, meeting_on, write

PEOPLE = 12


def test_everybody_changes_one_paragraph_and_adds_one_of_their_own(cast, transactional_db):
    shared = entry("As first written.")
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")
    minutes = write(cast, item, shared)

    def type_it(number):
        own, version = entry(f"Added by {number}. (n)"), 1
        while True:
            changed = Entry(shared.key, f"Changed by {number}.", version)
            try:
                Minutes.objects.get(pk=minutes.pk).write_item(
                    AgendaItem.objects.get(pk=item.pk), [changed, own], by=cast.secretary
                )
            except Conflict as conflict:
                version = conflict.revisions[shared.key].number
            else:
                return version

    versions = at_once(PEOPLE, type_it)

    assert sorted(versions) == list(range(1, PEOPLE + 1))
    texts, marks, positions = state_of(minutes, shared)
    assert texts == {"As first written.", *(f"Changed by {n}." for n in range(PEOPLE))}
    assert marks == list(range(1, PEOPLE + 1))
    assert positions == list(range(1, PEOPLE + 2))


FIFTY = 50
SHARED = 10


def test_fifty_desks_send_at_the_same_moment_and_no_words_are_lost(cast, transactional_db, sign_in):
    shared = [entry(f"{number} as first written.") for number in range(SHARED)]
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")
    minutes = write(cast, item, *shared)
    address = reverse("minutes-paragraphs", args=[item.meeting.slug, item.pk])
    cast.seats["secretariat"].holdings.create(person=cast.partner.person)
    people = [(cast.secretary, cast.partner)[number % 2] for number in range(FIFTY)]
    desks = [sign_in(person) for person in people]

    def type_it(number):
        changed, version = shared[number % SHARED], 1
        own = {"key": uuid.uuid4(), "version": 0, "text": f"Added by {number}. (n)"}
        while True:
            change = {"key": changed.key, "version": version, "text": f"Changed by {number}."}
            answer = desks[number].post(address, sent(people[number], change, own))
            if answer.status_code == 200:
                return version
            assert answer.status_code == 409
            version = answer.json()["theirs"][0]["version"]

    versions = at_once(FIFTY, type_it)

    assert sorted(versions) == sorted(list(range(1, FIFTY // SHARED + 1)) * SHARED)
    for number, one in enumerate(shared):
        texts, marks, positions = state_of(minutes, one)
        here = {f"Changed by {n}." for n in range(number, FIFTY, SHARED)}
        assert texts == {f"{number} as first written.", *here}
    added = minutes.paragraphs.filter(current__text__startswith="Added by")
    texts = added.values_list("current__text", flat=True)
    assert sorted(text.split(" (n")[0] for text in texts) == sorted(
        f"Added by {n}." for n in range(FIFTY)
    )
    assert marks == list(range(1, FIFTY + 1))
    assert positions == list(range(1, FIFTY + SHARED + 1))


def sent(person, *rows):
    """What a desk sends."""
    fields = {"user": person.pk, "p-TOTAL_FORMS": len(rows), "p-INITIAL_FORMS": 0}
    for at, row in enumerate(rows):
        for name, value in {"kind": "note", **row}.items():
            fields[f"p-{at}-{name}"] = value
    return fields


def state_of(minutes, shared):
    paragraphs = minutes.paragraphs.order_by("position")
    revisions = paragraphs.get(key=shared.key).revisions
    marks = minutes.references.order_by("mark").values_list("mark", flat=True)
    return (
        set(revisions.values_list("text", flat=True)),
        list(marks),
        list(paragraphs.values_list("position", flat=True)),
    )


def test_permanent_numbers_are_given_once_when_many_drafts_are_circulated_at_once(
    cast, transactional_db
):
    drafts = []
    for number in range(PEOPLE):
        item = add_item(cast, meeting_on(cast, f"2018-07-{number + 1:02}"), "Sharing")
        drafts.append(write(cast, item, entry("Police to report back. (n)")).pk)

    def circulate(number):
        Minutes.objects.get(pk=drafts[number]).circulate(by=cast.secretary)

    at_once(PEOPLE, circulate)

    serials = sorted(Reference.objects.values_list("serial", flat=True))
    assert serials == [f"SOCB/2018/{number:02}" for number in range(1, PEOPLE + 1)]
