"""Interests are declared; the Chairman can keep a closed item from who declared one."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import Event
from meetings.document import FULL, PUBLISHED, minutes_document
from meetings.models import Attendance, Invitation
from tests.meetings.board_meeting import (
    CANARIES,
    add_item,
    declare,
    entry,
    meeting_on,
    with_minutes,
    write,
)
from tests.meetings.test_closed_material_never_leaks import found
from tests.papers.scanner import response_leaks

NATURE = "Jabberwock"
OF_THE_OPEN_ITEM = {
    CANARIES[place]
    for place in (
        "paragraph of an open item",
        "reference of an open item",
        "closing words of a paragraph",
    )
}


@pytest.fixture
def meeting(cast):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    meeting.minutes.circulate(by=cast.secretary)
    return meeting


def url(name, meeting, **kwargs):
    return reverse(name, kwargs={"slug": meeting.slug, **kwargs})


def exclude(cast, meeting, user):
    declaration = declare(cast, meeting.items.get(is_closed=True), user, f"My firm is {NATURE}.")
    declaration.exclude(by=cast.chairman)
    return declaration


@pytest.mark.parametrize("persona", ["member", "deputy"])
def test_who_is_kept_from_an_item_finds_none_of_its_words_anywhere(persona, cast, sign_in, meeting):
    user = getattr(cast, persona)
    before = found(sign_in(user), meeting)
    exclude(cast, meeting, user)

    client = sign_in(user)
    gate = client.get(url("minutes-publication", meeting))
    declared = client.get(url("declarations", meeting))

    assert before >= set(CANARIES.values()) - OF_THE_OPEN_ITEM
    assert found(client, meeting) == OF_THE_OPEN_ITEM
    closed = set(CANARIES.values()) - OF_THE_OPEN_ITEM
    assert [word for word in closed if response_leaks(gate, word)] == []
    pages = [declared, client.get(url("meeting", meeting)), client.get(url("minutes", meeting))]
    assert not any(response_leaks(page, NATURE) for page in [*pages, gate])
    assert "considered in closed session (paragraph 7)" in pages[2].content.decode()
    told = "You declared an interest in item 2: the Chairman keeps its closed papers and minutes"
    assert told in declared.content.decode()
    other = sign_in(cast.deputy if persona == "member" else cast.member)
    assert told not in other.get(url("declarations", meeting)).content.decode()


def test_other_members_go_on_reading_the_item(cast, sign_in, meeting):
    exclude(cast, meeting, cast.deputy)

    assert found(sign_in(cast.member), meeting) == set(CANARIES.values())
    assert NATURE in sign_in(cast.member).get(url("minutes", meeting)).content.decode()


def test_the_chairman_decides_and_takes_back(cast, sign_in, meeting):
    declaration = declare(cast, meeting.items.get(is_closed=True), cast.member, "A firm.")
    address = url("declaration-exclusion", meeting, pk=declaration.pk)

    assert sign_in(cast.secretary).post(address).status_code == 403
    assert sign_in(cast.chairman).post(address).status_code == 302
    declaration.refresh_from_db()
    assert declaration.excluded_by == cast.chairman
    sign_in(cast.chairman).post(address, {"lift": "1"})
    declaration.refresh_from_db()

    assert declaration.excluded_at is None
    verbs = Event.objects.filter(verb__startswith="declaration.item").order_by("sequence")
    assert list(verbs.values_list("verb", flat=True)) == [
        "declaration.item_kept_from",
        "declaration.item_given_back_to",
    ]


def test_nobody_lifts_it_for_themselves(cast, meeting):
    declaration = exclude(cast, meeting, cast.chairman)

    with pytest.raises(PermissionDenied):
        declaration.lift(by=cast.chairman)


def test_a_declaration_that_keeps_an_item_from_somebody_is_not_struck_out(cast, meeting):
    declaration = exclude(cast, meeting, cast.member)

    with pytest.raises(ValidationError, match="has to be lifted first"):
        declaration.withdraw(by=cast.secretary)


def test_the_secretary_records_it_and_the_minutes_print_it_under_its_item(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Declarations of interest")
    business = add_item(cast, meeting, "Sharing of information")
    write(cast, item, entry("Members were asked for their interests."))

    response = sign_in(cast.secretary).post(
        url("declarations", meeting),
        {"who": cast.member.person.pk, "item": business.pk, "nature": "A cousin works there."},
    )

    assert response.status_code == 302
    document = minutes_document(meeting.minutes, fullness=PUBLISHED)
    assert document["declarations"] == []
    assert document["items"][0]["declarations"] == [
        {
            "text": "Morgan Member declared an interest in item 2: A cousin works there.",
            "is_closed": False,
        }
    ]


def test_an_interest_in_a_closed_item_is_in_the_full_minutes_alone(cast, meeting):
    declare(cast, meeting.items.get(is_closed=True), cast.member, NATURE)

    assert NATURE in str(minutes_document(meeting.minutes, fullness=FULL))
    assert NATURE not in str(minutes_document(meeting.minutes, fullness=PUBLISHED))


def test_an_observer_reads_open_declarations_alone(cast, sign_in, meeting):
    Attendance.objects.create(
        meeting=meeting, person=cast.observer.person, name="Oakley", status="in_attendance"
    )
    declare(cast, meeting.items.get(number="1"), cast.member, "A cousin works there.")
    declare(cast, meeting.items.get(is_closed=True), cast.member, NATURE)

    Invitation.objects.invite(
        meeting, cast.observer.person, seat=cast.seats["observer"], by=cast.chairman
    )
    page = sign_in(cast.observer).get(url("declarations", meeting)).content.decode()

    assert "A cousin works there." in page
    assert NATURE not in page
