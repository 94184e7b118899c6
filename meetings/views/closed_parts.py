"""What is still closed: looked at every year, closed later, opened by two people."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from audit.events import record_event
from board.views.pages import form_page
from meetings.closed_parts import closed_part, closed_parts
from meetings.forms.closed_parts import ClosingForm, ReviewForm
from meetings.models import AgendaItem, ClosedReview
from meetings.views.found import meeting_or_404, minutes_or_404, posted

WITHDRAWN = "What was published of this meeting is withdrawn. Publish it again without that part."


@require_GET
def parts(request):
    """All of them, or with ?meeting= those of one meeting."""
    authorize(request.user, "meetings.review_closed")
    slug = request.GET.get("meeting")
    meeting = meeting_or_404(request, slug) if slug else None
    found = closed_parts(request.user, meeting)
    if found:
        closed_list_was_seen(request.user, meeting)
    for_each = [(part, part.is_due(request.today)) for part in found]
    due = [part for part, is_due in for_each if is_due]
    context = {"parts": for_each, "number_due": len(due), "meeting": meeting}
    return render(request, "meetings/closed_parts.html", context)


@require_http_methods(["GET", "POST"])
def part(request, kind, pk):
    authorize(request.user, "meetings.review_closed")
    part = closed_part(request.user, kind, pk)
    if part is None:
        raise Http404
    review = ClosedReview(**{kind: part.target}, made_on=request.today)
    form = ReviewForm(posted(request), instance=review)
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Kept on record.")
        return redirect("closed-parts")
    closed_list_was_seen(request.user, part.meeting)
    context = {"part": part, "form": form, "is_due": part.is_due(request.today)}
    return render(request, "meetings/closed_part.html", context, status=422 if form.errors else 200)


def closed_list_was_seen(user, meeting):
    with transaction.atomic():
        record_event("closed.seen", by=user, subject=meeting)


@require_POST
def opening(request, pk):
    return answered(request, pk, is_opened=True)


@require_POST
def keeping(request, pk):
    return answered(request, pk, is_opened=False)


def answered(request, pk, *, is_opened):
    seen = ClosedReview.objects.visible_to(request.user).for_a_list()
    review = get_object_or_404(seen, pk=pk)
    authorize(request.user, "meetings.answer_opening", review)
    review.answer(is_opened=is_opened, by=request.user)
    if not review.was_opened:
        messages.success(request, "It stays closed.")
        return redirect("closed-parts")
    minutes = getattr(review.meeting, "minutes", None)
    if minutes is None or minutes.live_publication is None:
        messages.success(request, "Opened.")
        return redirect("closed-parts")
    messages.success(request, "Opened. It becomes public when you agree here to the new text.")
    return redirect("minutes-publication", slug=review.meeting.slug)


@require_http_methods(["GET", "POST"])
def minutes_closing(request, slug):
    """Close an item or a paragraph of minutes that are approved."""
    minutes = minutes_or_404(request, slug)
    authorize(request.user, "meetings.close_part", minutes)
    form = ClosingForm(posted(request), minutes=minutes)
    if request.method == "POST" and form.is_valid():
        was_public = minutes.live_publication is not None
        close(form, minutes, by=request.user)
        messages.success(request, f"Closed. {WITHDRAWN if was_public else ''}".strip())
        return redirect("minutes-publication", slug=slug)
    page = {"title": "Close something", "back": minutes.meeting, "back_text": "Meeting"}
    return form_page(request, form, **page, lead=lead(minutes))


def close(form, minutes, *, by):
    reason, words = form.cleaned_data["closed_reason"], form.cleaned_data["closing_words"]
    if isinstance(form.chosen, AgendaItem):
        form.chosen.close(reason, words, by=by)
    else:
        minutes.close_paragraph(form.chosen, reason, words, by=by)


def lead(minutes):
    if minutes.live_publication:
        return (
            "Only members and the secretariat read it from then on. These minutes are public: they"
            " are withdrawn at once, and you publish them again without it."
        )
    return "Only members and the secretariat read it from then on. Two people open it again."
