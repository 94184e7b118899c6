"""What the Board can show an inspection of a priority, with closed material or without."""

import io
import zipfile
from datetime import date

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Action, Lead
from audit.models import Event
from background.models import Job
from library.models import Article
from meetings.models import AgendaItem, Decision, Declaration
from priorities.models import (
    EmergingThreat,
    FocusSet,
    LocalProfile,
    PartnerReturn,
    Priority,
    PriorityLink,
    Scheme,
    SharingAgreement,
)
from reporting.inspection.content import inspection_document, same_crime
from reporting.inspection.pack import PackPlan
from reporting.inspection.tasks import put_together
from reporting.models import InspectionPack
from tests.actions.rounds import open_round
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, lay_paper, meeting_on
from tests.papers.checks import assert_is_accessible_pdf, pdf_texts
from tests.papers.files import pdf, word
from tests.reporting.test_read_the_figures_of_a_quarter import decide

CANARY = "Zebrafinch"
SHUT = {"is_closed": True, "closed_reason": "paragraph 7"}


@pytest.fixture
def priority(record):
    """Cyber attack of another list; the rows stand under the heading of Annex B."""
    scheme = Scheme.objects.create(slug="paragraph-7", name="Paragraph 7", source="Paragraph 7")
    one = Priority.objects.create(scheme=scheme, title="Cyber attack", position=1)
    PriorityLink.objects.create(one=one, other=record.area)
    return one


@pytest.fixture
def kept(cast, record, priority):
    """Something open in every part, and something closed wherever there can be."""
    meeting = meeting_on(cast, "2018-05-16", theme=priority)
    opened = add_item(cast, meeting, "Strategic tasking")
    closed = add_item(cast, meeting, f"{CANARY} item", **PARAGRAPH_7)
    lay_paper(cast, opened, "Report", pdf("one", "two"))
    lay_paper(cast, opened, "Letter", word(), name="letter.docx")
    lay_paper(cast, opened, f"{CANARY} map", pdf(CANARY), **PARAGRAPH_7)
    lay_paper(cast, closed, f"{CANARY} paper", pdf(CANARY), name=f"{CANARY}.pdf")
    decide(cast, opened, "That the report be noted.", 1)
    decide(cast, closed, f"That {CANARY} be noted.", 2)
    meeting.minutes.state = "circulated"
    meeting.minutes.save()
    meeting.state = "held"
    meeting.save()
    record.add_row(issues="Raising awareness", rating="amber", protect=True, prevent=True)
    record.add_row(issues="No P", rating="")
    record.add_row(issues=CANARY, rating="red", pursue=True, **SHUT)
    for title, is_closed in [("Short lets", False), (CANARY, True)]:
        EmergingThreat(
            title=title,
            priority=priority,
            raised_on=date(2018, 5, 1),
            raised_by=cast.partner,
            is_closed=is_closed,
        ).record(by=cast.partner)
    LocalProfile(
        title="Profile of cyber attack",
        priority=priority,
        owner=cast.police,
        dated=date(2017, 10, 2),
        next_due=date(2018, 10, 1),
    ).record(by=cast.secretary)
    PartnerReturn(organisation=cast.fire, returned_on=date(2018, 9, 1)).record(
        by=cast.secretary, parts={"priorities": [priority]}
    )
    SharingAgreement(about="Premises", signed_on=date(2017, 9, 1), gaps="No banks yet").record(
        by=cast.secretary, parts={"parties": [cast.police]}
    )
    Article.objects.create(
        title="Toolkit of Kent", kind="toolkit", summary="How they did it.", priority=record.area
    )
    return meeting


def rows_of(document):
    return {
        (part["slug"], section["heading"]): [row["cells"] for row in section["rows"]]
        for part in document["parts"]
        for section in part["sections"]
    }


def address(priority, ending="/"):
    return f"/priorities/{priority.pk}/inspection{ending}"


def made(priority, *, with_closed):
    PackPlan(priority, with_closed=with_closed).put_together(lambda *_: None)
    return InspectionPack.objects.get(priority=priority, with_closed=with_closed)


def names_in(pack):
    return zipfile.ZipFile(io.BytesIO(bytes(pack.parts))).namelist()


def test_every_part_is_told_from_the_record(priority, kept):
    found = rows_of(inspection_document(priority, with_closed=False))
    first, second, _ = (action.reference for action in Action.objects.order_by("pk"))
    assert found == {
        ("profile", "Local profiles"): [
            ["Profile of cyber attack", "City of London Police", "2 October 2017", "1 October 2018"]
        ],
        ("profile", "Emerging threats"): [["Short lets", "Parker Partner", "1 May 2018", "Raised"]],
        ("profile", "Partners that say it is relevant to their service"): [
            ["London Fire Brigade", "1 September 2018"]
        ],
        ("discussions", "Meetings that considered it"): [
            [
                "16 May 2018",
                "Serious and Organised Crime Board",
                "Theme: Cyber attack\nStrategic tasking",
            ]
        ],
        ("discussions", "Decisions"): [
            ["16 May 2018", "Draft decision", "That the report be noted."]
        ],
        ("actions", "Pursue"): [],
        ("actions", "Prevent"): [[first, "Raising awareness", "–", "Orange, 31 January 2018", "–"]],
        ("actions", "Protect"): [[first, "Raising awareness", "–", "Orange, 31 January 2018", "–"]],
        ("actions", "Prepare"): [],
        ("actions", "Not marked with any of the four Ps"): [
            [second, "No P", "–", "Not rated", "–"]
        ],
        ("sharing", "Agreements and what they leave open"): [
            [
                "Premises",
                "City of London Police",
                "1 September 2017",
                "no date set",
                "No banks yet",
            ]
        ],
        ("good-practice", "From the library"): [
            ["Toolkit of Kent", "Toolkits", "How they did it", "–"]
        ],
    }


def test_an_action_nobody_answered_for_is_not_told_by_its_rating(cast, priority):
    row = Action.objects.create_row(
        by=cast.secretary,
        as_at=date(2018, 3, 1),
        leads=[Lead(organisation=cast.police)],
        area=priority,
        rating="green",
        issues="Leaflets",
    )
    open_round(cast).close_on(date(2018, 9, 4), by=cast.secretary)
    found = rows_of(inspection_document(priority, with_closed=False))
    told = [line for lines in found.values() for line in lines if row.reference in line]
    assert [line[3] for line in told] == ["No return, last said: Green, 1 March 2018"]


def test_the_open_pack_holds_nothing_closed_anywhere(priority, kept):
    pack = made(priority, with_closed=False)
    texts = dict(pdf_texts(bytes(pack.pdf)))
    archive = zipfile.ZipFile(io.BytesIO(bytes(pack.parts)))
    for name in archive.namelist():
        texts[name] = name
        if name.endswith(".pdf"):
            texts |= {
                f"{name} {where}": text for where, text in pdf_texts(archive.read(name)).items()
            }
    assert [where for where, text in texts.items() if CANARY in text] == []
    assert "OPEN MATERIAL ONLY" in "".join(texts.values())


def test_the_same_search_finds_it_in_the_other_pack(priority, kept):
    pack = made(priority, with_closed=True)
    text = "".join(pdf_texts(bytes(pack.pdf)).values())
    assert CANARY in text
    assert "CONTAINS CLOSED MATERIAL" in text
    assert any(CANARY.lower() in name for name in names_in(pack))


def test_changing_only_what_is_closed_leaves_the_open_pack_as_it_was(cast, priority, kept, record):
    before = PackPlan(priority, with_closed=False).fingerprint
    AgendaItem.objects.filter(title__startswith=CANARY).update(title="Other")
    record.add_row(issues="Another", rating="red", **SHUT)
    assert PackPlan(priority, with_closed=False).fingerprint == before


def test_bookmarks_lead_to_the_parts_and_the_papers(priority, kept):
    reader = pypdf.PdfReader(io.BytesIO(bytes(made(priority, with_closed=False).pdf)))
    titles = []

    def walk(entries):
        for entry in entries:
            walk(entry) if isinstance(entry, list) else titles.append(entry.title)

    walk(reader.outline)
    wanted = [
        "Profile and threats",
        "Discussions and decisions",
        "Actions by P",
        "Information sharing and its gaps",
        "Good practice",
        "Report",
    ]
    assert [title for title in titles if title in wanted] == wanted


def test_the_zip_holds_the_parts_and_the_papers_as_they_came(priority, kept):
    stem = "inspection-pack-cyber-attack"
    assert names_in(made(priority, with_closed=False)) == [
        f"{stem}/1-profile.pdf",
        f"{stem}/2-discussions.pdf",
        f"{stem}/3-actions.pdf",
        f"{stem}/4-sharing.pdf",
        f"{stem}/5-good-practice.pdf",
        f"{stem}/papers/01-report.pdf",
        f"{stem}/papers/02-letter.docx",
    ]


def test_a_pack_without_papers_is_accessible(priority):
    pack = made(priority, with_closed=False)
    assert_is_accessible_pdf(bytes(pack.pdf))
    assert "No local profile is recorded." in "".join(pdf_texts(bytes(pack.pdf)).values())


def test_it_is_put_together_by_the_worker_and_then_served_at_once(cast, sign_in, priority, kept):
    client = sign_in(cast.member)
    assert client.get(address(priority, ".pdf")).url == address(priority)
    reply = client.post(address(priority))
    job = Job.objects.get()
    assert reply.url == job.get_absolute_url()
    assert job.address == address(priority)
    if job.state == Job.State.QUEUED:
        job.run(put_together)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert client.get(address(priority, ".pdf"))["Content-Type"] == "application/pdf"
    saved = client.get(address(priority, ".zip"))
    assert saved["Content-Type"] == "application/zip"
    assert "Read it (PDF)" in client.get(address(priority)).content.decode()


def test_it_is_offered_anew_when_something_in_it_changes(cast, sign_in, priority, kept, record):
    made(priority, with_closed=False)
    record.add_row(issues="Later", rating="green")
    assert sign_in(cast.member).get(address(priority, ".pdf")).status_code == 302


def test_reading_the_closed_pack_is_recorded(cast, sign_in, priority, kept):
    made(priority, with_closed=True)
    client = sign_in(cast.member)
    assert client.get(address(priority, ".pdf?closed=1")).status_code == 200
    assert Event.objects.filter(verb="inspection_pack.closed_seen").count() == 1


def test_who_is_kept_from_a_closed_item_gets_the_open_pack_alone(cast, sign_in, priority, kept):
    item = AgendaItem.objects.get(title__startswith=CANARY)
    Declaration.objects.create(
        item=item,
        person=cast.member.person,
        excluded_at=kept.arranged_at,
        meeting=kept,
        recorded_by=cast.secretary,
        excluded_by=cast.chairman,
        nature="Shares",
    )
    made(priority, with_closed=True)
    client = sign_in(cast.member)
    assert client.get(address(priority, ".pdf?closed=1")).status_code == 404
    assert client.post(address(priority), {"closed": "on"}).status_code == 404
    assert "Pack with closed material" not in client.get(address(priority)).content.decode()


def test_what_put_it_into_focus_and_what_papers_tell_is_found(cast, record, priority):
    meeting = record.meet(
        date(2018, 7, 3), summary="Nothing here.\n\nThere was talk of cyber crime in the City."
    )
    focus = FocusSet.objects.create(agreed_on=date(2018, 7, 3))
    focus.areas.create(title="Cyber crime", priority=priority, position=1)
    Decision.objects.create(
        meeting=meeting, number=1, text="To focus on it", effect="focus_set", focus_set=focus
    )
    found = rows_of(inspection_document(priority, with_closed=False))
    assert found[("discussions", "Meetings that considered it")] == [
        [
            "3 July 2018",
            "Serious and Organised Crime Board",
            "There was talk of cyber crime in the City.",
        ]
    ]
    assert found[("discussions", "Decisions")] == [["3 July 2018", "Decision 1", "To focus on it"]]


def test_a_list_that_is_not_joined_directly_is_reached_by_the_counterparts(record, priority):
    scheme = Scheme.objects.create(slug="national", name="National", source="National")
    national = Priority.objects.create(scheme=scheme, title="Cyber crime", position=1)
    PriorityLink.objects.create(one=priority, other=national)
    other = Priority.objects.create(scheme=scheme, title="Economic crime", position=2)
    fraud = Priority.objects.create(scheme=priority.scheme, title="Fraud", position=2)
    for end in (national, other):
        PriorityLink.objects.create(one=fraud, other=end)
    assert same_crime(national) == [national, priority, fraud, record.area]
    # Fraud shares a national heading with it, and is another crime all the same.
    assert same_crime(priority) == [priority, record.area, national]
    assert same_crime(record.area) == [record.area, priority, national]


def test_a_draft_decision_nobody_has_seen_is_not_told(priority, kept):
    kept.minutes.state = "draft"
    kept.minutes.save()
    document = inspection_document(priority, with_closed=True)
    assert rows_of(document)[("discussions", "Decisions")] == []


def test_the_list_of_priorities_leads_to_it(cast, sign_in, priority):
    assert address(priority) in sign_in(cast.member).get("/priorities/").content.decode()
    assert address(priority) not in sign_in(cast.observer).get("/priorities/").content.decode()


@pytest.mark.parametrize("with_closed", [True, False])
def test_the_content_takes_the_same_queries_however_much_there_is(
    cast, record, priority, kept, with_closed
):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            inspection_document(priority, with_closed=with_closed)
        return len(seen)

    before = queries()
    for number in range(3):
        record.add_row(issues=f"Row {number}", rating="red")
        meeting = meeting_on(cast, f"2018-04-1{number}", theme=priority)
        meeting.state = "held"
        meeting.save()
        lay_paper(cast, add_item(cast, meeting, "Topic"), "Paper", pdf("one"))
    assert queries() == before
