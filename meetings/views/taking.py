from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from meetings.desk import Desk
from meetings.forms.attendance import DeparturesForm
from meetings.laid_papers import papers_seen_by
from meetings.models import AgendaItem, Conflict, Departure
from meetings.views.found import closed_was_seen, meeting_or_404, settled


@require_http_methods(["GET", "POST"])
def minutes_edit(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.take_minutes", meeting)
    desk = Desk(meeting, request.GET.get("item"), request.user)
    if desk.item is not None and request.method == "POST":
        return written(request, desk)
    if desk.item is None or desk.minutes.is_locked:
        return refused(request, desk)
    return shown(request, desk)


def refused(request, desk):
    if desk.item is None:
        messages.error(request, "Add the first item to the agenda, then take the minutes.")
        return redirect("agenda", slug=desk.meeting.slug)
    messages.error(request, "The minutes are approved and do not change.")
    return redirect("minutes", slug=desk.meeting.slug)


def written(request, desk):
    desk.bind(request.POST)
    if not desk.is_valid():
        return shown(request, desk, status=422)
    try:
        desk.write(by=request.user)
    except Conflict as conflict:
        desk.formset.show_theirs(conflict.revisions)
        return shown(request, desk, status=409)
    except PermissionDenied as refusal:
        messages.error(request, f"{refusal} What you typed is below: copy it before you leave.")
        return shown(request, desk, status=422)
    messages.success(request, f"Item {desk.item.number} saved.")
    item = desk.next_item if "next" in request.POST and desk.next_item else desk.item
    if item != desk.item and desk.item.is_in_hand:
        desk.meeting.take_up(item, by=request.user)
    return redirect(f"{reverse('minutes-edit', kwargs={'slug': desk.meeting.slug})}?item={item.pk}")


@require_POST
def departures(request, slug, pk):
    """Who left the room for an item: exactly those ticked."""
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.take_minutes", meeting)
    hidden = AgendaItem.objects.closed_to(request.user)
    item = get_object_or_404(meeting.items.exclude(pk__in=hidden), pk=pk)
    if meeting.is_settled:
        return settled(request, meeting)
    form = DeparturesForm(request.POST, meeting=meeting)
    if form.is_valid():
        Departure.objects.record(item, form.cleaned_data["left"], by=request.user)
        messages.success(request, f"Recorded who left the room for item {item.number}.")
    else:
        messages.error(request, "The attendance changed meanwhile: tick again who left.")
    return redirect(f"{reverse('minutes-edit', kwargs={'slug': slug})}?item={item.pk}")


def shown(request, desk, status=200):
    papers = papers_seen_by(request.user, desk.meeting).get(desk.item.pk, [])
    if desk.shows_closed or any(paper.counts_as_closed for paper in papers):
        closed_was_seen(request.user, desk.meeting)
    context = desk.context(status) | {"papers": papers}
    return render(request, "meetings/minutes_edit.html", context, status=status)
