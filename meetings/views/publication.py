from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from meetings.document import fingerprint
from meetings.forms.publication import PublishForm
from meetings.gate import closed_words, withheld
from meetings.models import AgendaItem, PublicationRefused
from meetings.names import words_in_both
from meetings.release import placeholders
from meetings.views.found import closed_was_seen, minutes_or_404, posted


@require_http_methods(["GET", "POST"])
def publication(request, slug):
    minutes = minutes_or_404(request, slug)
    authorize(request.user, "meetings.see_publication_gate", minutes)
    form = PublishForm(posted(request), was_public=minutes.publications.exists())
    if request.method == "GET":
        return gate(request, minutes, form)
    authorize(request.user, "meetings.publish_minutes", minutes)
    if not form.is_valid():
        return gate(request, minutes, form, status=422)
    try:
        minutes.publish(by=request.user, note=form.cleaned_data.get("note", ""))
    except PublicationRefused as refused:
        return gate(request, minutes, form, refused=refused, status=422)
    messages.success(request, "Published. Everybody can read these minutes now.")
    return redirect("minutes-publication", slug=slug)


def gate(request, minutes, form, *, refused=None, status=200):
    document = minutes.public_document()
    live = minutes.live_publication
    context = {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "form": form,
        "document": document,
        "refused": refused.refusals if refused else [],
        "refusals": minutes.refusals_to_publish(document, by=request.user),
        "sha256": fingerprint(document),
        "is_agreed": minutes.agreement_stands(document),
        "public_copy": minutes.earlier_public_copy if minutes.is_earlier else None,
        "earlier_file": minutes.earlier_file if minutes.is_earlier else None,
        "to_fill_in": placeholders(minutes.public_words(document)),
        "live": live,
        "is_live": live is not None and live.document == document,
        "versions": minutes.publications.select_related("published_by", "approved_by"),
        **what_is_withheld(request, minutes, document),
    }
    return render(request, "meetings/publication.html", context, status=status)


def what_is_withheld(request, minutes, document):
    """Beside what appears: what does not, and the names that are in both."""
    kept_back = withheld(minutes, AgendaItem.objects.item_ids_hidden_from(request.user))
    if any(kept_back.values()):
        closed_was_seen(request.user, minutes)
    findings = words_in_both(closed_words(kept_back), minutes.public_words(document))
    return {"withheld": kept_back, "findings": findings}


@require_POST
def publication_approval(request, slug):
    minutes = minutes_or_404(request, slug)
    authorize(request.user, "meetings.approve_publication", minutes)
    if not minutes.is_final:
        messages.error(request, "The minutes must be approved by a meeting first.")
    elif minutes.approve_publication(sha256=request.POST.get("sha256", ""), by=request.user):
        messages.success(request, "You agreed that this text becomes public.")
    else:
        messages.error(request, "The text changed since you opened the page: read it again.")
    return redirect("minutes-publication", slug=slug)
