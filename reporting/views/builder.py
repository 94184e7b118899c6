"""The report as a form: cover, summary, paragraphs."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from reporting.forms import ReportBuilder
from reporting.views.reports import report_seen_by


@require_http_methods(["GET", "POST"])
def edit(request, pk):
    report = report_seen_by(request.user, pk)
    if request.method == "GET":
        authorize(request.user, "reporting.edit_report", report)
        return show(request, ReportBuilder(report, add=asked_for(request)))
    authorize(request.user, "reporting.write_report")
    builder = ReportBuilder(report, request.POST)
    # Sent or signed while it was open here: nothing is saved, nothing typed is lost.
    is_shut = not request.user.has_perm("reporting.edit_report", report)
    status = builder.shut() if is_shut else builder.save(by=request.user)
    if status != 302:
        return show(request, builder, status)
    if builder.landing:
        return redirect(reverse("report-edit", kwargs={"pk": pk}) + builder.landing)
    messages.success(request, "Report saved.")
    return redirect(report)


def asked_for(request):
    """After which block an empty one was asked for."""
    place = request.GET.get("add", "")
    return int(place) if place.isascii() and place.isdigit() and len(place) < 5 else None


def show(request, builder, status=200):
    context = {"builder": builder, "report": builder.report, "form_failed": status != 200}
    return render(request, "reporting/report_edit.html", context, status=status)
