"""Officers ask for a copy of minutes; the secretariat releases it for a time, or refuses."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from meetings.models import AgendaItem, CopyRequest, Meeting, Minutes, Paper
from tests.meetings.board_meeting import (
    CANARIES,
    add_item,
    declare,
    keep_as_file,
    lay_paper,
    meeting_on,
    publishable,
    with_minutes,
)
from tests.papers.checks import assert_is_accessible_pdf, pdf_texts
from tests.papers.files import pdf
from tests.papers.scanner import response_leaks

LAST_DAY = datetime.date(2018, 10, 3)
ASKED = {"asked_for": "6 June 2018", "department": "Housing", "purpose": "A report to committee."}


@pytest.fixture
def meeting(cast):
    later = meeting_on(cast, "2018-07-18", state="held")
    return publishable(cast, "2018-06-06", at=later)


@pytest.fixture
def request_of(cast):
    def ask(officer, **facts):
        return CopyRequest(officer=officer, **{**ASKED, **facts}).ask(by=officer)

    return ask


def release(cast, asked, decision, meeting, until=LAST_DAY):
    asked.release(decision, meeting, until=until, by=cast.secretary)
    return asked


def address(name, copy):
    return reverse(name, kwargs={"pk": copy.pk})


def canaries_in(response):
    return {word for word in CANARIES.values() if response_leaks(response, word)}


def pages_of(client, copy):
    """Everything the officer can reach from the copy."""
    meeting = copy.meeting
    names = ["meeting", "agenda", "agenda-pdf", "agenda-word", "pack", "minutes", "minutes-pdf"]
    names += ["minutes-word", "declarations", "meeting-references", "meeting-calendar"]
    addresses = [reverse(name, kwargs={"slug": meeting.slug}) for name in names]
    addresses += [address("copy", copy), address("copy-pdf", copy), reverse("copies")]
    addresses += [reverse("meetings"), reverse("references"), reverse("decisions"), "/"]
    return {one: client.get(one) for one in addresses}


def test_the_officer_asks_and_the_secretary_releases(cast, sign_in, meeting):
    officer, secretary = sign_in(cast.officer), sign_in(cast.secretary)
    officer.post(reverse("copy-new"), ASKED)
    copy = CopyRequest.objects.get()
    assert "1 officer asks for a copy" in secretary.get("/").content.decode()

    decision = {
        "decision": "redacted",
        "meeting": meeting.pk,
        "expires_on_day": "3",
        "expires_on_month": "10",
        "expires_on_year": "2018",
    }
    secretary.post(address("copy-decision", copy), decision)

    assert "Not read yet" in secretary.get(reverse("copies")).content.decode()
    assert "released to you" in officer.get("/").content.decode()
    page = officer.get(address("copy", copy)).content.decode()
    assert f"Copy for {cast.officer}, released" in page
    assert "Partners to send their contacts. (1)" in page
    register = secretary.get(reverse("copies")).content.decode()
    assert "Can be read until 3 October 2018" in register
    read_at = timezone.localtime(Event.objects.get(verb="copy.read").at)
    assert f"Last read {read_at:%-d %B %Y, %H:%M}" in register
    assert "Last read" not in officer.get(reverse("copies")).content.decode()
    verbs = set(Event.objects.filter(recipient=cast.officer.email).values_list("verb", flat=True))
    assert verbs == {"copy.asked_for", "copy.released_redacted", "copy.read"}


def test_the_copy_is_marked_on_every_page_of_the_pdf(cast, sign_in, meeting, request_of):
    copy = release(cast, request_of(cast.officer), "full", meeting)

    response = sign_in(cast.officer).get(address("copy-pdf", copy))

    texts = pdf_texts(response.content)
    pages = [text for place, text in texts.items() if place.startswith("page ")]
    mark = f"Copy for {cast.officer}, released".casefold()
    assert pages
    assert all(mark in " ".join(page.split()).casefold() for page in pages)
    assert_is_accessible_pdf(response.content, title=f"Minutes of {meeting}")
    assert response["Cache-Control"] == "no-store"
    assert Event.objects.filter(verb="copy.read").count() == 1


def test_a_copy_without_the_closed_items_shows_none_of_them_anywhere(
    cast, sign_in, meeting, request_of
):
    copy = release(cast, request_of(cast.officer), "redacted", meeting)

    pages = pages_of(sign_in(cast.officer), copy)

    assert {one: canaries_in(page) for one, page in pages.items() if canaries_in(page)} == {}
    assert pages[address("copy", copy)].status_code == 200
    assert pages[meeting.get_absolute_url()].status_code == 200


def test_a_full_copy_shows_the_closed_items_of_that_meeting_alone(
    cast, sign_in, meeting, request_of
):
    other = {where: f"{word}other" for where, word in CANARIES.items()}
    with_minutes(cast, meeting_on(cast, "2018-05-16"), canaries=other)
    copy = release(cast, request_of(cast.officer), "full", meeting)

    pages = pages_of(sign_in(cast.officer), copy)

    assert CANARIES["paragraph"] in canaries_in(pages[address("copy", copy)])
    assert CANARIES["title"] in canaries_in(pages[meeting.get_absolute_url()])
    for page in pages.values():
        assert not [word for word in other.values() if response_leaks(page, word)]


def test_the_minutes_themselves_are_read_as_the_marked_copy_alone(
    cast, sign_in, meeting, request_of
):
    release(cast, request_of(cast.officer), "full", meeting)
    officer = sign_in(cast.officer)

    for name in ("minutes", "minutes-pdf"):
        assert officer.get(reverse(name, kwargs={"slug": meeting.slug})).status_code == 404
    page = officer.get(meeting.get_absolute_url()).content.decode()
    assert "but your copy" in page
    assert not Minutes.objects.visible_to(cast.officer).exists()


@pytest.mark.parametrize("how", ["ended", "ran out"])
def test_when_it_ends_everything_of_it_is_gone_at_once(how, cast, sign_in, meeting, request_of):
    lay_paper_before = Paper.objects.visible_to(cast.officer).count()
    copy = release(cast, request_of(cast.officer), "full", meeting)
    officer = sign_in(cast.officer)
    assert officer.get(address("copy-pdf", copy)).status_code == 200

    if how == "ended":
        sign_in(cast.secretary).post(address("copy-ending", copy))
    else:
        CopyRequest.objects.update(expires_on=datetime.date(2018, 9, 4))

    assert officer.get(address("copy-pdf", copy)).status_code == 404
    assert officer.get(meeting.get_absolute_url()).status_code == 404
    page = officer.get(address("copy", copy))
    assert (page.status_code, canaries_in(page)) == (200, set())
    assert not Meeting.objects.visible_to(cast.officer).exists()
    assert Paper.objects.visible_to(cast.officer).count() == lay_paper_before == 0
    closed = meeting.items.filter(is_closed=True)
    assert closed.closed_to(cast.officer).count() == closed.count()


def test_nobody_else_reads_the_copy(cast, sign_in, meeting, request_of):
    copy = release(cast, request_of(cast.officer), "full", meeting)

    for user in (cast.partner, cast.observer, cast.administrator, cast.chairman):
        for name in ("copy", "copy-pdf"):
            assert sign_in(user).get(address(name, copy)).status_code == 404
    secretary = sign_in(cast.secretary).get(address("copy", copy))
    assert canaries_in(secretary) == set(), "the register, not the copy"


def test_what_an_observer_sees_is_not_widened_by_another_officers_copy(cast, meeting, request_of):
    release(cast, request_of(cast.officer), "full", meeting)

    hidden = AgendaItem.objects.closed_to(cast.observer)
    assert hidden.count() == AgendaItem.objects.count()


def test_a_refusal_says_why(cast, sign_in, request_of):
    copy = request_of(cast.officer)
    secretary = sign_in(cast.secretary)
    empty = secretary.post(address("copy-decision", copy), {"decision": "refused"})
    assert empty.status_code == 422

    refusal = {"decision": "refused", "refusal": "Ask the police themselves."}
    secretary.post(address("copy-decision", copy), refusal)

    page = sign_in(cast.officer).get(address("copy", copy)).content.decode()
    assert "Refused" in page
    assert "Ask the police themselves." in page


def test_a_request_is_decided_once(cast, sign_in, meeting, request_of):
    copy = release(cast, request_of(cast.officer), "redacted", meeting)

    with pytest.raises(PermissionDenied, match="decided this request already"):
        copy.refuse("No.", by=cast.secretary)
    again = sign_in(cast.secretary).post(address("copy-decision", copy), follow=True)
    assert "is decided already" in again.content.decode()


def test_who_runs_the_system_gets_no_full_copy(cast, meeting, request_of):
    copy = request_of(cast.administrator)

    with pytest.raises(ValidationError, match="does not read what is closed"):
        release(cast, copy, "full", meeting)


def test_nobody_releases_a_full_copy_to_themselves(cast, meeting, request_of):
    with pytest.raises(ValidationError, match="Somebody else"):
        release(cast, request_of(cast.secretary), "full", meeting)


def test_who_is_kept_from_an_item_cannot_release_it(cast, request_of):
    meeting = with_minutes(cast, meeting_on(cast, "2018-06-06"))
    closed = meeting.items.get(is_closed=True)
    declare(cast, closed, cast.deputy, "It is my firm.").exclude(by=cast.chairman)

    with pytest.raises(ValidationError, match="somebody else must release"):
        request_of(cast.officer).release("full", meeting, until=LAST_DAY, by=cast.deputy)


def test_a_draft_nobody_was_sent_is_not_released(cast, sign_in, request_of):
    draft = with_minutes(cast, meeting_on(cast, "2018-07-04"))
    copy = request_of(cast.officer)

    response = sign_in(cast.secretary).post(
        address("copy-decision", copy), {"decision": "full", "meeting": draft.pk}
    )

    assert response.status_code == 422
    copy.refresh_from_db()
    assert copy.is_waiting


def test_the_last_day_is_not_past(cast, sign_in, meeting, request_of):
    day = {"expires_on_day": "4", "expires_on_month": "9", "expires_on_year": "2018"}

    response = sign_in(cast.secretary).post(
        address("copy-decision", request_of(cast.officer)),
        {"decision": "redacted", "meeting": meeting.pk, **day},
    )

    assert "Enter a day that is not past" in response.content.decode()


def test_asking_twice_is_one_request(cast, request_of):
    assert request_of(cast.officer) == request_of(cast.officer)
    assert CopyRequest.objects.count() == 1


def test_the_secretary_enters_a_request_for_an_officer(cast, sign_in):
    secretary = sign_in(cast.secretary)
    unknown = secretary.post(reverse("copy-new"), ASKED | {"email": "nobody@example.org"})
    assert "Nobody signs in with this address" in unknown.content.decode()

    secretary.post(reverse("copy-new"), ASKED | {"email": "Officer@example.org"})

    copy = CopyRequest.objects.get()
    assert (copy.officer, copy.asked_by) == (cast.officer, cast.secretary)
    assert "entered by Sam Secretary" in secretary.get(reverse("copies")).content.decode()


@pytest.mark.parametrize(("decision", "status"), [("full", 200), ("redacted", 404)])
def test_of_minutes_kept_as_a_file_a_full_copy_is_the_stamped_file(
    decision, status, cast, sign_in, request_of
):
    meeting = meeting_on(cast, "2016-11-09")
    keep_as_file(cast, meeting, "Quincunx")
    copy = release(cast, request_of(cast.officer), decision, meeting)

    assert sign_in(cast.officer).get(address("copy", copy)).status_code == 200
    response = sign_in(cast.officer).get(address("copy-pdf", copy))

    assert response.status_code == status
    if status == 200:
        assert response_leaks(response, "Quincunx")
        assert response_leaks(response, f"Copy for {cast.officer}")


def test_a_full_copy_opens_the_closed_papers_of_that_meeting(cast, sign_in, request_of):
    meeting = with_minutes(cast, meeting_on(cast, "2018-06-06"))
    meeting.minutes.circulate(by=cast.secretary)
    closed = meeting.items.get(is_closed=True)
    paper = lay_paper(cast, closed, "Profile", pdf("Profile of the quarter"))
    file = reverse("paper-file", kwargs={"slug": meeting.slug, "pk": paper.pk, "number": 1})
    assert sign_in(cast.officer).get(file).status_code == 404

    release(cast, request_of(cast.officer), "full", meeting)

    assert sign_in(cast.officer).get(file).status_code == 200
    assert Event.objects.filter(verb="paper.closed_seen", by=cast.officer.email).exists()


def test_who_comes_to_run_the_system_reads_a_full_copy_no_longer(
    cast, sign_in, request_of, meeting
):
    kept = keep_as_file(cast, meeting_on(cast, "2016-11-09"), "Members heard of Quincunx.")
    file = release(cast, request_of(cast.officer, purpose="File"), "full", kept.meeting)
    copy = release(cast, request_of(cast.officer), "full", meeting)
    cast.officer.is_administrator = True
    cast.officer.save()
    client = sign_in(cast.officer)

    assert client.get(address("copy-pdf", file)).status_code == 404
    assert [
        canaries_in(response)
        for response in pages_of(client, copy).values()
        if canaries_in(response)
    ] == []


@pytest.mark.parametrize(("is_kept_from", "status"), [(False, 200), (True, 404)])
def test_a_file_with_an_item_kept_from_the_officer_is_not_released_whole(
    is_kept_from, status, cast, sign_in, request_of
):
    meeting = meeting_on(cast, "2016-11-09")
    item = add_item(cast, meeting, "Contracts", is_closed=True, closed_reason="paragraph 3")
    if is_kept_from:
        declare(cast, item, cast.co_optee, "He works there.").exclude(by=cast.chairman)
    keep_as_file(cast, meeting, "Members heard of Quincunx.")

    copy = release(cast, request_of(cast.co_optee), "full", meeting)

    assert sign_in(cast.co_optee).get(address("copy-pdf", copy)).status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same_however_long(
    rows, cast, sign_in, meeting, request_of, django_assert_max_num_queries
):
    for number in range(rows):
        release(cast, request_of(cast.officer, purpose=str(number)), "redacted", meeting)
        request_of(cast.partner, purpose=str(number))
    client = sign_in(cast.secretary)

    with django_assert_max_num_queries(10):
        client.get(reverse("copies"))
