"""A report as plain data that JSON can hold: one reading for page, PDF and publication alike."""

from dataclasses import dataclass

from board.models import BoardSettings
from reporting.appendices import appendices_of, labels_of, mention_by_label
from reporting.models import ActivityReport, ReportBlock
from reporting.wording import day

Kind = ReportBlock.Kind
NON_PUBLIC = ActivityReport.Publicity.NON_PUBLIC.label


@dataclass(frozen=True)
class Typed:
    """What somebody is typing and has not saved: the rows that would be written."""

    blocks: list
    submissions: list


def report_document(report, *, public=False, typed=None):
    """The dict of a report, whole or as the public may read it. Paragraphs are numbered straight through, across headings.

    What is closed is left out of the public one, neither gap nor number; its appendices count
    open rows alone. Keys: kind, title, board, publicity, quarter, cover (as `papers/_cover.html` takes it, or empty), summary
    (unless it stands in the cover), recommendations, main_heading, sections, signature, annexes.
    A section is a heading and paragraphs; a paragraph is number, text, is_closed, and points of
    one kind. With `typed` the page is shown as it would be, its appendices by their labels alone.
    """
    blocks = typed.blocks if typed else report.blocks.all()
    blocks = [block for block in blocks if not (public and block.is_closed)]
    # A report with a closed part is not public, whatever its other rendering is.
    with_closed = any(block.is_closed for block in blocks)
    publicity = NON_PUBLIC if with_closed else report.get_publicity_display()
    labels = labels_of(report)
    summary = mention_by_label(report.summary.strip(), labels)
    recommendations = [line.strip(" -•") for line in report.recommendations.splitlines()]
    recommendations = [mention_by_label(line, labels) for line in recommendations if line]
    in_cover = report.with_cover and report.summary_in_cover
    submissions = typed.submissions if typed else report.submissions.select_related("group")
    return {
        "kind": "report",
        "title": str(report),
        "board": BoardSettings.current().name,
        "publicity": publicity,
        "quarter": report.period.label if report.period else "",
        "cover": cover(report, submissions, summary if in_cover else "", publicity)
        if report.with_cover
        else {},
        "summary": "" if in_cover else summary,
        "recommendations": recommendations,
        "main_heading": "Main Report" if recommendations else "",
        "sections": sections(blocks, labels),
        "signature": signature(report),
        "annexes": [] if typed else appendices_of(report, with_closed=with_closed),
    }


def marking(document):
    """What stands at the head and foot of every page of its papers, beside the state."""
    return "NON-PUBLIC" if document["publicity"] == NON_PUBLIC else ""


def cover(report, submissions, summary, publicity):
    dates = [day(row.meeting_on) if row.meeting_on else "Date to follow" for row in submissions]
    return {
        "committees": "\n".join(row.name_on_cover for row in submissions),
        "dates": "\n".join(dates),
        "subject": report.subject,
        "publicity": publicity,
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
            found[-1]["paragraphs"].append(a_paragraph(text, number, block.is_closed))
        else:
            add_point(found[-1]["paragraphs"], block.kind, text, block.is_closed)
    return [section for section in found if section["heading"] or section["paragraphs"]]


def a_paragraph(text="", number=None, is_closed=False):
    empty = {"points_kind": "", "points": []}
    return {"number": number, "text": text, "is_closed": is_closed, **empty}


def add_point(paragraphs, kind, text, is_closed):
    last = paragraphs[-1] if paragraphs else None
    if not last or last["points_kind"] not in ("", kind) or last["is_closed"] != is_closed:
        paragraphs.append(a_paragraph(is_closed=is_closed))
    paragraphs[-1]["points_kind"] = str(kind)
    paragraphs[-1]["points"].append(text)


def signature(report):
    return {
        "name": report.signatory_name,
        "title": report.signatory_title,
        "contact": [line for line in report.signatory_contact.splitlines() if line.strip()],
    }
