"""Sending the agenda out, and making it public."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from meetings.agenda_document import MEMBERS, agenda_document
from meetings.agenda_reading import changes_seen_by
from meetings.agenda_sending import issue_and_tell
from meetings.models import AgendaRefused, Paper
from meetings.named_papers import pages_of
from meetings.views.found import closed_was_seen, meeting_or_404


@require_http_methods(["GET", "POST"])
def agenda_issue(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_agenda", meeting)
    if request.method == "GET":
        return issue_page(request, meeting)
    try:
        issue, told = issue_and_tell(meeting, by=request.user, today=request.today)
    except AgendaRefused as refused:
        return issue_page(request, meeting, refused.refusals)
    what = issue.document["state"] if issue.is_supplement else "The agenda"
    people = "person invited gets" if told == 1 else "people invited get"
    mailed = f" {told} {people} an e-mail that leads to it." if told else ""
    messages.success(request, f"{what} is issued: members read it now.{mailed}")
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
        "changes": changes_seen_by(request.user, meeting, last),
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
    with_papers = "papers" in request.POST
    try:
        meeting.publish_agenda(by=request.user, with_papers=with_papers)
    except AgendaRefused as refused:
        return publication_page(request, meeting, refused.refusals)
    messages.success(request, "Published. Everybody can read this agenda now.")
    return redirect("agenda", slug=meeting.slug)


def publication_page(request, meeting, refused=()):
    document = meeting.public_agenda(with_papers=True)
    hidden = meeting.items.item_ids_hidden_from(request.user)
    withheld = meeting.items.filter(is_closed=True).exclude(pk__in=hidden)
    papers = papers_withheld(request.user, meeting)
    if withheld or any(paper.counts_as_closed for paper in papers):
        closed_was_seen(request.user, meeting)
    live = meeting.live_agenda
    context = {
        "meeting": meeting,
        "document": document,
        "withheld": withheld,
        "refusals": refused or meeting.refusals_to_publish_agenda(document),
        "papers_withheld": papers,
        "pages": pages_of(document),
        "pack": meeting.public_pack(),
        "live": live,
        "is_live": live is not None and live.document == document,
        "is_live_alone": live is not None and live.document == meeting.public_agenda(),
        "form_failed": bool(refused),
    }
    status = 422 if refused else 200
    return render(request, "meetings/agenda_publication.html", context, status=status)


def papers_withheld(user, meeting):
    """Those that stand and do not become public, as far as this reader may know of them."""
    return list(Paper.objects.visible_to(user).standing().not_for_the_public().of(meeting))
