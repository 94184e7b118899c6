"""A seat's own answer to the draft minutes: that they are right, or what should change."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from meetings.changed_since import DraftRead
from meetings.forms.approval import ProposedWordingForm, WordingForm, amendment
from meetings.models import DraftChanged
from meetings.views.circulation import round_or_404
from meetings.views.found import closed_was_seen, minutes_or_404, posted


@require_http_methods(["GET", "POST"])
def answer(request, slug):
    asked = round_or_404(request, slug)
    authorize(request.user, "meetings.see_changes", asked.minutes)
    if request.method == "GET":
        return answer_page(request, asked)
    authorize(request.user, "meetings.answer_minutes", asked)
    if asked.minutes.is_locked:
        messages.error(request, "The minutes are approved: they are not answered any more.")
        return redirect("minutes-answer", slug=slug)
    try:
        agree(request, asked)
    except DraftChanged:
        return answer_page(request, asked, status=409)
    messages.success(
        request, "Thank you: recorded that you agree. You can change it until the approval."
    )
    return redirect("minutes-answer", slug=slug)


def agree(request, asked):
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 19 else None
    asked.agree(
        asked.seats_of(request.user),
        person=request.user.person,
        by=request.user,
        version=version,
    )


def answer_page(request, asked, status=200):
    read = read_by(request, asked.minutes)
    context = {
        "meeting": asked.minutes.meeting,
        "minutes": asked.minutes,
        "round": asked,
        "mine": [seat for seat in asked.seats() if seat in asked.seats_of(request.user)],
        "read": read,
        "has_changed": status == 409,
    }
    return render(request, "meetings/answer.html", context, status=status)


def read_by(request, minutes):
    """The draft as this reader may see it; that they saw closed parts is recorded."""
    read = DraftRead(minutes, request.user)
    if read.shows_closed:
        closed_was_seen(request.user, minutes)
    return read


@require_http_methods(["GET", "POST"])
def proposal(request, slug):
    """Other words for a paragraph, one more under an item, or something else to put right."""
    asked = round_or_404(request, slug)
    authorize(request.user, "meetings.answer_minutes", asked)
    read = read_by(request, asked.minutes)
    item, passage = place_in(request, read)
    form = wording_form(request, read, passage)
    if form.is_valid() and propose(request, asked, item, passage, form):
        messages.success(request, "Thank you: your change is with the secretariat.")
        return redirect("minutes-answer", slug=slug)
    context = {"meeting": asked.minutes.meeting, "item": item, "passage": passage, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/proposal.html", context, status=status)


def place_in(request, read):
    """(item, passage) that the address names; 404 when this reader may not see it."""
    key, pk = request.GET.get("paragraph"), request.GET.get("item")
    passage, item = read.passage(key or ""), read.item(pk or "")
    if (key and passage is None) or (pk and item is None):
        raise Http404
    return (passage.paragraph.item if passage else item), passage


def wording_form(request, read, passage, **kwargs):
    form = ProposedWordingForm if passage else WordingForm
    return form(posted(request), passage=passage, labels=read.labels, **kwargs)


def propose(request, asked, item, passage, form):
    change = amendment(item, passage, form.cleaned_data["wording"])
    try:
        asked.propose(
            asked.seats_of(request.user), change, person=request.user.person, by=request.user
        )
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_GET
def changes(request, slug):
    """The draft as it was sent, every change since, and the text as it stands."""
    minutes = minutes_or_404(request, slug)
    authorize(request.user, "meetings.see_changes", minutes)
    context = {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "read": read_by(request, minutes),
        "corrections": minutes.corrections_since_circulated(request.user),
    }
    return render(request, "meetings/changes.html", context)
