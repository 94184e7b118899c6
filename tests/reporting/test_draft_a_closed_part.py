"""One report, two renderings: the whole one for who may read closed items, and the public one."""

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from board.models import Publication
from meetings.models import Declaration
from reporting.models import ActivityReport
from reporting.paper import report_file, sign_off
from reporting.quarter import parse
from reporting.starting import start_report
from tests.papers.checks import assert_is_accessible_pdf, page_texts, pdf_texts
from tests.reporting.builder import address, as_posted
from tests.reporting.conftest import TODAY
from tests.reporting.test_read_the_figures_of_a_quarter import closed, decide, item

CANARY = "Zebrafinch"


@pytest.fixture
def meeting(cast, record):
    meeting = record.meet(theme=record.area)
    decide(cast, item(meeting, 1, "Strategic tasking"), "That the report be noted.", 1)
    shut = item(meeting, 2, f"Operation {CANARY}", **closed())
    decide(cast, shut, f"That {CANARY} be agreed.", 2)
    record.add_row(issues="Raising awareness", rating="amber")
    shut_row = {"is_closed": True, "closed_reason": "paragraph 7"}
    record.add_row(issues=f"Row {CANARY}", rating="red", barriers=f"Bar {CANARY}", **shut_row)
    return meeting


@pytest.fixture
def report(cast, meeting):
    made, _ = start_report(
        parse("2018-19-q1"),
        committee=cast.scp,
        by=cast.secretary,
        today=TODAY,
        with_closed_part=True,
    )
    ActivityReport.objects.update(appendices=["action_table"])
    return ActivityReport.objects.get(pk=made.pk)


@pytest.fixture
def signed(cast, report):
    report.send_to_chairman(by=cast.secretary)
    sign_off(report, by=cast.chairman, version=1)
    return ActivityReport.objects.get(pk=report.pk)


def words(client, report, query=""):
    return html.unescape(client.get(report.get_absolute_url() + query).content.decode())


def test_the_closed_part_tells_what_was_considered_and_resolved(cast, report, sign_in):
    page = words(sign_in(cast.secretary), report)
    assert f"The Board considered in closed session on 16 May 2018: Operation {CANARY}." in page
    assert f"That {CANARY} be agreed." in page
    assert "the closed part of the action table held one row: one red" in page
    # What is open counts open rows alone: no total gives the closed one away.
    assert "the action table held one row: one orange" in page.lower().replace("amber", "orange")


def test_the_public_version_leaves_nothing_behind(report):
    pdf, name = report_file(report, public=True)
    assert name == "activity-report-2018-19-q1-draft.pdf"
    for where, text in pdf_texts(pdf).items():
        assert CANARY not in text, where
        assert "closed session" not in text.lower(), where
    found = re.findall(r"^(\d+)\.", "\n".join(page_texts(pdf)), re.MULTILINE)
    assert found == [str(n) for n in range(1, len(found) + 1)]


def test_changing_only_what_is_closed_leaves_the_public_bytes_alike(report):
    before, _ = report_file(report, public=True)
    report.blocks.filter(is_closed=True).update(text="Something else")
    report.blocks.filter(is_closed=True).last().delete()
    assert report_file(ActivityReport.objects.get(), public=True)[0] == before


def test_the_whole_one_is_marked_and_shows_what_is_closed(report):
    pdf, name = report_file(report, public=False)
    assert name.endswith("-draft-non-public.pdf")
    assert_is_accessible_pdf(pdf)
    texts = page_texts(pdf)
    assert all("NON-PUBLIC" in text for text in texts)
    assert f"Row {CANARY}" in " ".join(texts)
    assert "CLOSED" in " ".join(texts).upper()


def test_only_the_public_version_is_published(cast, sign_in, signed):
    sign_in(cast.secretary).post(f"{signed.get_absolute_url()}publication/")
    publication = Publication.objects.get(kind="report")
    assert CANARY not in str(publication.document)
    assert publication.document["cover"]["publicity"] == "Public"
    for where, text in pdf_texts(bytes(publication.pdf)).items():
        assert CANARY not in text, where
    page = sign_in(None).get(publication.get_absolute_url()).content.decode()
    assert CANARY not in page
    assert "The Board met on 16 May 2018." in page


def test_who_reads_the_closed_part_leaves_a_trace(cast, sign_in, signed):
    client = sign_in(cast.member)
    assert CANARY in words(client, signed)
    assert Event.objects.filter(verb="report.closed_seen", by_id=cast.member.pk).count() == 1
    assert CANARY not in words(client, signed, "?public")
    assert Event.objects.filter(verb="report.closed_seen", by_id=cast.member.pk).count() == 1


def test_who_declared_an_interest_reads_what_the_public_reads(cast, meeting, sign_in, signed):
    Declaration.objects.create(
        meeting=meeting,
        item=meeting.items.get(number="2"),
        person=cast.member.person,
        name="Morgan Member",
        recorded_by=cast.secretary,
        excluded_at=datetime(2018, 5, 16, tzinfo=UTC),
        nature="My firm",
        excluded_by=cast.chairman,
    )
    client = sign_in(cast.member)
    assert CANARY not in words(client, signed)
    pdf = client.get(f"{signed.get_absolute_url()}report.pdf").content
    assert not any(CANARY in text for text in pdf_texts(pdf).values())


def test_the_secretariat_closes_and_only_the_chairman_opens(cast, report, sign_in):
    at = next(n for n, block in enumerate(report.blocks.all()) if block.is_closed)
    client = sign_in(cast.secretary)
    posted = as_posted(report, **{f"block-{at}-is_closed": "", "cover-author": "J Anson"})
    # A box that cannot be changed is not posted at all.
    posted = {name: value for name, value in posted.items() if value}
    assert client.post(address(report), posted).status_code == 302
    assert ActivityReport.objects.get().author == "J Anson"
    assert report.blocks.all()[at].is_closed

    values = [
        {"pk": b.pk, "kind": b.kind, "text": b.text, "is_closed": False}
        for b in report.blocks.all()
    ]
    version = ActivityReport.objects.get().version
    with pytest.raises(PermissionDenied, match="Only the Chairman opens"):
        report.edit(
            by=cast.secretary,
            version=version,
            fields={},
            blocks=values,
            recipients=recipients(cast),
        )
    report.send_to_chairman(by=cast.secretary)
    report.edit(
        by=cast.chairman, version=version, fields={}, blocks=values, recipients=recipients(cast)
    )
    assert not ActivityReport.objects.get().has_closed_part


def recipients(cast):
    return [{"group": cast.scp, "meeting_on": None, "printed_name": "", "reason": ""}]


def test_a_report_without_a_closed_part_draws_on_open_material_only(cast, meeting, start):
    report = start()
    assert not report.has_closed_part
    assert CANARY not in " ".join(block.text for block in report.blocks.all())
    assert date(2018, 6, 30) == report.dated_on
