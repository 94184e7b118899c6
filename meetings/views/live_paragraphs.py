"""The desk and the server, while somebody types: one small address beside the page."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from accounts.middleware import looked_at_by_itself
from meetings.live_paragraphs import LiveItem
from meetings.models import AgendaItem, Conflict
from meetings.views.found import closed_was_seen, meeting_or_404, posted


def live_item_or_404(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.take_minutes", meeting)
    hidden = AgendaItem.objects.closed_to(request.user)
    item = get_object_or_404(meeting.items.exclude(pk__in=hidden), pk=pk)
    item.meeting = meeting
    return LiveItem(item, request.user)


@looked_at_by_itself
@require_http_methods(["GET", "POST"])
def paragraphs(request, slug, pk):
    """GET: which paragraphs stand, and what those asked for say. POST: keep what was typed."""
    live = live_item_or_404(request, slug, pk)
    if request.method == "POST":
        refuse_words_of_another(request)
        return kept(request, live)
    contents = live.contents(request.GET.getlist("key")) if "key" in request.GET else []
    if live.shows_closed(contents):
        closed_was_seen(request.user, live.item.meeting)
    return JsonResponse(
        {
            **whose(request),
            "state": live.minutes.state,
            "written": live.written_items(),
            "versions": live.versions(),
            "contents": contents,
        }
    )


def whose(request):
    """For whom the answer is, and what their page has to say when it sends."""
    return {"user": request.user.pk, "token": get_token(request)}


def refuse_words_of_another(request):
    """A page that one person opened is never sent as another who signed in since."""
    if request.POST.get("user") != str(request.user.pk):
        raise PermissionDenied("Somebody else signed in on this browser.")


def kept(request, live):
    formset = live.bind(request.POST)
    if not formset.is_valid():
        return JsonResponse({"errors": formset.faults()}, status=422)
    try:
        said = live.write(formset.entries())
    except Conflict as conflict:
        theirs = [live.said(revision, key) for key, revision in conflict.revisions.items()]
        return JsonResponse({"theirs": theirs}, status=409)
    except PermissionDenied as refusal:
        return JsonResponse({"refused": str(refusal)}, status=422)
    return JsonResponse(
        {
            "at": timezone.localtime().strftime("%H:%M"),
            "kept": [live.said(revision, key) for key, revision in said.items()],
            "versions": live.versions(),
        }
    )


@require_http_methods(["GET", "POST"])
def reference(request, slug, pk, mark):
    """Who does what an "(n)" asks for, and by when: the same piece as on the page, by itself."""
    live = live_item_or_404(request, slug, pk)
    asked = live.reference_or_404(mark)
    form = live.reference_form(asked, posted(request))
    if request.method == "POST":
        refuse_words_of_another(request)
        if form.is_valid():
            live.agree(form)
            form = live.reference_form(form.reference)
    elif asked.is_closed:
        closed_was_seen(request.user, live.item.meeting)
    piece = render_to_string("meetings/_desk_reference.html", {"form": form}, request)
    status = 422 if form.errors else 200
    return JsonResponse({**whose(request), "html": piece}, status=status)


@require_GET
def signed_in_again(request):
    """Where the small window lands in which somebody signed in again; their page goes on."""
    return render(request, "meetings/signed_in_again.html")
