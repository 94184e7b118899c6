"""Work of this app that the worker does."""

from django_tasks import task

from accounts.models import User
from background.models import Job, JobFailed
from papers.progress import pages_told
from reporting.models import ActivityReport, ReportChanged
from reporting.paper import ReportPaper, sign_off

PUBLIC, WHOLE = "public", "whole"


@task()
def print_draft(job_pk):
    Job.objects.get(pk=job_pk).run(draft_printed)


@task()
def sign_long_report(job_pk):
    Job.objects.get(pk=job_pk).run(long_report_signed)


def draft_printed(job):
    """The PDF of a draft as it stands now; done already when nothing changed since."""
    pk, rendering = job.subject.split()
    paper = ReportPaper(ActivityReport.objects.get(pk=pk), public=rendering == PUBLIC)
    if paper.kept() is None:
        with pages_told(telling(job, paper.pages)):
            paper.print()


def long_report_signed(job):
    """What the Chairman's press of the button asked for, of the version that was read."""
    pk, version = map(int, job.subject.split())
    report, by = ActivityReport.objects.get(pk=pk), User.objects.get(pk=job.by_id)
    if not by.has_perm("reporting.sign_off_report", report):
        raise JobFailed("You may not sign this report off.")
    pages = ReportPaper(report, public=False).pages
    try:
        with pages_told(telling(job, pages)):
            sign_off(report, by=by, version=version)
    except ReportChanged as change:
        raise JobFailed(
            "The report was changed since you opened it. It is not signed off: read it again."
        ) from change


def telling(job, pages):
    """Says how far the printing is. How many pages there are is an estimate."""

    def tell(page):
        job.progress(min(page, pages), pages, f"Printing page {page}")

    return tell
