"""A signed report is never changed: what was wrong in it is put right in a new version."""

from django.db import transaction

from audit.events import record_event
from board.day import now
from reporting.models import ActivityReport, ReportBlock

COPIED = (
    "quarter_slug",
    "dated_on",
    "subject",
    "publicity",
    "report_of",
    "purpose",
    "author",
    "summary",
    "summary_in_cover",
    "with_cover",
    "recommendations",
    "appendices",
    "appendix_word",
    "table_as_at",
    "with_closed_part",
    "signatory_name",
    "signatory_title",
    "signatory_contact",
)


def start_correction(report, *, note, by):
    """The draft of the version that follows a signed report: the same words, to be changed.

    There is one at a time: a draft that is waiting already is given back. Returns it.
    """
    with transaction.atomic():
        report = ActivityReport.objects.select_for_update().get(pk=report.pk)
        waiting = report.corrections.order_by("edition").last()
        if waiting:
            return waiting
        correction = ActivityReport.objects.create(
            corrects=report,
            edition=report.edition + 1,
            correction_note=note,
            changed_at=now(),
            **{name: getattr(report, name) for name in COPIED},
        )
        copy_parts(report, correction)
        record_event("report.correction_started", by=by, subject=correction)
    return correction


def copy_parts(report, correction):
    for submission in report.submissions.all():
        correction.submissions.create(
            group_id=submission.group_id,
            printed_name=submission.printed_name,
            position=submission.position,
            meeting_on=submission.meeting_on,
            reason=submission.reason,
        )
    # Without their keys: what was signed is nobody's draft, and no refresh overwrites it.
    names = ("position", "kind", "text", "source", "is_edited", "is_closed")
    ReportBlock.objects.bulk_create(
        ReportBlock(report=correction, **{name: getattr(block, name) for name in names})
        for block in report.blocks.all()
    )
