import io

import pypdf
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from background.models import Job
from meetings.models import AgendaItem, Declaration, Pack, PaperVersion
from meetings.pack import PackPlan, renderings_for
from meetings.tasks import put_together
from papers.uploads import check_upload
from tests.meetings.board_meeting import (
    PARAGRAPH_7,
    add_item,
    invite_guests,
    lay_paper,
    meeting_on,
)
from tests.papers.checks import page_texts, pdf_texts
from tests.papers.files import pdf, picture, word

# One for each place of a closed paper from which a pack could leak.
CANARIES = {
    "title of a closed item": "Zephyrine",
    "title of a paper": "Quillback",
    "words of a paper": "Ossifrage",
    "file name": "Marchpane",
    "title of a closed paper of an open item": "Gallimaufry",
    "words of a closed paper of an open item": "Thrapple",
}
OUTSIDERS = ["observer", "co_optee"]


@pytest.fixture
def meeting(cast):
    meeting = meeting_on(cast, "2018-09-05")
    invite_guests(cast, meeting)
    opened = add_item(cast, meeting, "Threats")
    closed = add_item(cast, meeting, CANARIES["title of a closed item"], **PARAGRAPH_7)
    lay_paper(cast, opened, "Report", pdf("one", "two"))
    lay_paper(
        cast,
        opened,
        CANARIES["title of a closed paper of an open item"],
        pdf(CANARIES["words of a closed paper of an open item"]),
        **PARAGRAPH_7,
    )
    lay_paper(cast, opened, "Map", picture(), name="map.png")
    lay_paper(cast, opened, "Draft letter", word(), name="letter.docx")
    lay_paper(
        cast,
        closed,
        CANARIES["title of a paper"],
        pdf(CANARIES["words of a paper"], "closed"),
        name=f"{CANARIES['file name']}.pdf",
    )
    last = add_item(cast, meeting, "Any other business")
    lay_paper(cast, last, "Figures")
    lay_paper(cast, last, "Letter", pdf("last"), on="2018-09-04")
    return meeting


def fresh(meeting):
    return type(meeting).objects.select_related("group", "theme").get(pk=meeting.pk)


def assembled(meeting, rendering):
    return PackPlan(fresh(meeting), rendering).assemble(lambda *_: None)


def wheres(meeting, rendering):
    document = PackPlan(fresh(meeting), rendering).document
    return [[paper["where"] for paper in item.get("papers", [])] for item in document["items"]]


def address(name, meeting, query=""):
    return reverse(name, kwargs={"slug": meeting.slug}) + query


def test_the_front_sheet_says_where_every_paper_is(meeting):
    assert wheres(meeting, "members") == [
        ["Pages 1 – 2", "Page 3", "Page 4", "circulated separately"],
        ["Pages 5 – 6"],
        ["to follow", "Page 7, late"],
    ]
    text = " ".join(page_texts(assembled(meeting, "members"))[0].split())
    assert "(Pages 5 – 6)" in text
    assert "Agenda, page 1" in text


def test_every_page_has_the_number_that_the_front_sheet_promises(meeting):
    texts = [text.split("\n") for text in page_texts(assembled(meeting, "members"))]
    numbered = [text for text in texts if text[-1].endswith(" of 7")]
    assert [" ".join(text[-1].split()) for text in numbered] == [
        "OFFICIAL Page 1 of 7",
        "OFFICIAL Page 2 of 7",
        "CLOSED - OFFICIAL Page 3 of 7",
        "OFFICIAL Page 4 of 7",
        "CLOSED - OFFICIAL Page 5 of 7",
        "CLOSED - OFFICIAL Page 6 of 7",
        "OFFICIAL Page 7 of 7",
    ]
    assert [text[0] for text in numbered if len(text) > 1] == [
        "one",
        "two",
        CANARIES["words of a closed paper of an open item"],
        CANARIES["words of a paper"],
        "closed",
        "last",
    ]


def test_the_open_pack_is_chosen_and_numbered_by_itself(meeting):
    assert wheres(meeting, "open") == [
        ["Pages 1 – 2", "Page 3", "circulated separately"],
        [],
        ["to follow", "Page 4, late"],
    ]
    found = "\n".join(pdf_texts(assembled(meeting, "open")).values())
    assert [word for word in CANARIES.values() if word in found] == []


def test_the_same_search_finds_the_words_in_the_members_pack(meeting):
    found = "\n".join(pdf_texts(assembled(meeting, "members")).values())
    names = set(CANARIES.values()) - {CANARIES["file name"]}
    assert {word for word in CANARIES.values() if word in found} == names


def test_bookmarks_lead_to_items_and_papers(meeting):
    reader = pypdf.PdfReader(io.BytesIO(assembled(meeting, "open")))
    titles = [
        [mark.title for mark in entry] if isinstance(entry, list) else entry.title
        for entry in reader.outline
    ]
    assert titles == [
        "Agenda",
        "1. Threats",
        ["Report", "Map"],
        "3. Any other business",
        ["Letter"],
    ]


def test_changing_only_closed_papers_leaves_the_open_pack_identical(cast, meeting):
    before, fingerprint = assembled(meeting, "open"), PackPlan(meeting, "open").fingerprint
    closed = meeting.items.get(is_closed=True)
    lay_paper(cast, closed, "Another", pdf("more", "and more"))
    paper = closed.papers.first()
    paper.replace(check_upload("b.pdf", pdf("b")), received_on=meeting.held_on, by=cast.secretary)
    AgendaItem.objects.filter(pk=closed.pk).update(title="Changed", presenter="Changed")
    assert PackPlan(fresh(meeting), "open").fingerprint == fingerprint
    assert assembled(meeting, "open") == before


@pytest.mark.parametrize("rendering", ["chairman", "members", "open", "public"])
def test_the_same_papers_make_the_same_bytes(meeting, rendering):
    assert assembled(meeting, rendering) == assembled(meeting, rendering)


def test_the_papers_of_a_withdrawn_item_leave_the_pack(meeting):
    meeting.items.filter(number="1").update(outcome="withdrawn")
    assert wheres(meeting, "open")[0] == []


def test_a_withdrawn_paper_leaves_the_pack(cast, meeting):
    meeting.items.get(number="1").papers.get(title="Report").withdraw(by=cast.secretary)
    assert wheres(meeting, "open")[0] == ["Page 1", "circulated separately"]


# Put together in the background


@pytest.mark.django_db(transaction=True)
def test_the_worker_puts_it_together_and_it_is_served_at_once_afterwards(cast, sign_in, meeting):
    client = sign_in(cast.member)
    response = client.post(address("pack", meeting), {"rendering": "members"})
    job = Job.objects.get()
    assert response.url == job.get_absolute_url()
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 7, 7)
    file = client.get(job.address)
    assert file["Content-Disposition"] == (
        'inline; filename="2018-09-05-board-pack-members-draft.pdf"'
    )
    assert file["Cache-Control"] == "no-store"
    assert file.content == assembled(meeting, "members")
    page = client.get(address("pack", meeting)).content.decode()
    assert page.count("Read the pack (PDF)") == 1


def kept(meeting, rendering, user):
    job = Job(kind="pack", subject=f"{meeting.pk} {rendering}", title="Pack", by_id=user.pk)
    job.save()
    put_together(job)
    return Pack.objects.get(rendering=rendering)


def test_a_pack_is_served_until_the_agenda_or_a_paper_changes(cast, sign_in, meeting):
    pack, client = kept(meeting, "open", cast.secretary), sign_in(cast.secretary)
    assert client.get(address("pack-pdf", meeting, "?for=open")).status_code == 200
    lay_paper(cast, meeting.items.get(number="1"), "One more", pdf("more"))
    response = client.get(address("pack-pdf", meeting, "?for=open"))
    assert response.url == address("pack", meeting)
    again = kept(meeting, "open", cast.secretary)
    assert (again.pk, again.pages) == (pack.pk, 5)
    assert client.get(address("pack-pdf", meeting, "?for=open")).status_code == 200


def test_a_pack_that_is_up_to_date_is_not_put_together_again(cast, meeting):
    first = kept(meeting, "open", cast.secretary).made_at
    assert kept(meeting, "open", cast.chairman).made_at == first


def test_a_paper_that_cannot_be_bound_is_named_to_who_waits(cast, meeting):
    paper = meeting.items.get(number="1").papers.get(title="Report")
    broken = PaperVersion.objects.create(
        paper=paper,
        number=9,
        file_name="a.pdf",
        kind="pdf",
        size=1,
        sha256="x",
        pages=1,
        received_on=meeting.held_on,
        uploaded_by=cast.secretary,
    )
    type(broken).file.related.related_model.objects.create(version=broken, content=b"broken")
    type(paper).objects.filter(pk=paper.pk).update(current=broken)
    job = Job.objects.create(
        kind="pack", subject=f"{meeting.pk} open", title="Pack", by_id=cast.secretary.pk
    )
    job.run(put_together)
    assert (job.state, job.sentence) == (
        "failed",
        "“Report” cannot be put into the pack: print it to PDF again and replace it.",
    )


# Who has which


@pytest.mark.parametrize(
    ("persona", "renderings"),
    [
        ("secretary", ["chairman", "members", "open", "public"]),
        ("chairman", ["chairman", "members", "open"]),
        ("member", ["members", "open"]),
        ("observer", ["open"]),
        ("co_optee", ["open"]),
    ],
)
def test_each_reader_has_their_packs(cast, meeting, persona, renderings):
    assert renderings_for(getattr(cast, persona), meeting) == renderings


def test_who_is_kept_from_a_closed_item_by_an_interest_has_the_open_pack(cast, sign_in, meeting):
    closed = meeting.items.get(is_closed=True)
    Declaration.objects.create(
        meeting=meeting,
        item=closed,
        person=cast.member.person,
        name="Morgan Member",
        nature="Sits on its board.",
        recorded_by=cast.secretary,
        excluded_at=timezone.now(),
        excluded_by=cast.chairman,
    )
    assert renderings_for(cast.member, meeting) == ["open"]
    page = sign_in(cast.member).get(address("meeting", meeting)).content.decode()
    assert CANARIES["title of a paper"] not in page


@pytest.mark.parametrize("persona", OUTSIDERS)
def test_who_may_not_see_closed_papers_finds_no_word_of_them(cast, sign_in, meeting, persona):
    kept(meeting, "open", cast.secretary)
    kept(meeting, "members", cast.secretary)
    client = sign_in(getattr(cast, persona))
    for name in ("meeting", "agenda", "pack"):
        page = client.get(address(name, meeting)).content.decode()
        assert [word for word in CANARIES.values() if word in page] == []
    assert client.get(address("pack-pdf", meeting, "?for=members")).status_code == 404
    found = "\n".join(pdf_texts(client.get(address("pack-pdf", meeting)).content).values())
    assert [word for word in CANARIES.values() if word in found] == []


def test_opening_a_pack_with_closed_papers_leaves_a_trace(cast, sign_in, meeting):
    pack = kept(meeting, "members", cast.secretary)
    sign_in(cast.member).get(address("pack-pdf", meeting, "?for=members"))
    [event] = Event.objects.filter(verb="pack.closed_seen")
    assert (event.by, event.subject_id) == (cast.member.email, str(pack.pk))


def test_many_papers_cost_the_page_no_more_queries_than_few(cast, sign_in, meeting):
    client, counts = sign_in(cast.secretary), []
    client.get(address("pack", meeting))
    for title in ("One", "Two", "Three"):
        lay_paper(cast, meeting.items.get(number="1"), title, pdf(title))
        with CaptureQueriesContext(connection) as seen:
            client.get(address("pack", meeting))
        counts.append(len(seen))
    assert counts[0] == counts[1] == counts[2]
