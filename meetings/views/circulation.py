"""Sending the draft minutes to the seats, and what they answered: the secretariat's pages."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.changed_since import DraftRead
from meetings.circulating import circulate, remind
from meetings.forms.approval import CirculationForm, OnBehalfForm, ReplyByForm
from meetings.models import ApprovalRound
from meetings.models.approval import DAYS_TO_REPLY
from meetings.views.found import closed_was_seen, minutes_or_404, posted


@require_http_methods(["GET", "POST"])
def circulation(request, slug):
    minutes = minutes_or_404(request, slug)
    authorize(request.user, "meetings.circulate_minutes", minutes)
    if not minutes.is_draft:
        messages.error(request, "The draft is circulated already.")
        return redirect(minutes.meeting)
    default = request.today + datetime.timedelta(days=DAYS_TO_REPLY)
    form = CirculationForm(posted(request), today=request.today, initial={"reply_by": default})
    if form.is_valid():
        reply_by = form.cleaned_data["reply_by"] or default
        number = circulate(minutes, by=request.user, reply_by=reply_by, today=request.today)
        messages.success(request, f"Circulated. {people(number)} told by e-mail.")
        return redirect("minutes-replies", slug=slug)
    context = {"meeting": minutes.meeting, "minutes": minutes, "form": form}
    context["seats"] = ApprovalRound.objects.would_ask(request.today)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/circulation.html", context, status=status)


def people(number):
    return "One person is" if number == 1 else f"{number or 'No'} people are"


def round_or_404(request, slug):
    minutes = minutes_or_404(request, slug)
    asked = ApprovalRound.objects.filter(minutes=minutes).first()
    if asked is None:
        raise Http404
    asked.minutes = minutes
    return asked


@require_GET
def replies(request, slug):
    asked = round_or_404(request, slug)
    authorize(request.user, "meetings.see_replies", asked.minutes)
    read = DraftRead(asked.minutes, request.user)
    if read.shows_closed:
        closed_was_seen(request.user, asked.minutes)
    seats = asked.seats()
    context = {
        "meeting": asked.minutes.meeting,
        "minutes": asked.minutes,
        "round": asked,
        "seats": seats,
        "replied": sum(seat.reply is not None for seat in seats),
        "read": read,
        "today": request.today,
    }
    return render(request, "meetings/replies.html", context)


@require_POST
def reminders(request, slug):
    asked = round_or_404(request, slug)
    authorize(request.user, "meetings.record_reply", asked.minutes)
    if asked.minutes.is_locked:
        messages.error(request, "The minutes are approved: nobody is asked any more.")
    elif asked.reminded_on == request.today:
        messages.error(request, "Reminded today already: try again tomorrow.")
    else:
        number = remind(asked, by=request.user, today=request.today)
        messages.success(request, f"{people(number)} reminded by e-mail.")
    return redirect("minutes-replies", slug=slug)


@require_http_methods(["GET", "POST"])
def deadline(request, slug):
    asked = round_or_404(request, slug)
    authorize(request.user, "meetings.record_reply", asked.minutes)
    form = ReplyByForm(posted(request), today=request.today, initial={"reply_by": asked.reply_by})
    if form.is_valid():
        asked.put_off(reply_by=form.cleaned_data["reply_by"], by=request.user)
        day = date_format(asked.reply_by, "j F Y")
        messages.success(request, f"The seats have until {day}. Nobody is told by e-mail of this.")
        return redirect("minutes-replies", slug=slug)
    title = "Give the seats another day to answer by"
    back = asked.get_absolute_url()
    return form_page(request, form, title=title, back=back, back_text="Answers to the draft")


@require_http_methods(["GET", "POST"])
def reply_on_behalf(request, slug):
    """An answer that reached the secretariat some other way, kept as theirs and as written down."""
    asked = round_or_404(request, slug)
    authorize(request.user, "meetings.record_reply", asked.minutes)
    read = DraftRead(asked.minutes, request.user)
    form = OnBehalfForm(posted(request), round=asked, read=read, today=request.today)
    if form.is_valid():
        try:
            record(asked, form, by=request.user)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Recorded.")
            return redirect("minutes-replies", slug=slug)
    if read.shows_closed:
        closed_was_seen(request.user, asked.minutes)
    title, back = "Record an answer for a seat", asked.get_absolute_url()
    lead = "It is kept as their answer, written down by you. What the seat answered before is kept."
    return form_page(
        request, form, title=title, back=back, back_text="Answers to the draft", lead=lead
    )


def record(asked, form, *, by):
    data = form.cleaned_data
    seats = list(asked.asked_seats.filter(seat=data["holding"].seat_id))
    told = {"person": data["holding"].person, "by": by, "channel": data["channel"]}
    if data["answer"] == "agree":
        asked.agree(seats, **told)
    else:
        asked.propose(seats, form.change, **told)
