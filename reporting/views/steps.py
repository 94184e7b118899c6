"""The way of a report: to the Chairman and back, signed off, sent, made public."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.authorize import authorize
from background.models import Job
from reporting.changes import send_to_chairman
from reporting.correcting import start_correction
from reporting.forms import CommentForm, CorrectionForm, NotingForm, SubmissionForm, VersionForm
from reporting.models import ReportChanged
from reporting.paper import ReportPaper, sign_off
from reporting.tasks import sign_long_report
from reporting.views.reports import document_of, report_seen_by, show


@require_POST
def chairman(request, pk):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.send_report", report)
    if send_to_chairman(report, by=request.user):
        messages.success(request, "The report is with the Chairman.")
    return redirect(report)


@require_POST
def draft(request, pk):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.return_report", report)
    if report.return_to_draft(by=request.user):
        messages.success(request, "The report is a draft again, with the secretariat.")
    return redirect(report)


@require_POST
def signature(request, pk):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.sign_off_report", report)
    if report.is_final:
        return redirect(report)
    form = VersionForm(request.POST)
    try:
        if not form.is_valid():
            raise ReportChanged(report)
        version = form.cleaned_data["version"]
        if ReportPaper(report, public=False).is_long:
            return redirect(begin_signing(report, version, by=request.user))
        sign_off(report, by=request.user, version=version)
    except ReportChanged:
        return show(request, report_seen_by(request.user, pk), changed=True, status=409)
    messages.success(request, "Signed off. The report cannot be changed any more.")
    return redirect(report)


def begin_signing(report, version, *, by):
    """The job that prints a long report for good: nobody waits for it in front of the page."""
    with transaction.atomic():
        return Job.objects.start(
            sign_long_report,
            kind="report_signing",
            subject=f"{report.pk} {version}",
            title=f"Signing off: {report}",
            address=report.get_absolute_url(),
            by=by,
        )


@require_POST
def submission(request, pk):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.submit_report", report)
    form = SubmissionForm(request.POST, report=report, today=request.today)
    if not form.is_valid():
        return show(request, report, submission_form=form, status=422)
    sent = form.cleaned_data["submission"]
    report.record_submission(sent, on=form.cleaned_data["submitted_on"], by=request.user)
    messages.success(request, f"Recorded: sent to the {sent.group}.")
    return redirect(report)


@require_POST
def noting(request, pk):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.submit_report", report)
    form = NotingForm(request.POST, report=report, today=request.today)
    if not form.is_valid():
        return show(request, report, noting_form=form, status=422)
    noted = form.cleaned_data["submission"]
    report.record_noting(noted, on=form.cleaned_data["noted_on"], by=request.user)
    messages.success(request, f"Recorded: noted by the {noted.group}.")
    return redirect(report)


@require_POST
def publication(request, pk):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.publish_report", report)
    report.publish(by=request.user)
    messages.success(request, "Published. Everybody can read the report on the public page.")
    return redirect(report)


@require_POST
def comment(request, pk):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.comment_on_report", report)
    form = CommentForm(request.POST, document=document_of(report, public=False))
    if not form.is_valid():
        return show(request, report, comment_form=form, status=422)
    report.comment(form.cleaned_data["text"], about=form.cleaned_data["about"], by=request.user)
    messages.success(request, "Comment added.")
    return redirect(f"{report.get_absolute_url()}#comments")


@require_POST
def comment_settling(request, pk, comment):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.comment_on_report", report)
    get_object_or_404(report.comments.all(), pk=comment).settle(by=request.user)
    return redirect(f"{report.get_absolute_url()}#comments")


@require_POST
def correction(request, pk):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.correct_report", report)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return show(request, report, correction_form=form, status=422)
    draft = start_correction(report, note=form.cleaned_data["note"], by=request.user)
    messages.success(request, "The correction is a draft with the words of the signed report.")
    return redirect(draft)
