from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from meetings.forms.attendance import AttendanceFormSet, ChairForm, initial_rows, known_rows
from meetings.models import AttendanceChanged
from meetings.views.found import meeting_or_404, posted, settled


@require_http_methods(["GET", "POST"])
def attendance(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.record_attendance", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    known = known_rows(meeting, meeting.seat_holdings())
    formset = AttendanceFormSet(
        posted(request), meeting=meeting, known=known, initial=initial_rows(known)
    )
    chair = ChairForm(
        posted(request),
        names=[(key, row.name) for key, row in known.items()],
        initial={
            "chair": next((key for key, row in known.items() if row.is_in_chair), ""),
            "version": meeting.attendance_version(),
        },
    )
    if request.method == "POST" and formset.is_valid() and chair.is_valid():
        rows = formset.rows(chair=chair.cleaned_data["chair"])
        try:
            meeting.record_attendance(rows, by=request.user, version=chair.cleaned_data["version"])
        except AttendanceChanged:
            return shown(request, meeting, formset, chair, status=409)
        messages.success(request, "Attendance saved.")
        return redirect(meeting)
    return shown(request, meeting, formset, chair, 422 if request.method == "POST" else 200)


def shown(request, meeting, formset, chair, status):
    context = {"meeting": meeting, "formset": formset, "chair": chair}
    if status == 409:
        # Saving again is then a deliberate choice.
        chair.data = chair.data.copy()
        chair.data["version"] = meeting.attendance_version()
        context["theirs"] = meeting.attendances.all()
    return render(request, "meetings/attendance.html", context, status=status)
