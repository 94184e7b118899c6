"""Reports as they are read, and the start of a new one."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from audit.events import record_event
from reporting.changes import changes_since_sent
from reporting.document import report_document
from reporting.forms import (
    CommentForm,
    CorrectionForm,
    NotingForm,
    StartForm,
    SubmissionForm,
    VersionForm,
)
from reporting.models import ActivityReport, CommitteeAnswer
from reporting.paper import ReportPaper
from reporting.starting import someone_can_sign, start_report


def report_seen_by(user, pk):
    seen = ActivityReport.objects.visible_to(user)
    # The file itself is fetched only by whoever asks for it.
    known = seen.select_related("final__signed_off_by", "corrects")
    known = known.defer("final__pdf", "final__public_pdf").prefetch_related("blocks")
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
        with_closed_part=form.cleaned_data["with_closed_part"],
    )
    if is_new:
        messages.success(
            request, "A first draft is written from the record. Read it, then change it."
        )
    return redirect(report)


@require_GET
def page(request, pk):
    return show(request, report_seen_by(request.user, pk))


def show(request, report, *, changed=False, status=200, **forms):
    """A report as it reads and what comes next; `changed` when it changed before it was signed.

    `forms`: those that came back with an error, by their names in the template.
    """
    public = reads_public(request, report)
    document = document_of(report, public=public)
    context = {
        "report": report,
        "document": document,
        "paper": ReportPaper(report, public=public, document=document),
        "reads_public": public,
        "has_two_renderings": not report.keeps_closed_from(request.user) and report.has_closed_part,
        "version_form": VersionForm(initial={"version": report.version}),
        "submission_form": SubmissionForm(report=report, today=request.today),
        "noting_form": NotingForm(report=report, today=request.today),
        "submissions": report.submissions.select_related("group"),
        "answers": answers_to(report, request.user),
        **what_is_public(report),
        "someone_can_sign": someone_can_sign(request.today),
        "changed": changed,
        **beside_the_draft(request.user, report, document),
        **forms,
    }
    return render(request, "reporting/report.html", context, status=status)


def what_is_public(report):
    """The publication of this version, and whether everybody reads another one."""
    live = report.live_publication if report.is_final else None
    is_this = report.is_final and report.is_published(live)
    return {
        "publication": live if is_this else None,
        "other_publication": None if is_this else live,
    }


def answers_to(report, user):
    """What committees answered to a signed report, as far as this person may know of it."""
    if not report.is_final:
        return []
    answers = CommitteeAnswer.objects.filter(submission__report=report)
    return answers.visible_to(user).for_a_list()


def reads_public(request, report):
    """Whether this reader gets the public rendering, by right or by choice; that closed material
    is read is recorded."""
    if report.keeps_closed_from(request.user) or "public" in request.GET:
        return True
    if report.has_closed_part:
        with transaction.atomic():
            record_event("report.closed_seen", by=request.user, subject=report)
    return False


def document_of(report, *, public):
    if report.is_final:
        return report.final.rendering(public=public)[0]
    return report_document(report, public=public)


def beside_the_draft(user, report, document):
    """What those who work on a report see beside it: comments, changes, corrections."""
    works_on_it = user.has_perm("reporting.write_report") and not report.keeps_closed_from(user)
    return {
        "comments": report.comments.select_related("made_by", "settled_by") if works_on_it else [],
        "comment_form": CommentForm(document=document),
        "changes": changes_since_sent(report) if works_on_it else [],
        "correction_form": CorrectionForm(),
        "correction": report.corrections.order_by("edition").last(),
    }
