"""Minutes older than the system: kept as a file, decisions and references noted by hand."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.forms.earlier import ByHandForm, EarlierMinutesForm, EarlierPublicForm
from meetings.models import EarlierCopy, Reference
from meetings.views.found import (
    closed_was_seen,
    decisions_seen_by,
    meeting_or_404,
    minutes_or_404,
    posted,
)

LEAD = (
    "For minutes that were written before this system was there. Members and the secretariat read"
    " the file; the public reads nothing of it until you say what, the Chairman agrees, and you"
    " publish it."
)
LEAD_PUBLIC = (
    "What everybody may read of these minutes. Nothing becomes public here: you see it beside what"
    " is withheld, and the Chairman agrees first."
)
LEAD_BY_HAND = "It joins the register of decisions, or the outstanding references, of that meeting."
WRITTEN_HERE = "The minutes of this meeting are written here already: nothing is kept as a file."


def earlier_or_404(request, slug):
    minutes = minutes_or_404(request, slug)
    if not minutes.is_earlier:
        raise Http404
    return minutes


@require_http_methods(["GET", "POST"])
def earlier_minutes(request, slug):
    """Keep the file; again, a better one."""
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.keep_earlier_minutes", meeting)
    form = EarlierMinutesForm(posted(request), request.FILES or None)
    if meeting.held_on >= request.today:
        messages.error(request, "The meeting is not past: its minutes are taken here.")
        return redirect(meeting)
    if request.method == "POST" and form.is_valid() and kept(request, meeting, form):
        messages.success(request, "Kept, and closed. Members and the secretariat can read it.")
        return redirect("minutes", slug=slug)
    page = {"title": "Keep minutes that exist already", "back": meeting, "back_text": "Meeting"}
    return form_page(request, form, **page, lead=LEAD)


def kept(request, meeting, form):
    if meeting.is_settled:
        form.add_error(None, WRITTEN_HERE)
        return False
    try:
        approved_on = form.cleaned_data["approved_on"]
        meeting.keep_earlier_minutes(form.copy(), approved_on=approved_on, by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused)
    return not form.errors


def reading(request, minutes):
    """The page of minutes that are kept as a file."""
    meeting = minutes.meeting
    references = Reference.objects.visible_to(request.user).filter(minutes=minutes)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "file": minutes.earlier_file if may_read_file(request.user, minutes) else None,
        "decisions": decisions_seen_by(request.user, meeting),
        "references": references.numbered().for_a_list(),
        "public_copy": minutes.earlier_public_copy,
    }
    return render(request, "meetings/earlier_minutes.html", context)


def may_read_file(user, minutes):
    """A file is read whole or not at all: not with an item of it kept from the reader."""
    may = user.has_perm("meetings.see_closed", minutes.meeting)
    return may and not minutes.meeting.items.closed_to(user).exists()


@require_GET
def earlier_file(request, slug, pk):
    minutes = earlier_or_404(request, slug)
    copy = get_object_or_404(EarlierCopy.objects.exclude(sha256=""), minutes=minutes, pk=pk)
    if copy.is_public:
        authorize(request.user, "meetings.see_publication_gate", minutes)
    elif not may_read_file(request.user, minutes):
        raise Http404
    else:
        closed_was_seen(request.user, minutes)
    name = content_disposition_header(as_attachment=False, filename=copy.file_name)
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(copy.bytes(), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
def earlier_public(request, slug):
    minutes = earlier_or_404(request, slug)
    authorize(request.user, "meetings.keep_earlier_minutes", minutes)
    form = EarlierPublicForm(posted(request), request.FILES or None, minutes=minutes)
    if request.method == "POST" and form.is_valid():
        minutes.keep_earlier_copy(form.copy(), by=request.user)
        messages.success(
            request, "Kept. It is not public: look at both sides, the Chairman agrees."
        )
        return redirect("minutes-publication", slug=slug)
    page = {"title": "What the public may read", "back": minutes.meeting, "back_text": "Meeting"}
    return form_page(request, form, **page, lead=LEAD_PUBLIC)


@require_http_methods(["GET", "POST"])
def earlier_entry(request, slug):
    minutes = earlier_or_404(request, slug)
    authorize(request.user, "meetings.keep_earlier_minutes", minutes)
    form = ByHandForm(posted(request), minutes=minutes)
    if request.method == "POST" and form.is_valid():
        minutes.record_by_hand(form.entry(), by=request.user, **form.facts())
        messages.success(request, "Recorded.")
        return redirect("minutes", slug=slug)
    page = {"title": "Record a decision or a reference", "back": minutes.meeting}
    return form_page(request, form, **page, back_text="Meeting", lead=LEAD_BY_HAND)
