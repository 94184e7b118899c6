from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from meetings.attendance_list import AttendanceList
from meetings.forms.attendance import AttendanceFormSet, ChairForm
from meetings.models import AttendanceChanged
from meetings.views.found import closed_was_seen, meeting_or_404, posted, settled


@require_http_methods(["GET", "POST"])
def attendance(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.record_attendance", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    listed = AttendanceList(meeting)
    formset = AttendanceFormSet(posted(request), attendance_list=listed)
    names, in_chair = listed.chair()
    initial = {"chair": in_chair, "version": meeting.attendance_version()}
    chair = ChairForm(posted(request), names=names, initial=initial)
    if request.method != "POST":
        return shown(request, listed, formset, chair)
    if not (formset.is_valid() and chair.is_valid()):
        return shown(request, listed, formset, chair, status=422)
    return recorded(request, listed, formset, chair)


def recorded(request, listed, formset, chair):
    said = chair.cleaned_data
    rest_are_absent = "absent" in request.POST
    rows = formset.rows(said["chair"], rest_are_absent=rest_are_absent)
    try:
        listed.meeting.record_attendance(rows, by=request.user, version=said["version"])
    except AttendanceChanged:
        return shown(request, listed, formset, chair, status=409)
    messages.success(request, "Attendance saved.")
    return redirect("attendance" if rest_are_absent else "meeting", slug=listed.meeting.slug)


def shown(request, listed, formset, chair, status=200):
    meeting = listed.meeting
    if meeting.attendances.heard_closed_alone().exists():
        closed_was_seen(request.user, meeting)
    seats, guests = listed.in_seats(formset)
    context = {"meeting": meeting, "formset": formset, "chair": chair, "list": listed}
    context |= {"seats": seats, "guests": guests}
    context["corrections"] = meeting.corrections.select_related("made_by")
    if status == 409:
        # Saving again is then a deliberate choice.
        chair.data = chair.data.copy()
        chair.data["version"] = meeting.attendance_version()
        context["theirs"] = meeting.attendances.all()
    return render(request, "meetings/attendance.html", context, status=status)
