"""What a committee answered to a report."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from board.views.pages import form_page
from reporting.forms import AnswerForm
from reporting.views.reports import report_seen_by

LEAD = "Type it as the committee’s minutes or its clerk tell it. An answer is kept for good: to put one right, record another."


@require_http_methods(["GET", "POST"])
def answer(request, pk):
    report = report_seen_by(request.user, pk)
    authorize(request.user, "reporting.submit_report", report)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        report=report,
        user=request.user,
        today=request.today,
    )
    if form.is_bound and form.is_valid() and form.save():
        messages.success(request, "Answer recorded.")
        return redirect(f"{report.get_absolute_url()}#answers")
    return form_page(
        request,
        form,
        title="Record what a committee answered",
        back=report,
        back_text=str(report),
        lead=LEAD,
    )
