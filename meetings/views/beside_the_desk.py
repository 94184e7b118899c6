"""What lies beside the paragraphs while minutes are taken: the apologies, the draft as printed."""

import time

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.authorize import authorize
from accounts.middleware import IDLE_SECONDS, looked_at_by_itself
from meetings.apologies import Apologies, is_for_apologies
from meetings.models import AgendaItem
from meetings.views.found import closed_was_seen, meeting_or_404, settled
from meetings.views.live_paragraphs import whose
from meetings.views.minutes import fullest_document


@require_POST
def apologies(request, slug, pk):
    """Write the sentence from the attendance, where nobody wrote one of their own."""
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.take_minutes", meeting)
    hidden = AgendaItem.objects.closed_to(request.user)
    item = get_object_or_404(meeting.items.exclude(pk__in=hidden), pk=pk)
    if not is_for_apologies(item):
        raise Http404
    if meeting.is_settled:
        return settled(request, meeting)
    minutes = meeting.start_minutes(by=request.user)
    paragraphs = minutes.paragraphs.filter(item=item).select_related("current")
    offer = Apologies(minutes, item, meeting.attendances.in_order(), paragraphs)
    if offer.is_offered:
        minutes.write_apologies(item, offer.sentence, by=request.user)
        messages.success(request, "The apologies are written from the attendance.")
    else:
        messages.error(request, "The apologies or the attendance changed meanwhile: look again.")
    return redirect(f"{reverse('minutes-edit', kwargs={'slug': slug})}?item={item.pk}")


@looked_at_by_itself
@require_GET
def draft(request, slug):
    """The minutes as they will print, for an open desk to show beside what is typed."""
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.take_minutes", meeting)
    minutes = getattr(meeting, "minutes", None)
    document = minutes and fullest_document(request, minutes, when_closed=seen_in_one_sitting)
    context = {"document": document, "meeting": meeting}
    piece = render_to_string("meetings/_desk_draft.html", context, request)
    return JsonResponse({**whose(request), "html": piece})


def seen_in_one_sitting(request, minutes):
    """The desk asks for the draft after every save: that is one look, as long as it goes on."""
    sittings = request.session.get("drafts_read", {})
    now = time.time()
    if now - sittings.get(str(minutes.pk), 0) > IDLE_SECONDS:
        closed_was_seen(request.user, minutes)
        request.session["drafts_read"] = {**sittings, str(minutes.pk): now}
