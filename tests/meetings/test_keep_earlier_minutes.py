"""Minutes older than the system are kept as a file, closed, with a public version of their own."""

import io

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from audit.models import Event
from board.models import Publication
from meetings.document import fingerprint
from meetings.models import Decision, EarlierCopy, PublicationRefused, Reference
from tests.meetings.board_meeting import (
    add_item,
    declare,
    entry,
    invite_guests,
    keep_as_file,
    meeting_on,
    write,
)
from tests.papers.checks import assert_is_accessible_pdf
from tests.papers.files import pdf
from tests.papers.scanner import leaks, response_leaks

CLOSED = "Quincunx"
OUTSIDERS = ["anonymous", "observer", "co_optee", "partner", "officer", "administrator"]


@pytest.fixture
def meeting(cast):
    meeting = meeting_on(cast, "2016-11-09")
    invite_guests(cast, meeting)
    return meeting


@pytest.fixture
def minutes(cast, meeting):
    return keep_as_file(cast, meeting, f"Members heard of {CLOSED}.", public="The Board met.")


def url(route, meeting, **more):
    return reverse(route, kwargs={"slug": meeting.slug, **more})


def upload(content, name="minutes.pdf"):
    return {"file": SimpleUploadedFile(name, content, "application/pdf")}


def agree(cast, minutes):
    text = fingerprint(minutes.public_document())
    return minutes.approve_publication(sha256=text, by=cast.chairman)


def published(cast, minutes):
    assert agree(cast, minutes)
    return minutes.publish(by=cast.secretary)


def pages_of(meeting):
    names = ["meeting", "minutes", "minutes-pdf", "agenda", "pack", "publication"]
    yield from (url(name, meeting) for name in names)
    yield url("publication-pdf", meeting, name="minutes")
    yield from (url("earlier-file", meeting, pk=copy.pk) for copy in EarlierCopy.objects.all())
    yield from map(reverse, ["home", "meetings", "references", "decisions", "published"])


def test_the_secretary_keeps_a_file_and_members_read_it(cast, sign_in, meeting):
    secretary = sign_in(cast.secretary)
    assert (
        "Keep minutes that exist already as a file"
        in secretary.get(meeting.get_absolute_url()).content.decode()
    )

    secretary.post(url("earlier-minutes", meeting), upload(pdf(CLOSED)))

    copy = EarlierCopy.objects.get()
    response = sign_in(cast.member).get(url("earlier-file", meeting, pk=copy.pk))
    assert response_leaks(response, CLOSED)
    page = sign_in(cast.member).get(url("minutes", meeting)).content.decode()
    assert url("earlier-file", meeting, pk=copy.pk) in page
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"minutes.earlier_copy_kept", "minutes.closed_seen"} <= verbs


@pytest.mark.parametrize("persona", OUTSIDERS)
def test_who_may_not_see_closed_items_finds_no_word_of_the_file(
    persona, cast, sign_in, minutes, meeting
):
    hand = entry(f"Closed by hand {CLOSED}.", kind="decision", is_closed=True)
    hand.closed_reason = "paragraph 7"
    minutes.record_by_hand(hand, by=cast.secretary)
    published(cast, minutes)
    client = sign_in(getattr(cast, persona))

    leaked = {page for page in pages_of(meeting) if response_leaks(client.get(page), CLOSED)}

    assert leaked == set()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("minutes.docx", b"PK\x03\x04", "Word"),
        ("minutes.csv", b"a,b", "Choose a PDF"),
        ("minutes.pdf", b"%PDF-1.4 broken", "cannot be read"),
        ("minutes.pdf", b"", "empty"),
    ],
)
def test_what_is_no_good_pdf_is_refused(name, content, sentence, cast, sign_in, meeting):
    response = sign_in(cast.secretary).post(url("earlier-minutes", meeting), upload(content, name))

    assert response.status_code == 422
    assert sentence in response.content.decode() or name.endswith("docx")
    assert not EarlierCopy.objects.exists()


def test_minutes_written_here_are_not_replaced_by_a_file(cast, sign_in, meeting):
    write(cast, add_item(cast, meeting, "Sharing"), entry("One."))

    response = sign_in(cast.secretary).post(url("earlier-minutes", meeting), upload(pdf(CLOSED)))

    assert response.status_code == 422
    assert "are written here already" in response.content.decode()
    with pytest.raises(ValidationError):
        keep_as_file(cast, meeting)


def test_a_coming_meeting_has_no_minutes_yet(cast, sign_in):
    coming = meeting_on(cast, "2018-09-19")

    sign_in(cast.secretary).post(url("earlier-minutes", coming), upload(pdf(CLOSED)))

    assert not EarlierCopy.objects.exists()


def test_a_better_file_replaces_it_and_the_first_is_kept(cast, minutes, meeting):
    keep_as_file(cast, meeting, "A better scan.")
    keep_as_file(cast, meeting, "A better scan.")

    files = EarlierCopy.objects.filter(is_public=False)
    assert [copy.number for copy in files] == [1, 2]
    assert "better" in minutes.earlier_file.text
    with pytest.raises(IntegrityError), transaction.atomic():
        files.update(text="x")


def test_it_becomes_public_by_two_people_and_through_the_gate(cast, sign_in, minutes, meeting):
    secretary, chairman = sign_in(cast.secretary), sign_in(cast.chairman)
    gate = url("minutes-publication", meeting)
    assert secretary.post(gate).status_code == 422
    assert "for your agreement to publish" in chairman.get("/").content.decode()

    seen = chairman.get(gate).context["sha256"]
    chairman.post(url("minutes-publication-approval", meeting), {"sha256": seen})
    assert secretary.post(gate).status_code == 302

    page = sign_in(None).get(url("publication", meeting)).content.decode()
    assert "The Board met." in page
    file = sign_in(None).get(url("publication-pdf", meeting, name="minutes"))
    assert_is_accessible_pdf(file.content, title=f"Minutes of {meeting}")
    assert "Minutes published" in secretary.get(reverse("meetings")).content.decode()


def test_another_text_is_agreed_to_anew_and_says_why(cast, minutes):
    published(cast, minutes)
    minutes.keep_earlier_copy(EarlierCopy(is_public=True, text="The Board met."), by=cast.secretary)
    assert minutes.agreement_stands(minutes.public_document())

    changed = EarlierCopy(is_public=True, text="The Board met in November.")
    minutes.keep_earlier_copy(changed, by=cast.secretary)

    with pytest.raises(PublicationRefused, match="has not agreed"):
        minutes.publish(by=cast.secretary, note="The month.")
    agree(cast, minutes)
    with pytest.raises(PublicationRefused, match="why there is a new version"):
        minutes.publish(by=cast.secretary)
    assert minutes.publish(by=cast.secretary, note="The month.").version == 2


def test_nobody_is_asked_to_publish_before_it_is_said_what(cast, sign_in, meeting):
    minutes = keep_as_file(cast, meeting)

    assert "for your agreement" not in sign_in(cast.chairman).get("/").content.decode()
    assert not agree(cast, minutes) or minutes.refusals_to_publish(
        minutes.public_document(), by=cast.secretary
    )
    with pytest.raises(PublicationRefused, match="add it first"):
        minutes.publish(by=cast.secretary)


def test_the_public_file_is_its_pages_alone(cast, sign_in, minutes, meeting):
    sign_in(cast.secretary).post(
        url("earlier-public", meeting), upload(talkative_pdf("Open words."), f"{CLOSED}.pdf")
    )
    publication = published(cast, minutes)

    assert "Open words." in pypdf.PdfReader(io.BytesIO(publication.pdf)).pages[0].extract_text()
    assert leaks(bytes(publication.pdf), CLOSED) == []
    assert leaks(str(publication.document), CLOSED) == []
    page = sign_in(None).get(url("publication", meeting))
    assert response_leaks(page, CLOSED) == []


def talkative_pdf(text):
    """A PDF that says more than its page: author, note, bookmark, and an earlier state; so does a
    picture on it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(text)))
    writer.add_metadata({"/Author": CLOSED, "/Title": CLOSED})
    writer.add_outline_item(title=CLOSED, page_number=0)
    page = writer.pages[0]
    page[NameObject("/PieceInfo")] = TextStringObject(CLOSED)
    page[NameObject("/Private")] = TextStringObject(CLOSED)
    drawings = DictionaryObject({NameObject("/Fm0"): writer._add_object(talkative_drawing(writer))})
    page["/Resources"][NameObject("/XObject")] = drawings
    note = FreeText(text=CLOSED, rect=(50, 50, 200, 100))
    writer.add_annotation(0, note)
    out = io.BytesIO()
    writer.write(out)
    assert leaks(out.getvalue(), CLOSED)
    return out.getvalue()


def talkative_drawing(writer):
    """A drawing that carries who made it and what it was before."""
    told = DecodedStreamObject()
    told.set_data(CLOSED.encode())
    drawing = DecodedStreamObject()
    drawing[NameObject("/Subtype")] = NameObject("/Form")
    drawing[NameObject("/BBox")] = ArrayObject([NumberObject(0)] * 4)
    drawing[NameObject("/Metadata")] = writer._add_object(told)
    drawing[NameObject("/PieceInfo")] = TextStringObject(CLOSED)
    return drawing


def test_words_under_a_black_box_are_shown_at_the_gate(cast, sign_in, minutes, meeting):
    secretary = sign_in(cast.secretary)
    secretary.post(url("earlier-public", meeting), upload(pdf(f"Blackened {CLOSED} DATE")))

    page = secretary.get(url("minutes-publication", meeting)).content.decode()

    appears = page.split('id="withheld"')[0]
    assert "Every word that can be read out of it" in appears
    assert CLOSED in appears
    assert "Words still to be filled in: DATE" in page


def test_the_closed_file_itself_is_refused_as_the_public_one(cast, sign_in, meeting):
    content = pdf(CLOSED)
    secretary = sign_in(cast.secretary)
    secretary.post(url("earlier-minutes", meeting), upload(content))

    response = secretary.post(url("earlier-public", meeting), upload(content))

    assert response.status_code == 422
    assert "the very file of the closed minutes" in response.content.decode()


@pytest.mark.parametrize("both", [False, True])
def test_the_public_version_is_a_file_or_a_text(both, cast, sign_in, minutes, meeting):
    typed = upload(pdf("Open")) | {"text": "Open."} if both else {"text": ""}

    response = sign_in(cast.secretary).post(url("earlier-public", meeting), typed)

    assert "one of the two" in response.content.decode()


def by_hand(**more):
    return {
        "key": "5f0c9a3e-0d5b-4b5f-9d51-1f1f7d3c1b11",
        "kind": "decision",
        "text": "The contacts be kept.",
        "is_closed": "open",
        "due": "none",
    } | more


def test_a_decision_is_noted_by_hand_and_numbered(cast, sign_in, minutes, meeting):
    for _ in range(2):
        sign_in(cast.secretary).post(url("earlier-entry", meeting), by_hand())

    decision = Decision.objects.get(meeting=meeting)
    assert (decision.words, decision.number, decision.is_closed) == (
        "The contacts be kept.",
        1,
        False,
    )
    page = sign_in(cast.observer).get(url("minutes", meeting)).content.decode()
    assert "The contacts be kept." in page
    assert "The file is closed to you." in page


def test_a_reference_gets_its_permanent_number_and_its_owner(cast, sign_in, minutes, meeting):
    asked = by_hand(
        kind="note",
        text="Police to send the list.",
        owners=[f"o{cast.police.pk}"],
        due="next_meeting",
    )

    sign_in(cast.secretary).post(url("earlier-entry", meeting), asked)

    reference = Reference.objects.get()
    assert (reference.serial, reference.text) == ("SOCB/2016/01", "Police to send the list.")
    assert [owner.organisation for owner in reference.owners.all()] == [cast.police]
    assert reference in Reference.objects.visible_to(cast.member).outstanding()


def test_what_is_noted_is_closed_unless_somebody_says_open(cast, sign_in, minutes, meeting):
    page = sign_in(cast.secretary).get(url("earlier-entry", meeting)).content.decode()
    assert 'value="closed" checked' in page or "checked" in page.split('value="closed"')[1][:120]

    response = sign_in(cast.secretary).post(
        url("earlier-entry", meeting), by_hand(is_closed="closed")
    )
    assert "Select the reason for closing it" in response.content.decode()
    sign_in(cast.secretary).post(
        url("earlier-entry", meeting),
        by_hand(is_closed="closed", closed_reason="paragraph 7", text=CLOSED),
    )

    assert Decision.objects.visible_to(cast.member).count() == 1
    assert Decision.objects.visible_to(cast.observer).count() == 0


def test_who_is_kept_from_an_item_does_not_read_the_whole_file(cast, sign_in, meeting):
    item = add_item(cast, meeting, "Tasking", is_closed=True, closed_reason="paragraph 7")
    declare(cast, item, cast.member, "It is my firm.").exclude(by=cast.chairman)
    minutes = keep_as_file(cast, meeting)

    file = url("earlier-file", meeting, pk=minutes.earlier_file.pk)
    assert sign_in(cast.member).get(file).status_code == 404
    assert sign_in(cast.deputy).get(file).status_code == 200


def test_only_its_own_meeting_has_such_pages(cast, sign_in, minutes):
    other = meeting_on(cast, "2016-12-09")
    secretary = sign_in(cast.secretary)

    assert secretary.get(url("earlier-public", other)).status_code == 404
    file = url("earlier-file", other, pk=minutes.earlier_file.pk)
    assert secretary.get(file).status_code == 404


def test_a_withdrawal_takes_the_file_off_at_once(cast, sign_in, minutes, meeting):
    published(cast, minutes)
    file = url("publication-pdf", meeting, name="minutes")
    etag = sign_in(None).get(file)["ETag"]

    sign_in(cast.secretary).post(url("publication-withdrawal", meeting))

    assert sign_in(None).get(file, headers={"If-None-Match": etag}).status_code == 404
    assert not Publication.objects.live().exists()


def test_the_meeting_says_what_comes_next(cast, sign_in, meeting):
    secretary = sign_in(cast.secretary)
    minutes = keep_as_file(cast, meeting)
    page = secretary.get(meeting.get_absolute_url()).content.decode()
    assert "Say what the public may read" in page

    minutes.keep_earlier_copy(EarlierCopy(is_public=True, text="It met."), by=cast.secretary)
    page = secretary.get(meeting.get_absolute_url()).content.decode()
    assert "The Chairman agrees to what the public may read" in page

    published(cast, minutes)
    page = secretary.get(meeting.get_absolute_url()).content.decode()
    assert "Say what became of every item, and close the meeting" not in page
