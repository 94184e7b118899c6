from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from meetings.forms.approval import ApprovalForm
from meetings.views.found import minutes_or_404, posted


@require_http_methods(["GET", "POST"])
def approval(request, slug):
    minutes = minutes_or_404(request, slug)
    authorize(request.user, "meetings.approve_minutes", minutes)
    if minutes.state != minutes.State.CIRCULATED:
        messages.error(request, "Only circulated minutes can be approved, and only once.")
        return redirect(minutes.meeting)
    form = ApprovalForm(posted(request), minutes=minutes, today=request.today)
    if request.method == "POST" and form.is_valid():
        minutes.approve(at=form.cleaned_data["meeting"], by=request.user)
        messages.success(request, "Minutes approved. They do not change any more.")
        return redirect(minutes.meeting)
    context = {"meeting": minutes.meeting, "minutes": minutes, "form": form}
    return render(request, "meetings/approval.html", context, status=422 if form.errors else 200)
