"""What is closed is looked at every year, opened by two people, and closed at any time."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from board.models import Publication
from meetings.document import PUBLISHED, minutes_document
from meetings.models import AgendaItem, ClosedReview, MinuteParagraph
from tests.meetings.board_meeting import (
    CANARIES,
    PARAGRAPH_7,
    add_item,
    declare,
    entry,
    lay_paper,
    meeting_on,
    publishable,
    write,
)
from tests.papers.files import pdf
from tests.papers.scanner import response_leaks

REVIEWS = reverse("closed-parts")


@pytest.fixture
def meeting(cast):
    later = meeting_on(cast, "2018-07-18", state="held")
    return publishable(cast, "2018-06-06", at=later)


@pytest.fixture
def item(meeting):
    return meeting.items.get(is_closed=True)


def page_of(kind, part):
    return reverse("closed-part", kwargs={"kind": kind, "pk": part.pk})


def propose(cast, by, **part):
    review = ClosedReview(outcome="open", words="It is over.", made_on="2018-09-05", **part)
    review.record(by=by)
    return ClosedReview.objects.get(outcome="open")


def answer(sign_in, user, review, name="closed-opening"):
    return sign_in(user).post(reverse(name, kwargs={"pk": review.pk}))


def test_the_secretary_proposes_and_the_chairman_opens(cast, sign_in, item):
    words = {"outcome": "open", "words": "The operation is over."}
    sign_in(cast.secretary).post(page_of("item", item), words)
    item.refresh_from_db()
    assert item.is_closed
    assert "1 proposed" in sign_in(cast.chairman).get("/").content.decode()

    answer(sign_in, cast.chairman, ClosedReview.objects.get())

    item.refresh_from_db()
    assert not item.is_closed
    review = ClosedReview.objects.get()
    assert (review.made_by, review.decided_by, review.was_opened) == (
        cast.secretary,
        cast.chairman,
        True,
    )
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"closed.opening_proposed", "agenda.opened"} <= verbs


def test_nobody_opens_what_they_proposed_themselves(cast, sign_in, item):
    review = propose(cast, cast.chairman, item=item)

    assert answer(sign_in, cast.chairman, review).status_code == 403
    page = sign_in(cast.chairman).get(page_of("item", item)).content.decode()
    assert "Somebody else answers" in page
    item.refresh_from_db()
    assert item.is_closed
    answer(sign_in, cast.deputy, review)
    item.refresh_from_db()
    assert not item.is_closed


def test_the_database_holds_that_two_people_open(cast, item):
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosedReview.objects.create(
            item=item,
            outcome="open",
            words="x",
            made_on="2018-09-05",
            made_by=cast.chairman,
            decided_by=cast.chairman,
            was_opened=True,
        )


def test_the_chairman_leaves_it_closed(cast, sign_in, item):
    review = propose(cast, cast.secretary, item=item)

    answer(sign_in, cast.chairman, review, "closed-keeping")

    item.refresh_from_db()
    review.refresh_from_db()
    assert (item.is_closed, review.is_waiting, review.was_opened) == (True, False, False)
    answer(sign_in, cast.chairman, review)
    item.refresh_from_db()
    assert item.is_closed, "answered once"


def test_proposing_twice_waits_once(cast, item):
    for _ in range(2):
        propose(cast, cast.secretary, item=item)

    assert ClosedReview.objects.count() == 1


def test_a_paragraph_of_approved_minutes_is_opened_and_published_again(cast, sign_in, meeting):
    meeting.minutes.publish(by=cast.secretary)
    paragraph = MinuteParagraph.objects.get(current__is_closed=True, item__is_closed=False)
    review = propose(cast, cast.secretary, paragraph=paragraph)

    answer(sign_in, cast.chairman, review)

    word = CANARIES["paragraph of an open item"]
    assert word in str(minutes_document(meeting.minutes, fullness=PUBLISHED))
    assert word not in str(Publication.objects.live().get(kind="minutes").document)
    gate = sign_in(cast.secretary).get(
        reverse("minutes-publication", kwargs={"slug": meeting.slug})
    )
    assert "The open text has changed since" in gate.content.decode()
    for user in (cast.secretary, cast.chairman):
        home = sign_in(user).get("/").content.decode()
        assert "something was opened since they were published" in home


def test_a_closed_paper_of_an_open_item_is_opened(cast, sign_in):
    opened = add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")
    paper = lay_paper(cast, opened, "Profile", pdf("Profile"), **PARAGRAPH_7)
    review = propose(cast, cast.secretary, paper=paper)

    answer(sign_in, cast.deputy, review)

    paper.refresh_from_db()
    assert not paper.is_closed


def test_opening_an_item_leaves_its_closed_paragraphs_closed(cast, sign_in):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Tasking", **PARAGRAPH_7)
    write(cast, item, entry("Open now."), entry("Never open.", **PARAGRAPH_7))

    answer(sign_in, cast.chairman, propose(cast, cast.secretary, item=item))

    document = minutes_document(item.meeting.minutes, fullness=PUBLISHED)
    assert [p["text"] for p in document["items"][0]["paragraphs"]] == ["Open now."]


def test_after_a_year_it_is_due_and_the_reason_keeps_it_for_another(cast, sign_in, item):
    secretary = sign_in(cast.secretary)
    type(item.meeting).objects.filter(pk=item.meeting.pk).update(held_on=datetime.date(2017, 9, 5))
    page = secretary.get(REVIEWS)
    assert page.context["number_due"] == 1
    assert "1 last looked at a year ago or longer" in secretary.get("/").content.decode()

    still = {"outcome": "closed", "words": "The trial has not begun."}
    secretary.post(page_of("item", item), still)

    assert secretary.get(REVIEWS).context["number_due"] == 0
    assert "last looked at a year ago" not in secretary.get("/").content.decode()
    history = secretary.get(page_of("item", item)).content.decode()
    assert "still closed because The trial has not begun." in history


def test_a_look_without_a_reason_is_asked_for_one(cast, sign_in, item):
    response = sign_in(cast.secretary).post(page_of("item", item), {"outcome": "closed"})

    assert response.status_code == 422
    assert "Say why: still closed because" in response.content.decode()
    assert ClosedReview.objects.count() == 0


def test_what_an_interest_declared_keeps_from_the_deputy_is_not_on_the_list(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18", state="held")
    item = add_item(cast, meeting, CANARIES["title"], **PARAGRAPH_7)
    declare(cast, item, cast.deputy, "It is my firm.").exclude(by=cast.chairman)
    review = propose(cast, cast.secretary, item=item)
    deputy = sign_in(cast.deputy)

    assert not response_leaks(deputy.get(REVIEWS), CANARIES["title"])
    assert deputy.get(page_of("item", item)).status_code == 404
    assert answer(sign_in, cast.deputy, review).status_code == 404


@pytest.mark.parametrize("kind", ["item", "paragraph", "paper", "meeting"])
def test_what_is_open_or_not_there_has_no_page(kind, cast, sign_in, meeting):
    opened = meeting.items.get(number="1")

    assert sign_in(cast.chairman).get(page_of(kind, opened)).status_code == 404


@pytest.mark.parametrize("what", ["item", "paragraph"])
def test_closing_something_after_approval_takes_what_was_published_down(
    what, cast, sign_in, meeting
):
    meeting.minutes.publish(by=cast.secretary)
    opened = meeting.items.get(number="1")
    paragraph = opened.paragraphs.filter(current__is_closed=False).first()
    part = f"item-{opened.pk}" if what == "item" else f"paragraph-{paragraph.pk}"
    url = reverse("minutes-closing", kwargs={"slug": meeting.slug})
    secretary = sign_in(cast.secretary)
    assert "they are withdrawn at once" in secretary.get(url).content.decode()

    page = secretary.post(url, {"part": part, "closed_reason": "paragraph 1"}, follow=True)

    assert "What was published of this meeting is withdrawn" in page.content.decode()
    assert not Publication.objects.live().filter(kind="minutes").exists()
    text = "Partners to send their contacts."
    assert text not in str(minutes_document(meeting.minutes, fullness=PUBLISHED))
    assert "has not agreed" in page.content.decode()


def test_closing_asks_what_and_why(cast, sign_in, meeting):
    url = reverse("minutes-closing", kwargs={"slug": meeting.slug})

    page = sign_in(cast.secretary).post(url, {}).content.decode()

    assert "Select what to close" in page
    assert "Select the reason for closing it" in page


def test_approved_words_stay_when_a_paragraph_is_closed(cast, meeting):
    paragraph = meeting.items.get(number="1").paragraphs.first()
    text = paragraph.current.text

    meeting.minutes.close_paragraph(paragraph, "paragraph 1", "", by=cast.secretary)

    paragraph.refresh_from_db()
    assert (paragraph.current.text, paragraph.current.is_closed) == (text, True)
    assert paragraph.revisions.count() == 2


def test_closing_an_item_by_its_form_takes_what_was_published_down(cast, meeting):
    meeting.minutes.publish(by=cast.secretary)
    opened = AgendaItem.objects.get(pk=meeting.items.get(number="1").pk)
    seen = opened.version
    opened.is_closed, opened.closed_reason = True, "paragraph 1"

    opened.revise(by=cast.secretary, version=seen)

    assert not Publication.objects.live().filter(kind="minutes").exists()


def test_the_form_of_an_item_says_what_closing_took_down(cast, sign_in, meeting):
    meeting.minutes.publish(by=cast.secretary)
    opened = meeting.items.get(number="1")
    address = reverse("agenda-item", kwargs={"slug": meeting.slug, "pk": opened.pk})
    secretary = sign_in(cast.secretary)
    form = secretary.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}

    typed |= {"is_closed": "closed", "closed_reason": "paragraph 1"}
    page = secretary.post(address, typed, follow=True).content.decode()

    assert "Item 1 is closed. What was public of it is withdrawn." in page
    assert not Publication.objects.live().filter(kind="minutes").exists()


def test_the_secretary_alone_opens_nothing(cast, item):
    review = propose(cast, cast.secretary, item=item)

    with pytest.raises(PermissionDenied):
        review.answer(is_opened=True, by=cast.secretary)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(rows, cast, sign_in, django_assert_max_num_queries):
    for number in range(rows):
        meeting = meeting_on(cast, f"2018-07-0{number + 1}", state="held")
        item = add_item(cast, meeting, "Tasking", **PARAGRAPH_7)
        propose(cast, cast.secretary, item=item) if not number else None
        opened = add_item(cast, meeting, "Sharing")
        write(cast, opened, entry("Closed.", **PARAGRAPH_7))
    client = sign_in(cast.chairman)

    with django_assert_max_num_queries(20):
        client.get(REVIEWS)


@pytest.mark.parametrize("persona", ["member", "observer", "partner", "administrator", "anonymous"])
def test_why_something_stays_closed_is_read_by_nobody_else(persona, cast, sign_in, meeting, item):
    review = ClosedReview(item=item, outcome="closed", words="Vellichor", made_on="2018-09-05")
    review.record(by=cast.secretary)
    addresses = [REVIEWS, page_of("item", item), "/", reverse("meetings"), reverse("audit")]
    slug = {"slug": meeting.slug}
    addresses += [reverse(name, kwargs=slug) for name in ("meeting", "minutes", "agenda")]
    assert response_leaks(sign_in(cast.secretary).get(page_of("item", item)), "Vellichor")

    client = sign_in(getattr(cast, persona))

    assert [one for one in addresses if response_leaks(client.get(one), "Vellichor")] == []
