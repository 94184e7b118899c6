import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pytest_django.asserts import assertContains

from audit.models import Event
from board.models import Publication
from meetings.document import FULL, PUBLISHED, minutes_document
from meetings.models import Amendment, Meeting, PublicationRefused
from meetings.paper import minutes_pdf
from tests.meetings.board_meeting import (
    CANARIES,
    PARAGRAPH_7,
    add_item,
    agree,
    entry,
    meeting_on,
    publishable,
    with_minutes,
    write,
)
from tests.papers.checks import assert_is_accessible_pdf


@pytest.fixture
def later(cast):
    return meeting_on(cast, "2018-09-05")


@pytest.fixture
def meeting(cast, later):
    return publishable(cast, "2018-07-18", at=later)


def url(name, meeting):
    return reverse(name, kwargs={"slug": meeting.slug})


def test_the_whole_path_from_draft_to_public_and_back(cast, sign_in, later):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    secretary, chairman = sign_in(cast.secretary), sign_in(cast.chairman)

    secretary.post(url("minutes-circulation", meeting))
    secretary.post(url("minutes-approval", meeting), {"meeting": later.pk})
    gate = chairman.get(url("minutes-publication", meeting))
    chairman.post(url("minutes-publication-approval", meeting), {"sha256": gate.context["sha256"]})
    secretary.post(url("minutes-publication", meeting))

    publication = Publication.objects.live().get(kind="minutes")
    assert (publication.slug, publication.approved_by) == (meeting.slug, cast.chairman)
    assert sign_in(None).get(publication.get_absolute_url()).status_code == 200
    meeting.minutes.refresh_from_db()
    assert meeting.minutes.state_label == "Published"
    publication.withdraw(by=cast.secretary)
    assert sign_in(None).get(publication.get_absolute_url()).status_code == 404
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs >= {
        "minutes.circulated",
        "minutes.approved",
        "publication.approved",
        "publication.issued",
        "publication.withdrawn",
        "minutes.closed_seen",
    }


def test_the_page_of_the_meeting_says_once_how_the_minutes_stand(cast, sign_in, later):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    secretary = sign_in(cast.secretary)

    def standing():
        page = secretary.get(meeting.get_absolute_url()).content.decode()
        found = re.search(
            r'<strong class="govuk-tag">(Circulated|Approved)</strong>(.*?)</p>', page, re.S
        )
        return found[1], found[2].strip()

    secretary.post(url("minutes-circulation", meeting))
    assert standing() == ("Circulated", "Sent round on 5 September 2018.")
    secretary.post(url("minutes-approval", meeting), {"meeting": later.pk})
    assert standing() == ("Approved", "The meeting of 5 September 2018 approved them.")


def test_minutes_are_approved_at_a_later_meeting_that_has_been_held(cast, sign_in, later):
    earlier, coming = meeting_on(cast, "2018-06-06"), meeting_on(cast, "2018-09-19")
    cancelled = meeting_on(cast, "2018-08-01", state=Meeting.State.CANCELLED)
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    meeting.minutes.circulate(by=cast.secretary)

    for wrong in (earlier, coming, cancelled, meeting):
        response = sign_in(cast.secretary).post(
            url("minutes-approval", meeting), {"meeting": wrong.pk}
        )
        assert response.status_code == 422
    with pytest.raises(ValueError, match="at a later meeting"):
        meeting.minutes.approve(at=earlier, by=cast.secretary)


def test_a_draft_cannot_be_approved_before_it_is_circulated(cast, later):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))

    with pytest.raises(PermissionDenied):
        meeting.minutes.approve(at=later, by=cast.secretary)


def test_minutes_that_no_meeting_approved_are_not_published(cast, sign_in):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    meeting.minutes.circulate(by=cast.secretary)

    response = sign_in(cast.secretary).post(url("minutes-publication", meeting))

    assert response.status_code == 422
    assert "The minutes are not approved yet" in response.content.decode()
    assert Publication.objects.count() == 0


def test_placeholders_are_named_before_the_draft_goes_round_and_keep_it_from_approval(
    cast, sign_in, later
):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Sharing of information")
    minutes = write(cast, item, entry("Noted."), entry("To report by DATE."))
    client = sign_in(cast.secretary)
    found = "<li>“DATE” in item 1, paragraph 2</li>"
    assertContains(client.get(url("minutes-circulation", meeting)), found, html=True)
    minutes.circulate(by=cast.secretary)
    assertContains(client.get(url("minutes-approval", meeting)), found, html=True)

    refused = client.post(url("minutes-approval", meeting), {"meeting": later.pk})

    assertContains(refused, "Words still to be filled in: DATE.", status_code=422)
    minutes.refresh_from_db()
    assert minutes.state == "circulated"


def test_an_amendment_of_the_meeting_fills_in_what_was_left(cast, sign_in, later):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Sharing of information")
    minutes = write(cast, item, entry("To report by DATE."))
    minutes.circulate(by=cast.secretary)
    paragraph = minutes.paragraphs.get()
    told = {"item": item, "paragraph": paragraph, "seen": paragraph.current}
    minutes.state_amendment(Amendment(wording="To report by May.", **told), by=cast.secretary)
    page = sign_in(cast.secretary).get(url("minutes-approval", meeting))
    assertContains(page, "Words that an amendment below replaces go when")

    minutes.approve(at=later, by=cast.secretary)

    assert minutes.is_locked


@pytest.mark.parametrize("placeholder", ["DATE", "XX", "XXX", "TBC"])
def test_placeholders_keep_minutes_from_being_published(placeholder, cast, later):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Sharing of information")
    minutes = write(cast, item, entry(f"To report by {placeholder}.", **PARAGRAPH_7))
    minutes.circulate(by=cast.secretary)
    minutes.approve(at=later, by=cast.secretary)
    minutes.open_paragraph(minutes.paragraphs.get(), by=cast.chairman)
    agree(cast, minutes)

    with pytest.raises(PublicationRefused, match=f"filled in: {placeholder}"):
        minutes.publish(by=cast.secretary)


def test_a_placeholder_in_closed_text_does_not_matter(cast, later):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Sharing of information")
    minutes = write(cast, item, entry("Noted."), entry("By DATE.", **PARAGRAPH_7))
    minutes.circulate(by=cast.secretary)
    minutes.approve(at=later, by=cast.secretary)
    agree(cast, minutes)

    assert minutes.publish(by=cast.secretary).version == 1


def test_who_agreed_cannot_publish(cast, meeting):
    with pytest.raises(PublicationRefused, match="somebody else must publish"):
        meeting.minutes.publish(by=cast.chairman)


def test_without_the_chairmans_agreement_nothing_is_published(cast, later):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    meeting.minutes.circulate(by=cast.secretary)
    meeting.minutes.approve(at=later, by=cast.secretary)

    with pytest.raises(PublicationRefused, match="has not agreed"):
        meeting.minutes.publish(by=cast.secretary)


def test_the_agreement_is_to_exactly_one_text(cast, meeting):
    meeting.items.get(is_closed=True).open(by=cast.chairman)

    with pytest.raises(PublicationRefused, match="has not agreed"):
        meeting.minutes.publish(by=cast.secretary)


def test_agreeing_to_a_text_that_changed_meanwhile_asks_to_read_again(cast, sign_in, meeting):
    stale = {"sha256": "0" * 64}

    sign_in(cast.chairman).post(url("minutes-publication-approval", meeting), stale)

    meeting.minutes.refresh_from_db()
    assert meeting.minutes.publication_approved_sha256 != stale["sha256"]


def test_the_gate_shows_what_appears_beside_what_is_withheld(cast, sign_in, meeting):
    page = sign_in(cast.secretary).get(url("minutes-publication", meeting)).content.decode()

    appears, withheld = page.split('id="withheld"')
    assert "Partners to send their contacts. (1)" in appears
    assert [word for word in CANARIES.values() if word in appears] == []
    assert [word for word in CANARIES.values() if word not in withheld] == []


def test_a_name_in_closed_and_in_open_text_is_pointed_out(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Sharing of information")
    minutes = write(
        cast,
        item,
        entry("Members thanked Halcyon staff. Partners were told."),
        entry("Members heard that Halcyon continues. Partners agreed.", **PARAGRAPH_7),
    )
    page = sign_in(cast.secretary).get(url("minutes-publication", meeting)).context

    (finding,) = page["findings"]
    assert finding.word == "Halcyon"
    assert [place.where for place in finding.places] == ["item 1, paragraph 1"]
    assert minutes.live_publication is None


def test_a_correction_is_a_new_version(cast, meeting):
    first = meeting.minutes.publish(by=cast.secretary)
    meeting.items.get(is_closed=True).open(by=cast.chairman)
    agree(cast, meeting.minutes)
    with pytest.raises(PublicationRefused, match="why there is a new version"):
        meeting.minutes.publish(by=cast.secretary)
    second = meeting.minutes.publish(by=cast.secretary, note="Item 2 is open now.")

    first.refresh_from_db()
    assert (first.withdrawn_at is None, second.version) == (False, 2)
    assert second.note == "Item 2 is open now."


def test_publishing_twice_publishes_once(cast, sign_in, meeting):
    for _ in range(2):
        sign_in(cast.secretary).post(url("minutes-publication", meeting))

    assert Publication.objects.get().version == 1


def test_what_was_withdrawn_is_public_again_only_when_the_chairman_agrees_anew(
    cast, sign_in, meeting
):
    meeting.minutes.publish(by=cast.secretary).withdraw(by=cast.secretary, note="A name.")

    with pytest.raises(PublicationRefused, match="has not agreed"):
        meeting.minutes.publish(by=cast.secretary)

    assert "for your agreement to publish" in sign_in(cast.chairman).get("/").content.decode()
    page = sign_in(cast.chairman).get(url("minutes-publication", meeting)).content.decode()
    assert "I agree that this becomes public" in page
    agree(cast, meeting.minutes)
    again = meeting.minutes.publish(by=cast.secretary, note="Without the name.")
    assert again.version == 2


def test_nobody_agrees_to_publish_what_no_meeting_approved(cast):
    meeting = with_minutes(cast, meeting_on(cast, "2018-07-18"))

    with pytest.raises(PermissionDenied):
        agree(cast, meeting.minutes)


@pytest.mark.parametrize("fullness", [FULL, PUBLISHED])
def test_the_minutes_print_as_an_accessible_paper(fullness, cast, meeting):
    document = minutes_document(meeting.minutes, fullness=fullness)

    assert_is_accessible_pdf(minutes_pdf(meeting, document), title=f"Minutes of {meeting}")


def test_the_file_says_what_it_is(cast, sign_in, meeting):
    def name(user):
        return sign_in(user).get(url("minutes-pdf", meeting))["Content-Disposition"]

    assert name(cast.member) == 'inline; filename="2018-07-18-board-minutes-full-approved.pdf"'
    meeting.attendances.create(person=cast.observer.person, name="O", status="in_attendance")
    assert name(cast.observer) == (
        'inline; filename="2018-07-18-board-minutes-members-copy-approved.pdf"'
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_minutes_costs_the_same_however_long(
    rows, cast, sign_in, django_assert_max_num_queries
):
    meeting = meeting_on(cast, "2018-07-18")
    for number in range(rows):
        item = add_item(cast, meeting, f"Item {number}", **PARAGRAPH_7)
        write(cast, item, *[entry("Police to report. (n)") for _ in range(rows)])
    meeting.minutes.circulate(by=cast.secretary)
    client = sign_in(cast.member)

    with django_assert_max_num_queries(22):
        client.get(url("minutes", meeting))
