"""The Chairman admits a co-optee to one closed item: that one is read, and nothing else."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from background.models import Message
from meetings.document import FULL, PUBLISHED, minutes_document
from meetings.models import (
    Admission,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    Paper,
    Reference,
    Taken,
)
from meetings.room import Room
from tests.meetings.board_meeting import (
    CANARIES,
    PARAGRAPH_7,
    add_item,
    declare,
    entry,
    invite_guests,
    issue_agenda,
    lay_paper,
    meeting_on,
    with_minutes,
    write,
)
from tests.meetings.test_closed_material_never_leaks import addresses
from tests.papers.files import pdf
from tests.papers.scanner import leaks, words_found

DAY = datetime.date(2018, 9, 5)
# In the item they are admitted to: every field in which something of it is typed.
PARTS_OF_OPEN_ITEM = (
    "paragraph of an open item",
    "reference of an open item",
    "closing words of a paragraph",
)
OF_A = {word for where, word in CANARIES.items() if where not in PARTS_OF_OPEN_ITEM} | {
    "Jabberwock",
    "Snollygoster",
}
# In the other closed item, in the closed parts of an open one, and in no item at all.
OTHER = {
    "title": "Kerfuffle",
    "presenter": "Lollygag",
    "closing words": "Nudiustertian",
    "paragraph": "Pauciloquent",
    "reference": "Quomodocunque",
    "decision": "Rastaquouere",
    "paper": "Sialoquent",
    "attendance": "Tarantism",
    "declaration": "Ultracrepid",
    "declared in no item": "Vellichor",
    "closed paper of an open item": "Winklepicker",
    "heard of the other": "Xertzing",
    "heard under another closed item": "Zugzwang",
    "told in closed session": "Yarborough",
}
OF_B = {CANARIES[where] for where in PARTS_OF_OPEN_ITEM} | set(OTHER.values())
RENDERED = re.compile(r"\.(pdf|docx|xlsx)$")


@pytest.fixture
def meeting(cast):
    """Two closed items, the first of them the other; a later meeting hears of both."""
    meeting = meeting_on(cast, "2018-07-18")
    other = add_item(
        cast,
        meeting,
        OTHER["title"],
        presenter=OTHER["presenter"],
        closing_words=OTHER["closing words"],
        **PARAGRAPH_7,
    )
    lay_paper(cast, other, OTHER["paper"], pdf(OTHER["paper"]))
    invite_guests(cast, meeting)
    with_minutes(cast, meeting)
    write(
        cast,
        other,
        entry(f"Members heard of {OTHER['paragraph']}."),
        entry(f"Police to follow {OTHER['reference']}. (n)"),
        entry(f"The {OTHER['decision']} plan be adopted.", kind="decision"),
    )
    opened, admitted, *_ = meeting.items.exclude(pk=other.pk).order_by("position")
    lay_paper(cast, opened, OTHER["closed paper of an open item"], **PARAGRAPH_7)
    Attendance.objects.create(
        meeting=meeting,
        name=OTHER["attendance"],
        status="in_attendance",
        from_item=other,
        to_item=other,
    )
    declare(cast, other, cast.member, OTHER["declaration"])
    declare(cast, admitted, cast.deputy, "Jabberwock")
    at_large = declare(cast, opened, cast.deputy, OTHER["declared in no item"], is_closed=True)
    type(at_large).objects.filter(pk=at_large.pk).update(item=None)
    meeting.minutes.circulate(by=cast.secretary)
    hear_of_both(cast, meeting)
    return meeting


def hear_of_both(cast, meeting):
    """A later meeting, to which the co-optee is invited too, takes what the closed items asked."""
    later = meeting_on(cast, "2018-08-29")
    invite_guests(cast, later)
    place = add_item(cast, later, "Outstanding references")
    closed = add_item(cast, later, "Another closed item", **PARAGRAPH_7)
    of_a, of_b = references_of(cast, meeting)
    of_a.take(later, Taken("Snollygoster", of_a.due), by=cast.secretary)
    of_b.take(later, Taken(OTHER["heard of the other"], of_b.due), by=cast.secretary)
    for words, where in (
        ("told in closed session", {"item": place, "is_closed": True}),
        ("heard under another closed item", {"item": closed}),
    ):
        of_a.updates.create(
            what="told", text=OTHER[words], made_by=cast.secretary, told_on=DAY, **where
        )
    later.start_minutes(by=cast.secretary).circulate(by=cast.secretary)


def references_of(cast, meeting):
    of_a = meeting.minutes.references.get(text__contains=CANARIES["reference"])
    return of_a, meeting.minutes.references.get(text__contains=OTHER["reference"])


def everything(meeting):
    """All that a co-optee could ask for, of this meeting and what the later one heard of it."""
    yield from addresses(meeting)
    yield reverse("admissions", kwargs={"slug": meeting.slug})
    for later in Meeting.objects.exclude(pk=meeting.pk):
        for name in ("meeting", "agenda", "minutes", "minutes-text", "meeting-references"):
            yield reverse(name, kwargs={"slug": later.slug})
    yield f"{reverse('references')}?state=all"
    for name, found in (("reference", Reference), ("decision", Decision)):
        yield from (reverse(name, kwargs={"pk": one.pk}) for one in found.objects.all())
    for paper in Paper.objects.select_related("item__meeting", "current"):
        where = {"slug": paper.item.meeting.slug, "pk": paper.pk}
        yield reverse("paper", kwargs=where)
        if paper.current:
            yield reverse("paper-file", kwargs=where | {"number": paper.current.number})


def found(client, meeting, *, printed=True):
    """Not `printed`: without what is rendered from the same data as the page beside it."""
    words = OF_A | OF_B
    asked = [one for one in everything(meeting) if printed or not RENDERED.search(one)]
    return set().union(*(words_found(client.get(one), words) for one in asked))


def found_at(client, meeting, name, **where):
    answer = client.get(reverse(name, kwargs={"slug": meeting.slug, **where}))
    return words_found(answer, OF_A | OF_B)


def item_a(meeting):
    return meeting.items.get(title=CANARIES["title"])


def holding_of(user):
    return user.person.holdings.get()


def admit(cast, meeting, user=None):
    holding = holding_of(user or cast.co_optee)
    return Admission.objects.admit(holding, item_a(meeting), by=cast.chairman)


def test_who_is_admitted_reads_that_item_and_nothing_else_that_is_closed(cast, sign_in, meeting):
    everyone = found(sign_in(cast.member), meeting, printed=False)
    before = found(sign_in(cast.co_optee), meeting, printed=False)
    admission = admit(cast, meeting)
    during = found(sign_in(cast.co_optee), meeting)
    others = found(sign_in(cast.observer), meeting, printed=False)
    admission.end(by=cast.chairman)
    after = found(sign_in(cast.co_optee), meeting, printed=False)

    assert everyone == OF_A | OF_B
    assert (before, during, others, after) == (set(), OF_A, set(), set())
    mails = "\n".join(f"{mail.subject}\n{mail.text}" for mail in Message.objects.all())
    assert not [word for word in OF_A | OF_B if leaks(mails, word)]


def test_each_output_holds_what_it_should_of_the_item(cast, sign_in, meeting):
    admit(cast, meeting)
    client = sign_in(cast.co_optee)
    on_an_agenda = {
        CANARIES[where]
        for where in ("title", "presenter", "closing words of an item", "title of a paper")
    }
    in_the_minutes = OF_A - {CANARIES["title of a paper"], "Snollygoster"}

    for name in ("agenda", "agenda-pdf", "agenda-word"):
        assert found_at(client, meeting, name) == on_an_agenda, name
    for name in ("minutes", "minutes-pdf", "minutes-word", "minutes-text"):
        assert found_at(client, meeting, name) == in_the_minutes, name
    paper = Paper.objects.get(title=CANARIES["title of a paper"])
    assert found_at(client, meeting, "paper-file", pk=paper.pk, number=1) == {paper.title}


def test_the_copy_says_what_it_is_and_reading_it_is_recorded(cast, sign_in, meeting):
    client = sign_in(cast.co_optee)
    client.get(reverse("minutes", kwargs={"slug": meeting.slug}))
    assert not Event.objects.filter(verb="minutes.closed_seen").exists()
    admit(cast, meeting)

    page = client.get(reverse("minutes", kwargs={"slug": meeting.slug}))
    seen = Event.objects.filter(verb="minutes.closed_seen", by=cast.co_optee.email)
    assert seen.count() == 1
    paper = client.get(reverse("minutes-text", kwargs={"slug": meeting.slug}))
    agenda = client.get(reverse("agenda-word", kwargs={"slug": meeting.slug}))

    assert "Open items, and the closed items this reader was admitted to" in page.content.decode()
    assert "minutes-open-and-admitted-draft" in paper["Content-Disposition"]
    assert "agenda-open-and-admitted" in agenda["Content-Disposition"]
    assert seen.count() == 3


def test_an_agenda_sent_out_is_read_with_the_item_one_is_admitted_to(cast, sign_in):
    meeting = meeting_on(cast, "2018-12-19")
    for title in (CANARIES["title"], OTHER["title"]):
        lay_paper(cast, add_item(cast, meeting, title, **PARAGRAPH_7), f"On {title}")
    invite_guests(cast, meeting)
    issue_agenda(cast, meeting)
    for item in meeting.items.all():
        item.presenter = f"{item.title}, formerly"
        item.revise(by=cast.secretary, version=AgendaItem.objects.get(pk=item.pk).version)
    meeting.issue_agenda(by=cast.secretary, today=DAY)
    admission = admit(cast, meeting)
    places = [("agenda", {}), ("agenda-pdf", {}), ("meeting", {})]
    places += [("agenda-issue-file", {"number": number}) for number in (1, 2)]

    for name, where in places:
        assert found_at(sign_in(cast.co_optee), meeting, name, **where) == {CANARIES["title"]}
    admission.end(by=cast.chairman)
    for name, where in places:
        assert found_at(sign_in(cast.co_optee), meeting, name, **where) == set()


def end_of_admission(cast, meeting):
    Admission.objects.get().end(by=cast.chairman)


def end_of_seat(cast, meeting):
    holding_of(cast.co_optee).end(on=datetime.date(2018, 8, 31), by=cast.secretary)


def seat_ended_and_given_anew(cast, meeting):
    end_of_seat(cast, meeting)
    cast.co_optee.person.holdings.create(seat=cast.seats["co_optee"], starts_on=DAY)


def end_of_invitation(cast, meeting):
    for invitation in meeting.invitations.filter(person=cast.co_optee.person):
        invitation.withdraw(by=cast.secretary, at=invitation.meeting.minutes.circulated_at)


def interest_declared(cast, meeting):
    declare(cast, item_a(meeting), cast.co_optee, "It is my firm.").exclude(by=cast.chairman)


def administrator(cast, meeting):
    type(cast.co_optee).objects.filter(pk=cast.co_optee.pk).update(is_administrator=True)


def account_ended(cast, meeting):
    type(cast.co_optee).objects.filter(pk=cast.co_optee.pk).update(is_active=False)


def opened_and_closed_again(cast, meeting):
    item_a(meeting).open(by=cast.chairman)
    item_a(meeting).close("paragraph 7", "", by=cast.secretary)


@pytest.mark.parametrize(
    "ending",
    [
        end_of_admission,
        end_of_seat,
        seat_ended_and_given_anew,
        end_of_invitation,
        interest_declared,
        administrator,
        account_ended,
        opened_and_closed_again,
    ],
)
def test_it_ends_at_once(ending, cast, sign_in, meeting):
    admit(cast, meeting)
    assert AgendaItem.objects.item_ids_admitted(fresh(cast.co_optee)) == {item_a(meeting).pk}

    ending(cast, meeting)

    user = fresh(cast.co_optee)
    assert AgendaItem.objects.item_ids_admitted(user) == frozenset()
    assert item_a(meeting) in AgendaItem.objects.closed_to(user)
    answer = sign_in(user).get(reverse("minutes-text", kwargs={"slug": meeting.slug}))
    assert words_found(answer, OF_A | OF_B) == set()


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def test_nothing_public_changes(cast, meeting):
    before = minutes_document(meeting.minutes, fullness=PUBLISHED)
    admit(cast, meeting)
    ids = AgendaItem.objects.item_ids_admitted(fresh(cast.co_optee))

    assert ids == {item_a(meeting).pk}
    assert minutes_document(meeting.minutes, fullness=PUBLISHED, admitted=ids) == before
    full = minutes_document(meeting.minutes, fullness=FULL)
    assert minutes_document(meeting.minutes, fullness=FULL, admitted=ids) == full


def test_the_chairman_admits_and_takes_back_and_the_secretariat_sees_it(cast, sign_in, meeting):
    page = reverse("admissions", kwargs={"slug": meeting.slug})
    client = sign_in(cast.chairman)
    assert f'href="{page}"' in client.get(reverse("agenda", kwargs={"slug": meeting.slug})).text
    asked = {"item": item_a(meeting).pk, "holding": holding_of(cast.co_optee).pk}

    assert client.post(page, asked).status_code == 302
    assert client.post(page, asked).status_code == 302
    admission = Admission.objects.get()
    seen = sign_in(cast.secretary).get(page).text
    end = reverse("admission-ending", kwargs={"slug": meeting.slug, "pk": admission.pk})
    client.post(end)
    client.post(end)

    assert "Corin Cooptee, National Crime Agency: admitted by Casey Chairman" in seen
    assert ("<form" in sign_in(cast.secretary).get(page).text.split("<main")[1]) is False
    assert "taken back by Casey Chairman" in client.get(page).text
    verbs = Event.objects.filter(verb__in=["item.admitted", "item.admission_ended"])
    assert list(verbs.order_by("sequence").values_list("verb", flat=True)) == [
        "item.admitted",
        "item.admission_ended",
    ]


def test_who_cannot_be_admitted(cast, sign_in, meeting):
    client = sign_in(cast.chairman)
    page = reverse("admissions", kwargs={"slug": meeting.slug})
    for user in (cast.observer, cast.member):
        asked = {"item": item_a(meeting).pk, "holding": holding_of(user).pk}
        assert client.post(page, asked).status_code == 422
        with pytest.raises(ValidationError):
            admit(cast, meeting, user)
    opened = meeting.items.filter(is_closed=False).first()
    with pytest.raises(ValidationError):
        Admission.objects.admit(holding_of(cast.co_optee), opened, by=cast.chairman)
    with pytest.raises(PermissionDenied):
        Admission.objects.admit(holding_of(cast.co_optee), item_a(meeting), by=cast.co_optee)
    meeting.invitations.get(person=cast.co_optee.person).withdraw(
        by=cast.secretary, at=meeting.minutes.circulated_at
    )
    with pytest.raises(ValidationError):
        admit(cast, meeting)
    assert not Admission.objects.exists()


def test_one_admission_stands_at_a_time(cast, meeting):
    admission = admit(cast, meeting)
    with pytest.raises(IntegrityError), transaction.atomic():
        Admission.objects.create(
            item=admission.item, holding=admission.holding, admitted_by=cast.chairman
        )
    admission.end(by=cast.chairman)

    assert admit(cast, meeting) != admission


def test_who_is_admitted_need_not_leave_the_room(cast, meeting):
    row = Attendance.objects.create(
        meeting=meeting,
        person=cast.co_optee.person,
        seat=cast.seats["co_optee"],
        name="Corin",
        status="present",
    )
    admit(cast, meeting)
    items = list(meeting.items.order_by("position", "pk"))
    rows = list(meeting.attendances.in_order())
    must_leave = {item.title: row in Room(item, rows, items).must_leave for item in items}

    assert must_leave[CANARIES["title"]] is False
    assert must_leave[OTHER["title"]] is True
