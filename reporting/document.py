"""A report as plain data that JSON can hold: one reading for page, PDF and publication alike."""

from board.models import BoardSettings
from reporting.appendices import appendices_of, labels_of, mention_by_label
from reporting.models import ReportBlock
from reporting.wording import day

Kind = ReportBlock.Kind


def report_document(report):
    """The dict of a report. Paragraphs are numbered straight through, across headings.

    Keys: kind, title, board, publicity, quarter, cover (as `papers/_cover.html` takes it, or empty), summary
    (unless it stands in the cover), recommendations, main_heading, sections, signature, annexes.
    A section is a heading and paragraphs; a paragraph is number, text, and points of one kind.
    """
    labels = labels_of(report)
    summary = mention_by_label(report.summary.strip(), labels)
    recommendations = [line.strip(" -•") for line in report.recommendations.splitlines()]
    recommendations = [mention_by_label(line, labels) for line in recommendations if line]
    in_cover = report.with_cover and report.summary_in_cover
    return {
        "kind": "report",
        "title": str(report),
        "board": BoardSettings.current().name,
        "publicity": report.get_publicity_display(),
        "quarter": report.quarter.label if report.quarter else "",
        "cover": cover(report, summary if in_cover else "") if report.with_cover else {},
        "summary": "" if in_cover else summary,
        "recommendations": recommendations,
        "main_heading": "Main Report" if recommendations else "",
        "sections": sections(report.blocks.all(), labels),
        "signature": signature(report),
        "annexes": appendices_of(report),
    }


def cover(report, summary):
    submissions = report.submissions.select_related("group")
    dates = [day(row.meeting_on) if row.meeting_on else "Date to follow" for row in submissions]
    return {
        "committees": "\n".join(row.name_on_cover for row in submissions),
        "dates": "\n".join(dates) if any(row.meeting_on for row in submissions) else "",
        "subject": report.subject,
        "publicity": report.get_publicity_display(),
        "report_of": report.report_of,
        "purpose": report.get_purpose_display(),
        "author": report.author,
        "summary": summary,
    }


def sections(blocks, labels=None):
    """The blocks in order as sections; points hang on the paragraph before them.

    `labels`: {kind: label} of the appendices that the text mentions.
    """
    found, number = [{"heading": "", "paragraphs": []}], 0
    for block in blocks:
        text = mention_by_label(block.text, labels or {})
        if block.kind == Kind.HEADING:
            found.append({"heading": text, "paragraphs": []})
        elif block.kind == Kind.PARAGRAPH:
            number += 1
            found[-1]["paragraphs"].append(a_paragraph(text, number))
        else:
            add_point(found[-1]["paragraphs"], block.kind, text)
    return [section for section in found if section["heading"] or section["paragraphs"]]


def a_paragraph(text="", number=None):
    return {"number": number, "text": text, "points_kind": "", "points": []}


def add_point(paragraphs, kind, text):
    if not paragraphs or paragraphs[-1]["points_kind"] not in ("", kind):
        paragraphs.append(a_paragraph())
    paragraphs[-1]["points_kind"] = str(kind)
    paragraphs[-1]["points"].append(text)


def signature(report):
    return {
        "name": report.signatory_name,
        "title": report.signatory_title,
        "contact": [line for line in report.signatory_contact.splitlines() if line.strip()],
    }
