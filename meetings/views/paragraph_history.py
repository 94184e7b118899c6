from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings.forms.minutes import GoingBackForm
from meetings.models import Conflict
from meetings.paragraph_history import paragraph_history
from meetings.views.found import closed_was_seen
from meetings.views.live_paragraphs import live_item_or_404


@require_http_methods(["GET", "POST"])
def history(request, slug, pk, key):
    """Every text a paragraph had, and going back to one of them."""
    live = live_item_or_404(request, slug, pk)
    paragraph = get_object_or_404(live.paragraphs.select_related("current"), key=key)
    if request.method == "POST":
        return gone_back(request, live, paragraph)
    steps = paragraph_history(paragraph, in_full="all" in request.GET)
    if live.item.is_closed or any(step.revision.is_closed for step in steps):
        closed_was_seen(request.user, live.item.meeting)
    context = {
        "meeting": live.item.meeting,
        "minutes": live.minutes,
        "item": live.item,
        "paragraph": paragraph,
        "steps": steps,
    }
    return render(request, "meetings/paragraph_history.html", context)


def gone_back(request, live, paragraph):
    form = GoingBackForm(request.POST)
    if not form.is_valid() or not paragraph.revisions.filter(number=form.cleaned_data["number"]):
        raise Http404
    try:
        live.minutes.go_back(paragraph, by=request.user, **form.cleaned_data)
        messages.success(request, "The paragraph says again what it said then.")
    except Conflict:
        messages.error(request, "Somebody changed the paragraph meanwhile: look at it again.")
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)
