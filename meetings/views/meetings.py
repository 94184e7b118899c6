from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.due import agenda_due
from meetings.forms.meetings import CallingOffForm, MeetingForm
from meetings.models import Attendance, CopyRequest, Invitation, Meeting
from meetings.next_step import next_step
from meetings.views.found import (
    agenda_seen_by,
    corrections_seen_by,
    decisions_seen_by,
    declarations_seen_by,
    meeting_or_404,
    posted,
    settled,
)


@require_GET
def meetings(request):
    seen = Meeting.objects.visible_to(request.user).select_related("group", "theme")
    coming = seen.filter(held_on__gte=request.today).order_by("held_on", "pk")
    past = seen.filter(held_on__lt=request.today).with_state_of_minutes()
    return render(request, "meetings/meetings.html", {"coming": coming, "past": past})


@require_http_methods(["GET", "POST"])
def meeting_new(request):
    authorize(request.user, "meetings.change_meeting")
    page = {"title": "Enter a meeting", "back": "meetings", "back_text": "Meetings"}
    return edited(request, Meeting(), page, then="agenda-start")


@require_http_methods(["GET", "POST"])
def meeting_edit(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_meeting", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    page = {"title": "Change the meeting", "back": meeting, "back_text": "Meeting"}
    return edited(request, meeting, page)


def edited(request, meeting, page, then="meeting"):
    form = MeetingForm(posted(request), instance=meeting)
    if request.method == "POST" and form.is_valid():
        meeting = form.save(commit=False)
        meeting.arrange(by=request.user)
        messages.success(request, "Meeting saved.")
        return redirect(then, slug=meeting.slug)
    return form_page(request, form, **page)


@require_GET
def meeting(request, slug):
    meeting = meeting_or_404(request, slug)
    items = agenda_seen_by(request.user, meeting)
    context = {
        "meeting": meeting,
        "items": items,
        "attendances": Attendance.objects.visible_to(request.user).filter(meeting=meeting),
        "decisions": decisions_seen_by(request.user, meeting),
        "corrections": corrections_seen_by(request.user, meeting),
        "declarations": declarations_seen_by(request.user, meeting),
        "seats": meeting.seats_present(seen_by=request.user),
        "minutes": meeting.minutes_seen_by(request.user),
        "copy": CopyRequest.objects.live(request.today)
        .filter(officer=request.user.pk, meeting=meeting)
        .first(),
        "notice": meeting.live_notice,
        "due": agenda_due(meeting, request.board, today=request.today),
        "next_step": next_step(meeting, request.user, request.today),
        "invitation": Invitation.objects.of(request.user, meeting),
    }
    return render(request, "meetings/meeting.html", context)


@require_http_methods(["GET", "POST"])
def meeting_calling_off(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_meeting", meeting)
    if meeting.has_taken_place:
        messages.error(request, "The meeting was held: it cannot be called off.")
        return redirect(meeting)
    form = CallingOffForm(posted(request))
    if form.is_valid():
        meeting.call_off(form.cleaned_data["state"], by=request.user)
        messages.success(request, called_off_sentence(meeting))
        return redirect(meeting)
    title = f"Postpone or cancel: {meeting}"
    return form_page(request, form, title=title, back=meeting, back_text="Meeting")


def called_off_sentence(meeting):
    said = f"{meeting.get_state_display()}."
    if meeting.live_notice:
        said += " The public notice now says so."
    if meeting.invitations.to_be_sent().exists():
        said += " Tell those who were invited: open Who is invited, and what they answered."
    return said


@require_POST
def meeting_reinstatement(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_meeting", meeting)
    meeting.reinstate(by=request.user)
    messages.success(request, "The meeting takes place after all.")
    return redirect(meeting)


@require_POST
def meeting_holding(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.record_attendance", meeting)
    if meeting.held_on > request.today:
        messages.error(request, "The day of the meeting has not come yet.")
    else:
        meeting.hold(by=request.user)
        messages.success(request, "Recorded as held.")
    return redirect(meeting)


@require_POST
def meeting_notice(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.announce_meeting", meeting)
    if meeting.held_on < request.today:
        messages.error(request, "The meeting is past: there is nothing to announce.")
    elif not meeting.stands:
        messages.error(request, "The meeting is called off: there is nothing to announce.")
    else:
        meeting.announce(by=request.user)
        messages.success(request, "Announced on the public page: date, place, group and theme.")
    return redirect(meeting)
