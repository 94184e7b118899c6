import re
from datetime import date

import pytest

from reporting.document import report_document, sections
from reporting.models import ActivityReport, ReportBlock
from reporting.paper import print_document, report_file
from tests.papers.checks import assert_is_accessible_pdf, page_texts


def block(kind, text):
    return ReportBlock(kind=kind, text=text)


def test_paragraphs_are_numbered_straight_through_and_points_hang_on_them():
    found = sections(
        [
            block("paragraph", "Before any heading."),
            block("heading", "Background"),
            block("paragraph", "Areas:"),
            block("letter", "Cyber attack"),
            block("letter", "Fraud"),
            block("bullet", "A bullet after letters"),
            block("heading", "Going forward"),
            block("paragraph", "Next."),
        ]
    )
    assert [
        (
            section["heading"],
            [(p["number"], p["points_kind"], p["points"]) for p in section["paragraphs"]],
        )
        for section in found
    ] == [
        ("", [(1, "", [])]),
        (
            "Background",
            [
                (2, "letter", ["Cyber attack", "Fraud"]),
                (None, "bullet", ["A bullet after letters"]),
            ],
        ),
        ("Going forward", [(3, "", [])]),
    ]


@pytest.fixture
def full(cast, start, record):
    """A report with every block there is."""
    record.add_row(
        issues="Raising awareness", lead_printed="Partners", rating="amber", barriers="Staff"
    )
    record.add_row(issues="Zebrafinch", rating="red", is_closed=True, closed_reason="paragraph 7")
    report = start()
    report.submissions.update(meeting_on=date(2018, 10, 1))
    ActivityReport.objects.update(
        author="Sam Secretary",
        recommendations="- Note the report\nAgree the plan",
        appendices=["action_table"],
        signatory_contact="chairman@example.org",
    )
    return ActivityReport.objects.get(pk=report.pk)


def test_the_paper_is_in_the_corporations_layout(full):
    words = re.sub(r"\s+", " ", " ".join(page_texts(report_file(full, public=False)[0])))
    order = [
        "Committee(s):",
        "Safer City Partnership",
        "1 October 2018",
        "Subject:",
        "Public",
        "Report of:",
        "Casey Chairman, Chairman, Serious and Organised Crime Board",
        "For Information",
        "Report author: Sam Secretary",
        "Summary",
        "Recommendation(s) Members are asked to:",
        "Note the report",
        "Agree the plan",
        "Main Report",
        "Background",
        "1. An advisory partnership board.",
        "Current Situation",
        "2. The Board did not meet in the quarter.",
        "Casey Chairman",
        "chairman@example.org",
        "Appendix A",
        "Action Table as at 30.06.18",
        "Potential barriers",
        "Raising awareness",
    ]
    place = 0
    for expected in order:
        assert expected in words[place:], expected
        place = words.index(expected, place)
    assert "Zebrafinch" not in words


@pytest.mark.parametrize("publicity", ["public", "non_public"])
def test_the_paper_can_be_read_by_everybody(publicity, full):
    full.publicity = publicity
    pdf, _ = report_file(full, public=False)
    assert_is_accessible_pdf(pdf, title="Activity report for Q1 2018–19 (April to June 2018)")
    marked = ["NON-PUBLIC" in text for text in page_texts(pdf)]
    assert set(marked) == {publicity == "non_public"}


def test_the_same_report_prints_the_same_bytes(full):
    document = report_document(full)
    made = [
        print_document(document, identifier="a", made_at=full.changed_at, state="DRAFT")
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_a_text_mentions_an_appendix_by_the_letter_it_has(full):
    full.blocks.create(position=90, kind="paragraph", text="See {action table} and {dashboards}.")
    assert "See Appendix A and {dashboards}." in str(report_document(full)["sections"])
    full.appendices = ["action_table", "terms_of_reference"]
    document = report_document(full)
    assert "See Appendix B and" in str(document["sections"])
    assert [appendix["label"] for appendix in document["annexes"]] == ["Appendix A", "Appendix B"]
    (table,) = [appendix for appendix in document["annexes"] if appendix["kind"] == "action_table"]
    assert table["ratings"][0] == ["red", "Red", "Off track: it needs help"]


def test_blocks_that_are_empty_leave_nothing_behind(start):
    report = start()
    report.blocks.all().delete()
    ActivityReport.objects.update(
        publicity="",
        report_of="",
        purpose="",
        summary="",
        recommendations="",
        signatory_name="",
        signatory_title="",
    )
    report.refresh_from_db()
    words = " ".join(page_texts(report_file(report, public=False)[0]))
    for absent in ("Summary", "Recommendation", "Main Report", "Report of", "None", "Appendix"):
        assert absent not in words


@pytest.mark.parametrize("count", [1, 3])
def test_a_report_is_read_in_the_same_queries_however_long(
    count, full, django_assert_num_queries, record
):
    for number in range(count - 1):
        record.add_row(issues=f"Row {number}", rating="green")
        full.blocks.create(position=50 + number, kind="paragraph", text="More.")
    report = ActivityReport.objects.get(pk=full.pk)
    with django_assert_num_queries(QUERIES):
        report_document(report)


QUERIES = 6


def test_a_committee_without_a_date_reads_so_on_the_cover(cast, start):
    report = start()
    report.submissions.update(meeting_on=None)
    assert report_document(report)["cover"]["dates"] == "Date to follow"
