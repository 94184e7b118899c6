"""The report as a form: cover, summary, paragraphs."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from reporting.forms import ReportBuilder
from reporting.starting import refresh_report
from reporting.views.reports import report_seen_by

TELLING_ANEW = ("refresh", "again", "back")
UNCHANGED = "Saved. The record says nothing new."


@require_http_methods(["GET", "POST"])
def edit(request, pk):
    report = report_seen_by(request.user, pk)
    if request.method == "GET":
        authorize(request.user, "reporting.edit_report", report)
        return show(
            request, ReportBuilder(report, may_open=may_open(request), add=asked_for(request))
        )
    authorize(request.user, "reporting.write_report")
    builder = ReportBuilder(report, request.POST, may_open=may_open(request))
    # Sent or signed while it was open here: nothing is saved, nothing typed is lost.
    is_shut = not request.user.has_perm("reporting.edit_report", report)
    status = builder.shut() if is_shut else builder.save(by=request.user)
    if status != 302:
        return show(request, builder, status)
    if builder.then[0] in TELLING_ANEW:
        return tell_anew(request, pk, builder)
    if builder.landing:
        return redirect(reverse("report-edit", kwargs={"pk": pk}) + builder.landing)
    messages.success(request, "Report saved.")
    return redirect(report)


def may_open(request):
    return request.user.has_perm("reporting.open_paragraphs")


def tell_anew(request, pk, builder):
    """Back to the form, with what the record says now in place of what nobody edited."""
    report = report_seen_by(request.user, pk)
    if builder.then[0] == "back":
        report.put_back(version=report.version, by=request.user)
        report = report_seen_by(request.user, pk)
    again = builder.fact_to_tell_again
    changed = refresh_report(report, by=request.user, today=request.today, again=again)
    said = f"Saved, and {changed} written anew from the record." if changed else UNCHANGED
    messages.success(request, said)
    return redirect("report-edit", pk)


def asked_for(request):
    """After which block an empty one was asked for."""
    place = request.GET.get("add", "")
    return int(place) if place.isascii() and place.isdigit() and len(place) < 5 else None


def show(request, builder, status=200):
    context = {
        "builder": builder,
        "report": builder.report,
        "preview": builder.preview(),
        "form_failed": status != 200,
    }
    return render(request, "reporting/report_edit.html", context, status=status)


@require_POST
def preview(request, pk):
    """What is being typed as it would read; nothing is written."""
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.edit_report", report)
    builder = ReportBuilder(report, request.POST, may_open=may_open(request))
    document = builder.preview()
    context = {"document": document}
    return render(request, "reporting/_preview.html", context, status=200 if document else 422)
