from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from meetings.document import PUBLISHED, fingerprint, minutes_document
from meetings.models import PublicationRefused
from meetings.release import withheld, words_in_both
from meetings.views.found import closed_was_seen, minutes_or_404


@require_http_methods(["GET", "POST"])
def publication(request, slug):
    minutes = minutes_or_404(request, slug)
    if request.method == "GET":
        authorize(request.user, "meetings.see_publication_gate", minutes)
        return gate(request, minutes)
    authorize(request.user, "meetings.publish_minutes", minutes)
    try:
        minutes.publish(by=request.user)
    except PublicationRefused:
        return gate(request, minutes, status=422)
    messages.success(request, "Published. Everybody can read these minutes now.")
    return redirect(minutes.meeting)


def gate(request, minutes, status=200):
    document = minutes_document(minutes, fullness=PUBLISHED)
    kept_back = withheld(minutes, minutes.meeting.items.item_ids_hidden_from(request.user))
    if kept_back["items_kept"]:
        closed_was_seen(request.user, minutes)
    sha256 = fingerprint(document)
    live = minutes.live_publication
    context = {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "document": document,
        "withheld": kept_back,
        "words": words_in_both(kept_back, document),
        "refusals": minutes.refusals_to_publish(document, by=request.user),
        "sha256": sha256,
        "is_agreed": minutes.agreement_stands(document),
        "live": live,
        "is_live": live is not None and live.document == document,
        "was_refused": status == 422,
    }
    return render(request, "meetings/publication.html", context, status=status)


@require_POST
def publication_approval(request, slug):
    minutes = minutes_or_404(request, slug)
    authorize(request.user, "meetings.approve_publication", minutes)
    if not minutes.is_locked:
        messages.error(request, "The minutes must be approved by a meeting first.")
    elif minutes.approve_publication(sha256=request.POST.get("sha256", ""), by=request.user):
        messages.success(request, "You agreed that this text becomes public.")
    else:
        messages.error(request, "The text changed since you opened the page: read it again.")
    return redirect("minutes-publication", slug=slug)
