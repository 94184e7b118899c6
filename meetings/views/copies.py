"""Copies of minutes for officers who do not sit on the Board: asked for, decided, read, ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.copy_reading import copy_document, copy_pdf, has_file
from meetings.forms.copies import CopyDecisionForm, CopyRequestForm, CopyRequestOnBehalfForm
from meetings.models import CopyRequest
from meetings.views.found import posted
from papers.http import pdf_response


def request_or_404(request, pk):
    seen = CopyRequest.objects.visible_to(request.user).for_a_list()
    return get_object_or_404(seen, pk=pk)


def live_copy_or_404(request, pk):
    """A copy is read by the officer it is for, while it is live."""
    live = CopyRequest.objects.live(request.today).filter(officer=request.user.pk)
    return get_object_or_404(live.select_related("officer", "meeting__group"), pk=pk)


@require_GET
def copies(request):
    """The register, or for everybody else what they asked for themselves."""
    seen = CopyRequest.objects.visible_to(request.user).for_a_list()
    rows = [(copy, copy.how_it_stands(request.today)) for copy in seen]
    waiting = [row for row in rows if row[0].is_waiting]
    decided = [row for row in rows if not row[0].is_waiting]
    return render(request, "meetings/copies.html", {"waiting": waiting, "decided": decided})


@require_http_methods(["GET", "POST"])
def copy_new(request):
    """Asked for by the officer, or entered by the secretariat for one."""
    on_behalf = request.user.has_perm("meetings.decide_on_copies")
    form = (CopyRequestOnBehalfForm if on_behalf else CopyRequestForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        asked = form.save(commit=False)
        asked.officer = form.officer if on_behalf else request.user
        asked.ask(by=request.user)
        messages.success(request, "Asked for. The secretariat decides.")
        return redirect("copies")
    lead = "The secretariat decides whether you get the whole minutes, or those without the closed"
    lead += " items. You read the copy here, under your name, for a time."
    page = {"title": "Ask for a copy of minutes", "back": "copies", "back_text": "Copies"}
    return form_page(request, form, **page, lead="" if on_behalf else lead)


@require_GET
def copy(request, pk):
    """How a request stands; for the officer, while it is live, the copy itself."""
    asked = request_or_404(request, pk)
    is_mine = asked.officer_id == request.user.pk and asked.is_live(request.today)
    context = {
        "copy": asked,
        "meeting": asked.meeting,
        "how_it_stands": asked.how_it_stands(request.today),
        "is_live": asked.is_live(request.today),
        "document": copy_document(asked) if is_mine else None,
        "has_file": is_mine and has_file(asked),
        "is_mine": is_mine,
    }
    if is_mine:
        asked.was_read(by=request.user)
    return render(request, "meetings/copy.html", context)


@require_GET
def copy_file(request, pk):
    asked = live_copy_or_404(request, pk)
    content = copy_pdf(asked)
    if content is None:
        raise Http404
    asked.was_read(by=request.user)
    return pdf_response(content, f"{asked.meeting.slug}-minutes-copy-{asked.pk}")


@require_http_methods(["GET", "POST"])
def copy_decision(request, pk):
    asked = request_or_404(request, pk)
    authorize(request.user, "meetings.decide_on_copies", asked)
    if not asked.is_waiting:
        messages.error(request, "This request is decided already.")
        return redirect(asked)
    form = CopyDecisionForm(posted(request), today=request.today, user=request.user)
    if request.method == "POST" and form.is_valid() and decided(request, form, asked):
        return redirect(asked)
    page = {"title": f"Decide: {asked}", "back": asked, "back_text": "Request"}
    lead = f"{asked.department} asks for “{asked.asked_for}”. Purpose: {asked.purpose}"
    return form_page(request, form, **page, lead=lead)


def decided(request, form, asked):
    data = form.cleaned_data
    try:
        if data["decision"] == CopyRequest.Decision.REFUSED:
            asked.refuse(data["refusal"], by=request.user)
        else:
            until = data["expires_on"]
            asked.release(data["decision"], data["meeting"], until=until, by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    except PermissionDenied as refused:
        messages.error(request, str(refused))
        return True
    messages.success(request, "Recorded. The officer finds it on the first page after signing in.")
    return True


@require_POST
def copy_ending(request, pk):
    asked = request_or_404(request, pk)
    authorize(request.user, "meetings.decide_on_copies", asked)
    asked.end(by=request.user)
    messages.success(request, "Ended: the copy cannot be read any more.")
    return redirect(asked)
