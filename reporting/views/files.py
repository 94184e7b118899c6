"""A report to take away: PDF, Word, the figures as a spreadsheet."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from background.models import Job
from papers.http import file_to_save, pdf_response
from reporting.paper import ReportPaper, file_name
from reporting.tasks import PUBLIC, WHOLE, print_draft
from reporting.views.reports import reads_public, report_seen_by

PREPARE_IT = "This report is long: prepare its PDF first. You can leave the page meanwhile."


def paper_for(request, pk):
    report = report_seen_by(request.user, pk)
    return ReportPaper(report, public=reads_public(request, report))


@require_GET
def pdf(request, pk):
    paper = paper_for(request, pk)
    if paper.must_be_prepared:
        messages.info(request, PREPARE_IT)
        return redirect(f"{paper.report.get_absolute_url()}{'?public' if paper.public else ''}")
    return pdf_response(paper.pdf(), file_name(paper.report, "pdf", public=paper.public))


@require_GET
def word(request, pk):
    paper = paper_for(request, pk)
    return file_to_save(paper.word(), file_name(paper.report, "docx", public=paper.public))


@require_GET
def figures(request, pk):
    paper = paper_for(request, pk)
    content = paper.figures()
    if content is None:
        raise Http404
    name = file_name(paper.report, "xlsx", public=paper.public, what="-figures")
    return file_to_save(content, name)


@require_POST
def printing(request, pk):
    """Have the worker print a long draft; who waits sees how far it is."""
    paper = paper_for(request, pk)
    if not paper.must_be_prepared:
        return redirect(paper_address(paper))
    with transaction.atomic():
        job = Job.objects.start(
            print_draft,
            kind="report",
            subject=f"{pk} {PUBLIC if paper.public else WHOLE}",
            title=f"PDF of the draft of {paper.report}",
            address=paper_address(paper),
            by=request.user,
        )
    return redirect(job)


def paper_address(paper):
    address = reverse("report-pdf", kwargs={"pk": paper.report.pk})
    return f"{address}{'?public' if paper.public else ''}"
