"""Papers under their items: on every agenda, in supplements, carried over, and made public."""

import datetime
import io

import docx
import pytest
from django.db import connection
from django.urls import reverse
from docx.oxml.ns import qn

from audit.append_only import guarded_tables
from background.models import Job
from board.models import Publication
from meetings.agenda_document import CHAIR, MEMBERS, OPEN, PUBLISHED, agenda_document
from meetings.agenda_paper import agenda_pdf
from meetings.agenda_word import agenda_word
from meetings.models import AgendaRefused, PaperFile
from meetings.tasks import put_together
from papers.uploads import check_upload
from tests.meetings.board_meeting import (
    PARAGRAPH_7,
    add_item,
    agree_agenda,
    declare,
    invite_guests,
    issue_agenda,
    lay_paper,
    meeting_on,
)
from tests.papers.files import pdf
from tests.papers.scanner import leaks, response_leaks

TODAY = datetime.date(2018, 9, 5)
CLOSED_PAPER, SENSITIVE_PAPER, OF_CLOSED_ITEM = "Zephyrine", "Marchpane", "Gallimaufry"
CLOSED_WORDS, SENSITIVE_WORDS = "Quillback", "Thrapple"
OUTSIDERS = ["observer", "co_optee"]


def url(name, meeting, **more):
    return reverse(name, kwargs={"slug": meeting.slug, **more})


@pytest.fixture
def meeting(cast):
    meeting = meeting_on(cast, "2018-09-19", starts_at=datetime.time(10))
    invite_guests(cast, meeting)
    item = add_item(cast, meeting, "Sharing of information")
    lay_paper(cast, item, "Report of the Commissioner", pdf("one", "two"))
    lay_paper(cast, item, "Latecomer", pdf("three"), on="2018-09-14")
    lay_paper(cast, item, "Figures")
    lay_paper(cast, item, CLOSED_PAPER, pdf(CLOSED_WORDS), **PARAGRAPH_7)
    sensitive = {"marking": "OFFICIAL-SENSITIVE"}
    lay_paper(cast, item, SENSITIVE_PAPER, pdf(SENSITIVE_WORDS), **sensitive)
    closed = add_item(cast, meeting, "Operation", **PARAGRAPH_7)
    lay_paper(cast, closed, OF_CLOSED_ITEM, pdf("four"))
    return meeting


def fresh(meeting):
    return type(meeting).objects.select_related("group", "theme").get(pk=meeting.pk)


def named(document):
    return [
        (line["title"], line["where"], line["is_closed"])
        for item in document["items"]
        for line in item.get("papers", [])
    ]


def paper(meeting, title):
    return meeting.items.get(number="1").papers.get(title=title)


OPEN_PAPERS = [
    ("Report of the Commissioner", "", False),
    ("Latecomer", "late", False),
    ("Figures", "to follow", False),
]
SENSITIVE = (SENSITIVE_PAPER, "OFFICIAL-SENSITIVE", False)
ALL_PAPERS = [
    *OPEN_PAPERS,
    (CLOSED_PAPER, "", True),
    SENSITIVE,
    (OF_CLOSED_ITEM, "", True),
]


@pytest.mark.parametrize(
    ("fullness", "expected"),
    [
        (CHAIR, ALL_PAPERS),
        (MEMBERS, ALL_PAPERS),
        (OPEN, [*OPEN_PAPERS, SENSITIVE]),
        (PUBLISHED, OPEN_PAPERS),
    ],
)
def test_each_agenda_names_the_papers_its_readers_may_know_of(meeting, fullness, expected):
    document = agenda_document(meeting, fullness)

    assert named(document) == expected
    for file in (agenda_pdf(meeting, document), agenda_word(meeting, document)):
        for title, _, _ in ALL_PAPERS:
            is_named = title in [line[0] for line in expected]
            assert bool(leaks(file, title)) == is_named
        assert bool(leaks(file, "(to follow)"))
        assert bool(leaks(file, "(late)"))


def test_a_closed_paper_alone_makes_the_members_copy_one_with_closed_matter(cast):
    meeting = meeting_on(cast, "2018-09-19")
    lay_paper(cast, add_item(cast, meeting, "Threats"), CLOSED_PAPER, pdf("x"), **PARAGRAPH_7)

    assert agenda_document(meeting, MEMBERS)["has_closed"]
    assert agenda_document(meeting, OPEN)["has_closed"] is False


def test_who_declared_an_interest_reads_no_closed_paper_of_the_item(cast, sign_in, meeting):
    issue_agenda(cast, meeting)
    declared = declare(cast, meeting.items.get(number="1"), cast.member, "Knows them.")
    declared.exclude(by=cast.chairman)

    client = sign_in(cast.member)
    for address in everything(meeting):
        assert response_leaks(client.get(address), CLOSED_PAPER) == []


def everything(meeting):
    names = ["meeting", "agenda", "agenda-pdf", "agenda-word", "pack", "meeting-calendar"]
    yield from (url(name, meeting) for name in names)
    yield from (url("agenda-issue-file", meeting, number=i.number) for i in issues(meeting))
    yield from map(reverse, ["home", "meetings", "published"])


def issues(meeting):
    return meeting.agenda_issues.all()


@pytest.mark.parametrize("persona", OUTSIDERS)
def test_a_closed_paper_leaks_nowhere_before_and_after_issue(cast, sign_in, meeting, persona):
    client = sign_in(getattr(cast, persona))
    for step in (lambda: None, lambda: issue_agenda(cast, meeting)):
        step()
        for address in everything(meeting):
            response = client.get(address)
            assert response_leaks(response, CLOSED_PAPER) == []
            assert response_leaks(response, OF_CLOSED_ITEM) == []


def test_the_same_places_name_it_to_a_member(cast, sign_in, meeting):
    issue_agenda(cast, meeting)
    client = sign_in(cast.member)
    found = {a for a in everything(meeting) if response_leaks(client.get(a), CLOSED_PAPER)}
    own = ["meeting", "agenda", "agenda-pdf", "agenda-word"]
    frozen = url("agenda-issue-file", meeting, number=1)
    assert found == {*(url(name, meeting) for name in own), frozen}


# Frozen, then closed


def close(cast, paper):
    paper.is_closed, paper.closed_reason = True, "paragraph 3"
    paper.revise(["is_closed", "closed_reason"], by=cast.secretary)


@pytest.mark.parametrize("persona", OUTSIDERS)
def test_a_paper_closed_after_issue_is_kept_from_guests_at_once(cast, sign_in, meeting, persona):
    issue_agenda(cast, meeting)
    client = sign_in(getattr(cast, persona))
    assert response_leaks(client.get(url("agenda-issue-file", meeting, number=1)), "Latecomer")

    close(cast, paper(meeting, "Latecomer"))
    meeting.issue_agenda(by=cast.secretary, today=TODAY)

    for address in everything(meeting):
        assert response_leaks(client.get(address), "Latecomer") == []
    assert "Latecomer" not in str(meeting.latest_issue().open_document)
    assert "Latecomer" in str(meeting.latest_issue().document["changes"])


def test_a_paper_closed_and_withdrawn_is_kept_from_guests_too(cast, sign_in, meeting):
    issue_agenda(cast, meeting)
    late = paper(meeting, "Latecomer")
    late.withdraw(by=cast.secretary)
    meeting.issue_agenda(by=cast.secretary, today=TODAY)
    client = sign_in(cast.observer)
    assert response_leaks(client.get(url("agenda", meeting)), "Latecomer")

    close(cast, late)

    for address in everything(meeting):
        assert response_leaks(client.get(address), "Latecomer") == []


def test_a_paper_that_came_since_the_issue_says_so_on_the_page(cast, sign_in, meeting):
    issue_agenda(cast, meeting)
    lay_paper(cast, meeting.items.get(number="1"), "One more", pdf("five"))

    page = sign_in(cast.member).get(url("agenda", meeting)).content.decode()

    assert page.count("since the agenda was issued") == 1


# Supplements


def test_a_supplement_says_what_became_of_the_papers(cast, meeting):
    issue_agenda(cast, meeting)
    item = meeting.items.get(number="1")
    new = check_upload("new.pdf", pdf("new"))
    late = datetime.date(2018, 9, 14)
    paper(meeting, "Report of the Commissioner").replace(new, received_on=TODAY, by=cast.secretary)
    paper(meeting, "Figures").replace(new, received_on=late, by=cast.secretary)
    paper(meeting, "Latecomer").withdraw(by=cast.secretary)
    lay_paper(cast, item, "One more", pdf("five"), on="2018-09-14")
    lay_paper(cast, item, "Yaffingale", **PARAGRAPH_7)

    supplement = meeting.issue_agenda(by=cast.secretary, today=TODAY)

    said = [
        "Item 1: there is a new version of the paper “Report of the Commissioner”.",
        "Item 1: no longer to follow: “Figures”, late.",
        "Item 1: a paper is added, late: “One more”.",
        "Item 1: the paper “Latecomer” is withdrawn.",
    ]
    closed = "Item 1: a closed paper is added, still to follow: “Yaffingale”."
    assert [change["text"] for change in supplement.open_document["changes"]] == said
    members = [change["text"] for change in supplement.document["changes"]]
    assert members == [*said[:3], closed, said[3]]
    for file in (bytes(supplement.open_pdf), agenda_word(meeting, supplement.open_document)):
        assert [bool(leaks(file, words)) for words in ("new version", "Yaffingale")] == [
            True,
            False,
        ]


# An agenda agreed by link


def test_no_link_shows_an_agenda_on_which_a_paper_is_closed(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    lay_paper(cast, add_item(cast, meeting, "Threats"), CLOSED_PAPER, pdf("x"), **PARAGRAPH_7)

    refused = sign_in(cast.secretary).post(url("agenda-sending", meeting), {"by_link": "link"})

    assert refused.status_code == 422


# Carried over with its item


def carried_over(cast, meeting):
    later = meeting_on(cast, "2018-12-19")
    invite_guests(cast, later)
    item = meeting.items.get(number="1")
    meeting.record_outcomes({item: ("deferred", later)}, by=cast.secretary)
    for _ in range(2):
        later.carry_over(item, by=cast.secretary)
    return later


def test_a_deferred_item_brings_its_papers_without_copying_them(cast, sign_in, meeting):
    files = PaperFile.objects.count()
    later = carried_over(cast, meeting)

    titles = [title for title, _, _ in ALL_PAPERS[:5]]
    laid = later.items.get().papers.all()
    assert [paper.title for paper in laid] == titles
    assert [paper.is_closed for paper in laid] == [False, False, False, True, False]
    assert PaperFile.objects.count() == files
    address = url("paper-file", later, pk=laid[0].pk, number=1)
    content = sign_in(cast.observer).get(address).content
    assert content == bytes(laid[0].carried_from.current.file.content)
    closed = url("paper-file", later, pk=laid[3].pk, number=1)
    assert sign_in(cast.observer).get(closed).status_code == 404


def test_a_paper_of_a_closed_item_is_closed_itself_where_it_is_carried(cast, meeting):
    later = meeting_on(cast, "2018-12-19")
    item = meeting.items.get(number="2")
    meeting.record_outcomes({item: ("deferred", later)}, by=cast.secretary)
    later.carry_over(item, by=cast.secretary)

    carried = later.items.get().papers.get()
    assert (carried.is_closed, carried.closed_reason) == (True, "paragraph 7")


def test_closing_a_paper_closes_it_where_it_was_carried(cast, meeting):
    later = carried_over(cast, meeting)

    close(cast, paper(meeting, "Latecomer"))

    carried = later.items.get().papers.get(title="Latecomer")
    assert (carried.is_closed, carried.closed_reason) == (True, "paragraph 3")


def test_versions_are_still_only_added_to(db):
    assert {"meetings_paperversion", "meetings_paperfile"} <= set(guarded_tables(connection))


# Public, with its papers


def put_the_public_pack_together(cast, meeting):
    job = Job(kind="pack", subject=f"{meeting.pk} public", title="Pack", by_id=cast.secretary.pk)
    job.save()
    put_together(job)


@pytest.fixture
def public(cast, meeting):
    issue_agenda(cast, meeting)
    put_the_public_pack_together(cast, fresh(meeting))
    meeting.publish_agenda(by=cast.secretary, with_papers=True)
    return meeting


def public_addresses():
    live = Publication.objects.live().get(kind="agenda")
    file = reverse("publication-pdf", kwargs={"slug": live.slug, "name": "agenda"})
    return [live.get_absolute_url(), file]


def test_open_papers_become_public_with_the_agenda(sign_in, public):
    page, file = map(sign_in(None).get, public_addresses())

    assert "Pages 1 – 2" in page.content.decode()
    assert leaks(file.content, "Page 3 of 3")
    for word in (CLOSED_PAPER, CLOSED_WORDS, SENSITIVE_PAPER, SENSITIVE_WORDS, OF_CLOSED_ITEM):
        assert (response_leaks(page, word), response_leaks(file, word)) == ([], [])


def test_what_is_public_is_frozen_while_the_papers_go_on_changing(cast, sign_in, public):
    _, file = public_addresses()
    before = sign_in(None).get(file).content
    new = check_upload("new.pdf", pdf("changed"))
    paper(public, "Latecomer").replace(new, received_on=TODAY, by=cast.secretary)

    assert sign_in(None).get(file).content == before


@pytest.mark.parametrize("verb", ["close", "withdraw", "withdraw the agenda", "close the item"])
def test_closing_or_withdrawing_takes_it_off_the_public_page_at_once(cast, sign_in, public, verb):
    addresses, late = public_addresses(), paper(public, "Latecomer")
    if verb == "close":
        close(cast, late)
    elif verb == "withdraw":
        late.withdraw(by=cast.secretary)
    elif verb == "close the item":
        item, version = late.item, late.item.version
        item.is_closed, item.closed_reason = True, "paragraph 7"
        item.revise(by=cast.secretary, version=version)
    else:
        public.live_agenda.withdraw(by=cast.secretary)

    assert [sign_in(None).get(address).status_code for address in addresses] == [404, 404]


def test_papers_are_published_exactly_as_looked_through(cast, sign_in, meeting):
    issue_agenda(cast, meeting)
    client, gate = sign_in(cast.secretary), url("agenda-publication", meeting)
    assert "Put the public pack together" in client.get(gate).content.decode()
    assert client.post(gate, {"papers": "1"}).status_code == 422

    put_the_public_pack_together(cast, fresh(meeting))
    looked_at = client.get(url("pack-pdf", meeting) + "?for=public").content
    client.post(gate, {"papers": "1"})

    assert sign_in(None).get(public_addresses()[1]).content == looked_at


def test_the_gate_names_the_papers_that_stay_behind(cast, sign_in, meeting):
    issue_agenda(cast, meeting)
    page = sign_in(cast.secretary).get(url("agenda-publication", meeting))
    assert [paper.title for paper in page.context["papers_withheld"]] == [
        CLOSED_PAPER,
        SENSITIVE_PAPER,
        OF_CLOSED_ITEM,
    ]


def test_an_agenda_that_was_not_issued_is_not_published_with_its_papers(cast, meeting):
    agree_agenda(cast, meeting)
    put_the_public_pack_together(cast, fresh(meeting))

    with pytest.raises(AgendaRefused):
        meeting.publish_agenda(by=cast.secretary, with_papers=True)


def test_changing_only_closed_papers_leaves_the_public_agenda_identical(cast, meeting):
    document = fresh(meeting).public_agenda(with_papers=True)
    hidden = paper(meeting, CLOSED_PAPER)
    hidden.replace(check_upload("b.pdf", pdf("b", "c")), received_on=TODAY, by=cast.secretary)
    lay_paper(cast, meeting.items.get(number="2"), "More", pdf("more"))

    assert fresh(meeting).public_agenda(with_papers=True) == document


# States in headings and file names


def test_word_files_say_their_state_and_number_their_pages(cast, sign_in, meeting):
    client, names = sign_in(cast.member), []
    for step in (lambda: None, lambda: issue_agenda(cast, meeting)):
        step()
        response = client.get(url("agenda-word", meeting))
        names.append(response["Content-Disposition"].partition("filename=")[2])
        file = docx.Document(io.BytesIO(response.content))
        foot = file.sections[0].footer
        assert "".join(t.text for t in foot._element.iter(qn("w:t"))).endswith("Page 1 of 1")
        fields = [field.get(qn("w:instr")) for field in foot._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]

    assert names == [
        '"2018-09-19-board-agenda-members-draft.docx"',
        '"2018-09-19-board-agenda-members-issued.docx"',
    ]


def test_the_public_agenda_says_that_it_is_published(sign_in, public):
    page, file = map(sign_in(None).get, public_addresses())

    assert "Published</strong>" in page.content.decode()
    assert leaks(file.content, "PUBLISHED")
    assert file["Content-Disposition"] == (
        'inline; filename="agenda-2018-09-19-board-published.pdf"'
    )
