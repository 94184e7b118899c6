"""Sending the agenda out, and making it public."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from meetings.agenda_document import MEMBERS, PUBLISHED, agenda_document
from meetings.models import AgendaRefused
from meetings.views.found import closed_was_seen, meeting_or_404


@require_http_methods(["GET", "POST"])
def agenda_issue(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_agenda", meeting)
    if request.method == "GET":
        return issue_page(request, meeting)
    try:
        issue = meeting.issue_agenda(by=request.user, today=request.today)
    except AgendaRefused as refused:
        return issue_page(request, meeting, refused.refusals)
    what = issue.document["state"] if issue.is_supplement else "The agenda"
    messages.success(request, f"{what} is issued: members read it now.")
    return redirect("agenda", slug=slug)


def issue_page(request, meeting, refused=()):
    hidden = meeting.items.item_ids_hidden_from(request.user)
    document = agenda_document(meeting, MEMBERS, hidden=hidden)
    if document["has_closed"]:
        closed_was_seen(request.user, meeting)
    last = meeting.latest_issue()
    context = {
        "meeting": meeting,
        "document": document,
        "last": last,
        "changes": meeting.pending_changes(last) if last else [],
        "refusals": refused or meeting.refusals_to_issue(),
        "form_failed": bool(refused),
    }
    status = 422 if refused else 200
    return render(request, "meetings/agenda_issue.html", context, status=status)


@require_http_methods(["GET", "POST"])
def agenda_publication(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.publish_agenda", meeting)
    if request.method == "GET":
        return publication_page(request, meeting)
    try:
        meeting.publish_agenda(by=request.user)
    except AgendaRefused as refused:
        return publication_page(request, meeting, refused.refusals)
    messages.success(request, "Published. Everybody can read this agenda now.")
    return redirect("agenda", slug=meeting.slug)


def publication_page(request, meeting, refused=()):
    document = agenda_document(meeting, PUBLISHED)
    hidden = meeting.items.item_ids_hidden_from(request.user)
    withheld = meeting.items.filter(is_closed=True).exclude(pk__in=hidden)
    if withheld:
        closed_was_seen(request.user, meeting)
    live = meeting.live_agenda
    context = {
        "meeting": meeting,
        "document": document,
        "withheld": withheld,
        "refusals": refused or meeting.refusals_to_publish_agenda(document),
        "live": live,
        "is_live": live is not None and live.document == document,
        "form_failed": bool(refused),
    }
    status = 422 if refused else 200
    return render(request, "meetings/agenda_publication.html", context, status=status)
