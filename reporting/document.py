"""A report as plain data that JSON can hold: one reading for page, PDF and publication alike."""

from board.models import BoardSettings
from reporting.annex import action_table_annex
from reporting.models import ReportBlock
from reporting.wording import day

Kind = ReportBlock.Kind


def report_document(report):
    """The dict of a report. Paragraphs are numbered straight through, across headings.

    Keys: kind, title, board, quarter, cover (as `papers/_cover.html` takes it), summary (unless
    it stands in the cover), recommendations, main_heading, sections, signature, annexes.
    A section is a heading and paragraphs; a paragraph is number, text, and points of one kind.
    """
    summary = report.summary.strip()
    recommendations = [line.strip(" -•") for line in report.recommendations.splitlines()]
    recommendations = [line for line in recommendations if line]
    return {
        "kind": "report",
        "title": str(report),
        "board": BoardSettings.current().name,
        "quarter": report.quarter.label if report.quarter else "",
        "cover": cover(report, summary if report.summary_in_cover else ""),
        "summary": "" if report.summary_in_cover else summary,
        "recommendations": recommendations,
        "main_heading": "Main Report" if recommendations else "",
        "sections": sections(report.blocks.all()),
        "signature": signature(report),
        "annexes": annexes(report),
    }


def cover(report, summary):
    submissions = report.submissions.select_related("group")
    dates = [day(row.meeting_on) if row.meeting_on else "Date to follow" for row in submissions]
    return {
        "committees": "\n".join(row.group.name for row in submissions),
        "dates": "\n".join(dates) if any(row.meeting_on for row in submissions) else "",
        "subject": report.subject,
        "publicity": report.get_publicity_display(),
        "report_of": report.report_of,
        "purpose": report.get_purpose_display(),
        "author": report.author,
        "summary": summary,
    }


def sections(blocks):
    """The blocks in order as sections; points hang on the paragraph before them."""
    found, number = [{"heading": "", "paragraphs": []}], 0
    for block in blocks:
        if block.kind == Kind.HEADING:
            found.append({"heading": block.text, "paragraphs": []})
        elif block.kind == Kind.PARAGRAPH:
            number += 1
            found[-1]["paragraphs"].append(a_paragraph(block.text, number))
        else:
            add_point(found[-1]["paragraphs"], block)
    return [section for section in found if section["heading"] or section["paragraphs"]]


def a_paragraph(text="", number=None):
    return {"number": number, "text": text, "points_kind": "", "points": []}


def add_point(paragraphs, block):
    if not paragraphs or paragraphs[-1]["points_kind"] not in ("", block.kind):
        paragraphs.append(a_paragraph())
    paragraphs[-1]["points_kind"] = str(block.kind)
    paragraphs[-1]["points"].append(block.text)


def signature(report):
    return {
        "name": report.signatory_name,
        "title": report.signatory_title,
        "contact": [line for line in report.signatory_contact.splitlines() if line.strip()],
    }


def annexes(report):
    if not report.with_action_table or report.quarter is None:
        return []
    return [{"letter": "A", **action_table_annex(report.dated_on)}]
