"""Calendar files: one meeting, the public feed, and a feed of one's own by a private link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from accounts.links import link_of, slows_guessing
from accounts.models import ScopedLink, User
from board.links import only_while_links_are_allowed
from board.models import Publication
from board.unchanged import known_by
from board.views.publications import all_live, read_by_everybody
from meetings.calendar import entries_of, entries_of_notices
from meetings.calendar_links import calendar_link_of, end_calendar_link, make_calendar_link
from meetings.models import Meeting
from meetings.views.found import meeting_or_404
from papers.calendar import calendar_file


def calendar_response(file, name):
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


@require_GET
def meeting_calendar(request, slug):
    meeting = meeting_or_404(request, slug)
    return calendar_response(calendar_file(entries_of([meeting], request.board.name)), meeting.slug)


@read_by_everybody
@known_by(all_live)
def public_calendar(request):
    """Every meeting announced, from what was frozen when it was."""
    notices = Publication.objects.live().filter(kind=Publication.Kind.NOTICE)
    file = calendar_file(entries_of_notices(notices), name=request.board.name)
    return calendar_response(file, "meetings")


@login_not_required
@require_GET
@slows_guessing
@only_while_links_are_allowed
def private_calendar(request, token):
    """The meetings the owner of the link may see at this moment."""
    link = link_of(request, ScopedLink.CALENDAR, token)
    owner = get_object_or_404(User, pk=link.object_id if link else None, is_active=True)
    meetings = Meeting.objects.visible_to(owner).select_related("group")
    file = calendar_file(entries_of(meetings, request.board.name), name=request.board.name)
    response = calendar_response(file, "my-meetings")
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def calendar_link(request):
    """The private link: made anew by POST, and shown that once."""
    authorize(request.user, "meetings.have_calendar")
    address = ""
    if request.method == "POST" and request.board.allows_links:
        address = make_calendar_link(request.user, timezone.now())
    link = calendar_link_of(request.user, timezone.now())
    return render(request, "meetings/calendar_link.html", {"link": link, "address": address})


@require_POST
def calendar_link_ending(request):
    authorize(request.user, "meetings.have_calendar")
    end_calendar_link(request.user, timezone.now())
    messages.success(request, "The link has ended: calendars that use it stop at their next look.")
    return redirect("calendar-link")
