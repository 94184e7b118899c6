"""Report 002 of 31 May 2018, paragraph for paragraph as the paper prints it."""

import datetime

from django.utils.timezone import make_aware

from accounts.models import User
from board.models import Group, Publication
from board.models.publications import digest
from reporting.document import report_document
from reporting.models import ActivityReport, FinalCopy, ReportBlock
from reporting.paper import print_document
from socboard.demo import read

DAY = datetime.date(2018, 5, 31)
SOURCE = "Entered from the paper of 31 May 2018."


def load():
    """Make what is missing; change nothing that is there."""
    paper = paper_of(DAY)
    cover = paper["cover_block"]
    report, is_new = ActivityReport.objects.get_or_create(
        subject=cover["subject"],
        dated_on=DAY,
        quarter_slug="",
        defaults={
            "report_of": cover["report_of"],
            "purpose": ActivityReport.Purpose.INFORMATION,
            "summary": "\n\n".join(paper["summary"]),
            "summary_in_cover": True,
            "recommendations": "\n".join(paper["recommendations"]),
            "signatory_name": paper["sign_off"]["name"],
            "signatory_title": paper["sign_off"]["title"],
            "state": ActivityReport.State.SUBMITTED,
            "changed_at": entered_at(),
        },
    )
    if is_new:
        report.submissions.create(
            group=Group.objects.get(slug="safer-city-partnership"),
            meeting_on=DAY,
            submitted_on=DAY,
        )
        ReportBlock.objects.bulk_create(
            ReportBlock(report=report, position=position, kind=kind, text=text, source=SOURCE)
            for position, (kind, text) in enumerate(blocks(paper["sections"]), start=1)
        )
    if not FinalCopy.objects.filter(report=report).exists():
        freeze(report)


def paper_of(day):
    """The report of that date, as it was copied out."""
    papers = [paper for paper in read("scp_reports")["reports"] if paper["cover_block"]]
    return next(p for p in papers if p["cover_block"]["date_iso"] == day.isoformat())


def entered_at():
    return make_aware(datetime.datetime.combine(DAY, datetime.time(12)))


def blocks(sections):
    for section in sections:
        yield ReportBlock.Kind.HEADING, section["heading"]
        for paragraph in section["paragraphs"]:
            yield ReportBlock.Kind.PARAGRAPH, paragraph["text"]
            for bullet in paragraph.get("bullets", []):
                yield ReportBlock.Kind.BULLET, bullet


def freeze(report):
    """Nobody of the demonstration signed it: it is the text of the paper, and public as that was."""
    document = report_document(report)
    pdf = print_document(document, identifier=report.publication_slug, made_at=entered_at())
    FinalCopy.objects.create(
        report=report,
        document=document,
        pdf=pdf,
        sha256=digest(document, pdf),
        signed_off_at=entered_at(),
        entered_from=SOURCE,
    )
    if not Publication.objects.filter(slug=report.publication_slug).exists():
        Publication.objects.issue(
            kind="report",
            slug=report.publication_slug,
            title=report.subject,
            held_on=DAY,
            document=document,
            pdf=pdf,
            by=User.objects.get(email="secretary@example.org"),
            note=SOURCE,
        )
