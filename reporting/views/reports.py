"""Reports as they are read, and the start of a new one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from papers.http import pdf_response
from reporting.document import report_document
from reporting.forms import NotingForm, StartForm, SubmissionForm, VersionForm
from reporting.models import ActivityReport
from reporting.paper import report_file
from reporting.starting import someone_can_sign, start_report


def report_seen_by(user, pk):
    seen = ActivityReport.objects.visible_to(user)
    # The file itself is fetched only by whoever asks for it.
    known = seen.select_related("final__signed_off_by").defer("final__pdf")
    return get_object_or_404(known, pk=pk)


@require_http_methods(["GET", "POST"])
def index(request):
    authorize(request.user, "reporting.view_reports")
    if request.method == "POST":
        return start(request)
    return show_list(request, StartForm(today=request.today))


def show_list(request, form, status=200):
    reports = ActivityReport.objects.visible_to(request.user).newest_first().with_committees()
    return render(
        request, "reporting/reports.html", {"reports": reports, "form": form}, status=status
    )


def start(request):
    authorize(request.user, "reporting.start_report")
    form = StartForm(request.POST, today=request.today)
    if not form.is_valid():
        return show_list(request, form, status=422)
    report, is_new = start_report(
        form.cleaned_data["quarter"],
        committee=form.cleaned_data["committee"],
        by=request.user,
        today=request.today,
    )
    if is_new:
        messages.success(
            request, "A first draft is written from the record. Read it, then change it."
        )
    return redirect(report)


@require_GET
def page(request, pk):
    return show(request, report_seen_by(request.user, pk))


def show(request, report, *, submission_form=None, noting_form=None, changed=False, status=200):
    """A report as it reads and what comes next; `changed` when it changed before it was signed."""
    context = {
        "report": report,
        "document": report.final.document if report.is_final else report_document(report),
        "version_form": VersionForm(initial={"version": report.version}),
        "submission_form": submission_form or SubmissionForm(report=report, today=request.today),
        "noting_form": noting_form or NotingForm(report=report, today=request.today),
        "submissions": report.submissions.select_related("group"),
        "publication": report.live_publication,
        "someone_can_sign": someone_can_sign(request.today),
        "changed": changed,
    }
    return render(request, "reporting/report.html", context, status=status)


@require_GET
def pdf(request, pk):
    return pdf_response(*report_file(report_seen_by(request.user, pk)))
