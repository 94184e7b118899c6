import datetime
import io

import docx
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from background.models import Message
from board.models import Publication
from meetings.agenda_document import CHAIR, MEMBERS, OPEN, PUBLISHED, agenda_document
from meetings.agenda_paper import agenda_pdf
from meetings.agenda_word import agenda_word
from meetings.document import fingerprint
from meetings.models import AgendaIssue, AgendaRefused, Invitation
from tests.meetings.board_meeting import (
    PARAGRAPH_7,
    add_item,
    agree_agenda,
    invite_guests,
    issue_agenda,
    lay_paper,
    meeting_on,
)
from tests.papers.checks import assert_is_accessible_pdf
from tests.papers.files import pdf
from tests.papers.scanner import leaks, response_leaks

CANARY = "Zephyrine"
TODAY = datetime.date(2018, 9, 5)


def url(name, meeting, **more):
    return reverse(name, kwargs={"slug": meeting.slug, **more})


@pytest.fixture
def meeting(cast):
    meeting = meeting_on(cast, "2018-09-19", starts_at=datetime.time(10))
    add_item(cast, meeting, "Apologies", minutes_allowed=10)
    add_item(cast, meeting, "Sharing of information", presenter="Chief Officer", purpose="decision")
    add_item(cast, meeting, f"Operation {CANARY}", minutes_allowed=20, **PARAGRAPH_7)
    add_item(cast, meeting, "Any other business")
    invite_guests(cast, meeting)
    return meeting


@pytest.fixture
def open_meeting(cast):
    meeting = meeting_on(cast, "2018-09-19")
    add_item(cast, meeting, "Apologies")
    return meeting


def change(cast, item, **facts):
    item = type(item).objects.get(pk=item.pk)
    version = item.version
    for name, value in facts.items():
        setattr(item, name, value)
    item.revise(by=cast.secretary, version=version)


def items(meeting):
    return {item.number: item for item in meeting.items.all()}


# The paper


def test_the_chair_reads_when_each_item_is_planned_to_begin(meeting):
    document = agenda_document(meeting, CHAIR)

    assert [item["begins"] for item in document["items"]] == ["10:00", "10:10", "10:10", "10:30"]
    assert document["ends"] == "10:30"


def test_the_public_reads_a_closed_items_number_and_that_it_will_be_closed(meeting):
    document = agenda_document(meeting, PUBLISHED)

    closed = dict(document["items"][2])
    assert closed.pop("key")
    assert closed == {
        "number": "3",
        "is_closed": True,
        "closed_sentence": "This item will be considered in closed session (paragraph 7).",
    }


@pytest.mark.parametrize("fullness", [CHAIR, MEMBERS, OPEN, PUBLISHED])
def test_pdf_and_word_say_what_the_page_says(meeting, fullness):
    document = agenda_document(meeting, fullness)
    pdf, word = agenda_pdf(meeting, document), agenda_word(meeting, document)

    assert_is_accessible_pdf(pdf, title=f"Agenda of {meeting}")
    assert (agenda_pdf(meeting, document), agenda_word(meeting, document)) == (pdf, word)
    has_closed = fullness in (CHAIR, MEMBERS)
    assert (bool(leaks(pdf, CANARY)), bool(leaks(word, CANARY))) == (has_closed, has_closed)
    for words in ("Chief Officer", "Casey Chairman", "Guildhall"):
        assert leaks(pdf, words)
        assert leaks(word, words)


def test_the_word_file_has_real_headings_and_says_its_state(meeting):
    content = agenda_word(meeting, agenda_document(meeting, OPEN))

    file = docx.Document(io.BytesIO(content))
    headings = [p.text for p in file.paragraphs if p.style.name == "Heading 2"]
    assert headings == [
        "1. Apologies",
        "2. Sharing of information",
        "3. Closed item",
        "4. Any other business",
    ]
    assert file.sections[0].header.paragraphs[0].text == "NOT FOR PUBLICATION – DRAFT"
    assert file.core_properties.created == datetime.datetime(2018, 9, 19, 11, tzinfo=datetime.UTC)


# The Chairman agrees it


def test_the_chairman_is_sent_a_link_and_agrees_without_a_password(cast, sign_in, open_meeting):
    client = sign_in(cast.secretary)
    client.post(url("agenda-sending", open_meeting), {"by_link": "link"})
    message = Message.objects.get()
    assert (message.to, message.subject) == (cast.chairman.email, "An agenda for your agreement")
    address = next(line for line in message.text.splitlines() if "/agreement/" in line)

    chairman = sign_in(None)
    page = chairman.get(address.partition("testserver")[2] or address, follow=True)
    assert open_meeting.agreements.get().answered_at is None
    sha256 = page.context["form"].initial["sha256"]
    chairman.post(reverse("agreement"), {"is_agreed": "yes", "comments": "", "sha256": sha256})

    open_meeting.refresh_from_db()
    agreement = open_meeting.agreements.get()
    assert (open_meeting.state, agreement.answered_by, agreement.by_link) == (
        "agenda_agreed",
        cast.chairman,
        True,
    )
    assert chairman.get(reverse("agreement")).status_code == 404


def test_an_agenda_with_a_closed_item_is_never_sent_by_link(cast, sign_in, meeting):
    refused = sign_in(cast.secretary).post(url("agenda-sending", meeting), {"by_link": "link"})
    sign_in(cast.secretary).post(url("agenda-sending", meeting), {"by_link": "sign-in"})

    assert refused.status_code == 422
    assert "/agreement/" not in Message.objects.get().text.replace("/agenda/agreement/", "")


def test_a_link_shows_nothing_once_an_item_is_closed(cast, sign_in, open_meeting):
    sign_in(cast.secretary).post(url("agenda-sending", open_meeting), {"by_link": "link"})
    address = next(line for line in Message.objects.get().text.split() if "/agreement/" in line)
    add_item(cast, open_meeting, f"Operation {CANARY}", **PARAGRAPH_7)

    response = sign_in(None).get("/agreement/" + address.partition("/agreement/")[2], follow=True)

    assert response.status_code == 409
    assert response_leaks(response, CANARY) == []


def test_an_agenda_changed_after_the_page_was_opened_is_not_agreed(cast, sign_in, open_meeting):
    open_meeting.send_to_chairman(by=cast.secretary)
    client = sign_in(cast.chairman)
    page = client.get(url("agenda-agreement", open_meeting))
    add_item(cast, open_meeting, "Any other business")

    answer = {"is_agreed": "yes", "sha256": page.context["form"].initial["sha256"]}
    client.post(url("agenda-agreement", open_meeting), answer)

    open_meeting.refresh_from_db()
    assert open_meeting.state == "planned"


def test_the_chairman_asks_for_a_change_and_is_sent_it_again(cast, sign_in, open_meeting):
    open_meeting.announce(by=cast.secretary)
    open_meeting.send_to_chairman(by=cast.secretary)
    client = sign_in(cast.chairman)
    sha256 = client.get(url("agenda-agreement", open_meeting)).context["form"].initial["sha256"]
    comment = {"is_agreed": "no", "comments": "Put fraud first.", "sha256": sha256}
    client.post(url("agenda-agreement", open_meeting), comment)

    page = sign_in(cast.secretary).get(url("agenda", open_meeting)).content.decode()
    assert "Put fraud first." in page
    assert "Send it to the Chairman again" in page
    step = sign_in(cast.secretary).get(open_meeting.get_absolute_url()).context["next_step"]
    assert step.label == "Read what should change"


def test_the_first_page_says_where_the_agreement_stands(cast, sign_in, open_meeting):
    secretary = sign_in(cast.secretary)

    def standing():
        tasks = secretary.get(reverse("home")).context["tasks"]
        (how,) = [task.how_it_stands for task in tasks if task.what.startswith("Issue")]
        return how.partition(" · ")[2]

    agreement = open_meeting.send_to_chairman(by=cast.secretary)
    assert standing() == "with the Chairman"
    sha256 = fingerprint(agenda_document(open_meeting, CHAIR))
    agreement.answer(is_agreed=False, comments="Fraud first.", sha256=sha256, by=cast.chairman)
    assert standing() == "the Chairman asked for changes"
    agree_agenda(cast, open_meeting)
    assert standing() == "agreed by the Chairman"
    add_item(cast, open_meeting, "Any other business")
    assert standing() == ""


def test_the_chairman_opens_the_papers_of_what_is_to_be_agreed(cast, sign_in, open_meeting):
    paper = lay_paper(cast, open_meeting.items.first(), "Profile of fraud", pdf("Fraud"))
    open_meeting.send_to_chairman(by=cast.secretary)

    page = sign_in(cast.chairman).get(url("agenda-agreement", open_meeting)).content.decode()

    assert f'href="{paper.get_absolute_url()}"' in page


def test_a_change_after_the_agreement_needs_another(cast, open_meeting):
    agree_agenda(cast, open_meeting)

    add_item(cast, open_meeting, "Any other business")

    assert open_meeting.state == "planned"
    with pytest.raises(AgendaRefused, match="has not agreed"):
        open_meeting.issue_agenda(by=cast.secretary, today=TODAY)


# It is sent out


def test_members_read_it_as_issued_until_the_supplement(cast, sign_in, meeting):
    issue_agenda(cast, meeting)
    change(cast, items(meeting)["2"], title="Sharing of data")

    before = sign_in(cast.member).get(url("agenda", meeting)).content.decode()
    assert ("Sharing of information" in before, "Sharing of data" in before) == (True, False)

    meeting.issue_agenda(by=cast.secretary, today=TODAY)
    after = sign_in(cast.member).get(url("agenda", meeting)).content.decode()
    assert "Sharing of data" in after
    assert "Supplement 1" in after


def test_who_was_invited_is_told_that_an_agenda_or_a_supplement_went_out(cast, sign_in, meeting):
    for person in (cast.member.person, cast.secretary.person, cast.partner.person):
        seat = cast.seats["member"] if person == cast.member.person else None
        seat = cast.seats["secretariat"] if person == cast.secretary.person else seat
        invited = Invitation.objects.invite(meeting, person, seat=seat, by=cast.secretary)
        invited.mark_sent(by=cast.secretary, at=timezone.now())
    agree_agenda(cast, meeting)
    client = sign_in(cast.secretary)

    page = client.post(url("agenda-issue", meeting), follow=True).content.decode()
    add_item(cast, meeting, f"Late: {CANARY}", **PARAGRAPH_7)
    client.post(url("agenda-issue", meeting))

    assert "1 person invited gets an e-mail that leads to it." in page
    assert list(Message.objects.order_by("pk").values_list("to", "subject")) == [
        ("member@example.org", "The agenda, 19 September 2018"),
        ("member@example.org", "A supplement to the agenda, 19 September 2018"),
    ]
    for message in Message.objects.all():
        assert f"/meetings/{meeting.slug}/agenda/" in message.text
        assert not leaks(message.text.encode(), CANARY)


def test_an_agenda_of_which_nobody_could_be_told_is_not_issued(cast, meeting):
    agree_agenda(cast, meeting)

    def fail(issue):
        raise OSError("The machine stops.")

    with pytest.raises(OSError, match="stops"):
        meeting.issue_agenda(by=cast.secretary, today=TODAY, tell=fail)

    assert not AgendaIssue.objects.exists()


def test_a_supplement_says_what_changed_and_to_whom(cast, meeting):
    issue_agenda(cast, meeting)
    change(cast, items(meeting)["1"], title="Welcome and apologies")
    change(cast, items(meeting)["2"], is_closed=True, closed_reason="paragraph 3")
    change(cast, items(meeting)["4"], outcome="withdrawn")
    add_item(cast, meeting, "Quillback plan", **PARAGRAPH_7)
    meeting.move_item(items(meeting)["2"], up=True, by=cast.secretary)

    supplement = meeting.issue_agenda(by=cast.secretary, today=TODAY)

    assert [change["text"] for change in supplement.document["changes"]] == [
        "Item 2 will now be considered in closed session.",
        "Item 1 was called “Apologies” and is now “Welcome and apologies”.",
        "Item 4: this item is withdrawn.",
        "Item 5 is added, closed: Quillback plan.",
        "The order of the items is now 2, 1, 3, 4, 5.",
    ]
    assert [change["text"] for change in supplement.open_document["changes"]] == [
        "Item 2 will now be considered in closed session.",
        "Item 1 was called “Apologies” and is now “Welcome and apologies”.",
        "Item 4: this item is withdrawn.",
        "Item 5 is added. This item will be considered in closed session (paragraph 7).",
        "The order of the items is now 2, 1, 3, 4, 5.",
    ]


def test_what_was_issued_is_never_changed_nor_deleted(cast, meeting):
    issue = issue_agenda(cast, meeting)

    for verb in (
        lambda: AgendaIssue.objects.filter(pk=issue.pk).update(number=9),
        lambda: AgendaIssue.objects.filter(pk=issue.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            verb()


def test_an_item_closed_after_issue_is_kept_from_the_observer_at_once(cast, sign_in, meeting):
    issue_agenda(cast, meeting)
    meeting.publish_agenda(by=cast.secretary)
    client = sign_in(cast.observer)
    addresses = (
        url("meeting", meeting),
        url("agenda", meeting),
        url("agenda-pdf", meeting),
        url("agenda-word", meeting),
        url("agenda-issue-file", meeting, number=1),
    )
    assert all(response_leaks(client.get(address), "Sharing of inf") for address in addresses)

    change(cast, items(meeting)["2"], is_closed=True, closed_reason="paragraph 3")

    for address in addresses:
        response = client.get(address)
        assert (response.status_code, response_leaks(response, "Sharing of inf")) == (200, [])
    assert not Publication.objects.live().filter(kind="agenda").exists()


# It is public


def test_only_an_issued_agenda_becomes_public_and_nothing_closed_of_it(cast, sign_in, meeting):
    with pytest.raises(AgendaRefused):
        meeting.publish_agenda(by=cast.secretary)
    issue_agenda(cast, meeting)

    sign_in(cast.secretary).post(url("agenda-publication", meeting))

    publication = Publication.objects.live().get(kind="agenda")
    assert (publication.slug, publication.approved_by) == (f"agenda-{meeting.slug}", cast.chairman)
    for address in (
        publication.get_absolute_url(),
        reverse("publication-pdf", kwargs={"slug": publication.slug, "name": "agenda"}),
        reverse("home"),
        reverse("published"),
    ):
        response = sign_in(None).get(address)
        assert (response.status_code, response_leaks(response, CANARY)) == (200, [])


def test_changing_only_closed_words_leaves_the_public_agenda_identical(cast, meeting):
    issue_agenda(cast, meeting)
    document = agenda_document(meeting, PUBLISHED)
    change(cast, items(meeting)["3"], title="Another name", presenter="Somebody", minutes_allowed=5)

    changed = agenda_document(meeting, PUBLISHED)

    assert changed == document
    assert agenda_pdf(meeting, changed) == agenda_pdf(meeting, document)


def test_calling_the_meeting_off_takes_the_agenda_off_the_public_page(cast, meeting):
    issue_agenda(cast, meeting)
    meeting.publish_agenda(by=cast.secretary)

    meeting.call_off("cancelled", by=cast.secretary)

    assert not Publication.objects.live().filter(kind="agenda").exists()
