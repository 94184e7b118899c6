"""Closed words of references and decisions are planted, and looked for wherever they could leak."""

import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse

from actions.models import Action, ReferenceLink
from board.models import TermsOfReference
from meetings.models import Decision, Reference, Taken
from priorities.models import Priority, Scheme
from tests.meetings.board_meeting import (
    CANARIES,
    add_item,
    agree,
    invite_guests,
    meeting_on,
    with_minutes,
)
from tests.meetings.test_closed_material_never_leaks import OUTSIDERS
from tests.papers.scanner import words_found

DAY = datetime.date(2018, 9, 5)
PLANTED = {
    "reference": CANARIES["reference"],
    "reference of an open item": CANARIES["reference of an open item"],
    "decision": CANARIES["decision"],
    "words heard of a closed reference": "Snollygoster",
    "words kept closed of an open reference": "Taradiddle",
    "words under a closed item": "Widdershins",
    "told of a closed reference": "Pettifogger",
    "how a closed reference was done": "Blatherskite",
}


@pytest.fixture
def record(cast):
    """References open and closed, taken at a published later meeting, linked, told of."""
    source = with_minutes(cast, meeting_on(cast, "2018-06-06"))
    source.minutes.circulate(by=cast.secretary)
    opened, own = source.minutes.references.open().order_by("mark")
    closed, in_part = source.minutes.references.closed().order_by("-mark")
    for reference in (opened, own, closed, in_part):
        reference.agree(owners=[cast.police], due="none", due_on=None, by=cast.secretary)
    later = meeting_on(cast, "2018-07-18")
    add_item(cast, later, "Outstanding references")
    take(cast, later, in_part, PLANTED["words heard of a closed reference"])
    take(cast, later, opened, PLANTED["words kept closed of an open reference"], is_closed=True)
    closed_place(cast, own)
    closed.tell(PLANTED["told of a closed reference"], by=cast.member, on=DAY)
    closed.close(at=later, outcome=PLANTED["how a closed reference was done"], by=cast.secretary)
    invite_guests(cast, source)
    invite_guests(cast, later)
    publish(cast, later)
    return SimpleNamespace(
        source=source, later=later, terms=adopted(cast), row=linked(cast, closed)
    )


def take(cast, meeting, reference, words, **how):
    reference.refresh_from_db()
    reference.take(meeting, Taken(words, reference.due, **how), by=cast.secretary)


def closed_place(cast, reference):
    """A meeting that hears of an open reference under a closed item."""
    meeting = meeting_on(cast, "2018-07-25")
    closed = {"is_closed": True, "closed_reason": "paragraph 7"}
    add_item(cast, meeting, "Outstanding references", **closed)
    take(cast, meeting, reference, PLANTED["words under a closed item"])
    meeting.start_minutes(by=cast.secretary).circulate(by=cast.secretary)
    invite_guests(cast, meeting)


def publish(cast, meeting):
    minutes = meeting.start_minutes(by=cast.secretary)
    minutes.circulate(by=cast.secretary)
    minutes.approve(at=meeting_on(cast, "2018-08-29"), by=cast.secretary)
    agree(cast, minutes)
    minutes.publish(by=cast.secretary)


def adopted(cast):
    terms = TermsOfReference.objects.create(title="Terms of reference")
    for decision in Decision.objects.filter(in_closed_series=True):
        decision.bring_about("terms_of_reference", terms, by=cast.secretary)
    return terms


def linked(cast, reference):
    scheme = Scheme.objects.create(slug="annex-b", name="Annex B", source="Annex B")
    area = Priority.objects.create(scheme=scheme, title="Cyber attack", position=1)
    row = Action.objects.create_row(by=cast.secretary, as_at=DAY, area=area)
    ReferenceLink.objects.link(row, reference, by=cast.secretary)
    return row


def addresses(record):
    yield from (reverse(name) for name in ("home", "references", "decisions", "priorities"))
    yield f"{reverse('references')}?state=all"
    words = "+".join(PLANTED.values())
    yield from (f"{reverse('decisions')}?words={word}" for word in words.split("+"))
    for reference in Reference.objects.all():
        for name in ("reference", "reference-updates", "reference-owners", "reference-merging"):
            yield reverse(name, kwargs={"pk": reference.pk})
    for decision in Decision.objects.all():
        yield reverse("decision", kwargs={"pk": decision.pk})
    for meeting in type(record.later).objects.all():
        for name in ("meeting", "meeting-references", "minutes", "agenda"):
            yield reverse(name, kwargs={"slug": meeting.slug})
    yield from (reverse(f"action-table-{kind}") for kind in ("excel", "word", "csv", "pdf"))
    yield reverse("published-feed")
    for name in ("minutes-pdf", "minutes-word", "minutes-text", "agenda-pdf", "agenda-word"):
        yield reverse(name, kwargs={"slug": record.later.slug})
    yield reverse("publication", kwargs={"slug": record.later.slug})
    yield reverse("publication-pdf", kwargs={"slug": record.later.slug, "name": "minutes"})
    yield from (record.terms.get_absolute_url(), record.row.get_absolute_url())


def found(client, record):
    """The planted words in anything this reader is given; what they typed themselves apart."""
    seen = set()
    for address in addresses(record):
        asked = {word: where for where, word in PLANTED.items() if word not in address}
        seen |= {asked[word] for word in words_found(client.get(address), asked)}
    return seen


@pytest.mark.parametrize("persona", OUTSIDERS)
def test_who_may_not_see_closed_items_finds_none_of_it(persona, cast, sign_in, record):
    assert found(sign_in(getattr(cast, persona)), record) == set()


def test_the_same_pages_show_all_of_it_to_a_member(cast, sign_in, record):
    assert found(sign_in(cast.member), record) == set(PLANTED)


def test_no_count_or_number_tells_that_there_are_closed_ones(cast, sign_in, record):
    client = sign_in(cast.observer)
    decisions = client.get(reverse("decisions"))
    assert decisions.context["page"].paginator.count == 1

    pages = [
        client.get(address).content.decode("utf-8", "replace") for address in addresses(record)
    ]

    assert not any("/C0" in page or "OR C" in page or "Decision C" in page for page in pages)


@pytest.mark.parametrize("is_closed_first", [True, False])
def test_how_it_was_done_is_as_closed_as_the_item_that_heard_it(is_closed_first, cast, sign_in):
    source = with_minutes(cast, meeting_on(cast, "2018-06-06"))
    source.minutes.circulate(by=cast.secretary)
    reference = source.minutes.references.open().first()
    reference.agree(owners=[cast.police], due="none", due_on=None, by=cast.secretary)
    later = meeting_on(cast, "2018-07-18")
    place = add_item(cast, later, "Outstanding references")
    if is_closed_first:
        place.close("paragraph 7", "", by=cast.secretary)
    reference.close(at=later, outcome="Blatherskite", by=cast.secretary)
    if not is_closed_first:
        place.close("paragraph 7", "", by=cast.secretary)

    def reads(user):
        page = sign_in(user).get(reference.get_absolute_url())
        return "Blatherskite" in page.content.decode()

    assert [reads(user) for user in (cast.partner, cast.member)] == [False, True]
