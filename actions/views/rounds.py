"""The secretariat's side of an update round: whom it asks, who has answered, who is reminded."""

import datetime

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from actions.asking import plan_round, recipients
from actions.forms import ClosingDayForm, RoundForm
from actions.models import UpdateRequest, UpdateRound
from actions.round_mail import remind, send_requests
from board.views.pages import form_page
from meetings.models import Meeting
from meetings.views.found import meeting_or_404, posted

A_WEEK = datetime.timedelta(days=7)


@require_GET
def rounds(request):
    authorize(request.user, "actions.run_update_round")
    kept = UpdateRound.objects.with_meeting().with_requests()
    coming = Meeting.objects.visible_to(request.user).stands().filter(held_on__gte=request.today)
    context = {
        "rounds": kept,
        "coming": coming.filter(update_round=None).select_related("group").order_by("held_on"),
    }
    return render(request, "actions/rounds.html", context)


@require_http_methods(["GET", "POST"])
def update_round(request, slug):
    """The round of a meeting; before it is opened, who would be asked for what."""
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "actions.run_update_round")
    kept = UpdateRound.objects.with_meeting().filter(meeting=meeting).first()
    if kept:
        return redirect("update-round", slug) if request.method == "POST" else board(request, kept)
    if not meeting.stands or meeting.held_on < request.today:
        messages.info(request, "There was no update round before this meeting.")
        return redirect(meeting)
    return opening(request, meeting)


def opening(request, meeting):
    plans = plan_round(request.today)
    form = RoundForm(
        posted(request),
        plans=plans,
        today=request.today,
        initial={"closes_on": usual_last_day(meeting, request.today)},
    )
    if request.method == "POST" and form.is_valid() and open_round(request, meeting, form):
        return redirect("update-round", meeting.slug)
    context = {"meeting": meeting, "plans": plans, "form": form}
    status = 422 if form.errors else 200
    return render(request, "actions/round_opening.html", context, status=status)


def usual_last_day(meeting, today):
    """A week before the meeting, when that is still to come."""
    return max(today, meeting.held_on - A_WEEK)


def open_round(request, meeting, form):
    """Open it and write to everybody; False when it cannot be opened."""
    how = {"closes_on": form.cleaned_data["closes_on"], "by": request.user, "today": request.today}
    try:
        kept = UpdateRound.objects.open(meeting, form.chosen(), **how)
    except forms.ValidationError as error:
        form.add_error(None, error)
        return False
    asked = kept.requests.with_partner()
    tell(request, send_requests(asked, by=request.user, today=request.today))
    return True


def tell(request, number):
    if number:
        words = "e-mail is" if number == 1 else "e-mails are"
        messages.success(request, f"{number} {words} on the way.")
    else:
        messages.info(request, "No e-mail was sent: nobody here has an address in use.")


def board(request, kept):
    """Who has answered and who has not."""
    requests = list(kept.requests.with_rows())
    users = recipients([asked.partner for asked in requests], request.today)
    context = {
        "round": kept,
        "is_open": kept.is_open(request.today),
        "partners": [(asked, users.get(asked.partner, [])) for asked in requests],
        "returned": sum(asked.is_returned for asked in requests),
        "partly": sum(asked.is_partly_returned for asked in requests),
        "silent": sum(asked.has_no_return for asked in requests),
    }
    return render(request, "actions/round.html", context)


@require_POST
def reminders(request, pk):
    kept = round_or_404(request, pk)
    if refused_when_over(request, kept):
        return redirect("update-round", kept.meeting.slug)
    tell(request, remind(kept, by=request.user, today=request.today))
    return redirect("update-round", kept.meeting.slug)


@require_POST
def sending(request, pk):
    """Write once more to one partner; the earlier link ends."""
    authorize(request.user, "actions.run_update_round")
    asked = get_object_or_404(UpdateRequest.objects.with_partner(), pk=pk)
    if not refused_when_over(request, asked.round):
        tell(request, send_requests([asked], by=request.user, today=request.today))
    return redirect("update-round", asked.round.meeting.slug)


def refused_when_over(request, kept):
    is_over = not kept.is_open(request.today)
    if is_over:
        messages.error(request, "The round is over. Choose a later last day first.")
    return is_over


@require_http_methods(["GET", "POST"])
def closing_day(request, pk):
    kept = round_or_404(request, pk)
    initial = {"closes_on": kept.closes_on}
    form = ClosingDayForm(posted(request), today=request.today, initial=initial)
    if request.method == "POST" and form.is_valid():
        kept.close_on(form.cleaned_data["closes_on"], by=request.user)
        messages.success(request, "The last day is changed, and the links last with it.")
        return redirect("update-round", kept.meeting.slug)
    page = {"title": "Last day to answer", "back_text": "Update round"}
    return form_page(request, form, back=kept.get_absolute_url(), **page)


def round_or_404(request, pk):
    authorize(request.user, "actions.run_update_round")
    return get_object_or_404(UpdateRound.objects.with_meeting(), pk=pk)
