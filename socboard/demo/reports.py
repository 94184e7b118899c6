"""The Board's own reports of 2017 and 2018, paragraph for paragraph as the papers print them."""

import datetime

from django.utils.timezone import make_aware

from accounts.models import User
from board.day import today
from board.models import Group, Publication
from board.models.publications import digest
from reporting.document import report_document
from reporting.models import ActivityReport, Appendix, FinalCopy, ReportBlock
from reporting.paper import print_document
from socboard.demo import read

Kind = ReportBlock.Kind
TABLE_AS_AT = datetime.date(2017, 1, 31)
# A paper without a cover bears no date and no subject: the last meeting it tells of, its summary.
LATEST_TOLD = datetime.date(2018, 9, 19)
SUBJECT_WITHOUT_COVER = "Serious and Organised Crime Board update"
LABELS = {
    "Terms of Reference": Appendix.TERMS_OF_REFERENCE,
    "Action Table": Appendix.ACTION_TABLE,
}


def load():
    """Make what is missing; change nothing that is there. A paper of a later day is left out."""
    for paper in read("scp_reports")["reports"]:
        if day_of(paper) <= today():
            enter(paper)


def day_of(paper):
    cover = paper["cover_block"]
    return datetime.date.fromisoformat(cover["date_iso"]) if cover else LATEST_TOLD


def enter(paper):
    """The report of a paper, frozen and public as the paper was. Returns it."""
    day = day_of(paper)
    report, is_new = ActivityReport.objects.get_or_create(
        dated_on=day, quarter_slug="", edition=1, defaults=facts(paper, day)
    )
    if is_new:
        report.submissions.create(**committee(paper, day))
        ReportBlock.objects.bulk_create(
            ReportBlock(report=report, position=position, kind=kind, text=text, source=source(day))
            for position, (kind, text) in enumerate(blocks(paper["sections"]), start=1)
        )
    if not FinalCopy.objects.filter(report=report).exists():
        freeze(report)
    return report


def facts(paper, day):
    cover = paper["cover_block"]
    sign_off = paper["sign_off"] or {}
    State = ActivityReport.State
    summary = paper["summary"]
    return {
        "subject": cover["subject"] if cover else SUBJECT_WITHOUT_COVER,
        "with_cover": bool(cover),
        "summary": summary if isinstance(summary, str) else "\n\n".join(summary),
        "recommendations": "\n".join(paper["recommendations"]),
        "signatory_name": sign_off.get("name", ""),
        "signatory_title": sign_off.get("title", ""),
        "state": State.SUBMITTED if cover else State.SIGNED_OFF,
        "changed_at": at_noon(day),
        **(facts_of_cover(cover, paper) if cover else {}),
        **appendices(paper.get("appendices", [])),
    }


def facts_of_cover(cover, paper):
    return {
        "publicity": cover["publicity"].lower(),
        "report_of": cover["report_of"],
        "purpose": ActivityReport.Purpose.INFORMATION,
        "author": cover["report_author"] or "",
        # The paper that asks for nothing prints its summary inside the table.
        "summary_in_cover": "main_heading" not in paper,
    }


def appendices(printed):
    if not printed:
        return {}
    kinds = [kind for words, kind in LABELS.items() if any(words in a["title"] for a in printed)]
    return {"appendices": kinds, "appendix_word": "annex", "table_as_at": TABLE_AS_AT}


def committee(paper, day):
    group = Group.objects.get(slug="safer-city-partnership")
    cover = paper["cover_block"]
    if not cover:
        return {"group": group}
    printed = cover["committees"][0]
    name = "" if printed == group.name else printed
    return {"group": group, "printed_name": name, "meeting_on": day, "submitted_on": day}


def blocks(sections):
    for section in sections:
        yield Kind.HEADING, section["heading"]
        for paragraph in section["paragraphs"]:
            yield Kind.PARAGRAPH, paragraph["text"]
            for bullet in paragraph.get("bullets", []):
                yield Kind.BULLET, bullet
            for item in paragraph.get("sub_items", []):
                yield Kind.LETTER, item["text"]


def at_noon(day):
    return make_aware(datetime.datetime.combine(day, datetime.time(12)))


def source(day):
    return f"Entered from the paper of {day:%-d %B %Y}."


def freeze(report):
    """Nobody of the demonstration signed it: it is the text of the paper, and public as that was."""
    made_at = at_noon(report.dated_on)
    document = report_document(report)
    pdf = print_document(document, identifier=report.publication_slug, made_at=made_at)
    FinalCopy.objects.create(
        report=report,
        document=document,
        pdf=pdf,
        sha256=digest(document, pdf),
        signed_off_at=made_at,
        entered_from=source(report.dated_on),
    )
    if not Publication.objects.filter(slug=report.publication_slug).exists():
        Publication.objects.issue(
            kind="report",
            slug=report.publication_slug,
            title=report.subject,
            held_on=report.dated_on,
            document=document,
            pdf=pdf,
            by=User.objects.get(email="secretary@example.org"),
            note=source(report.dated_on),
        )
