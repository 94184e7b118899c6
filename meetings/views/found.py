"""What a page is about, through the eyes of who asks; 404 for what they may not see."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render

from accounts.typed import typed_words
from audit.events import record_event
from meetings.agenda_reading import issued_copy, reads_as_issued
from meetings.document import agenda
from meetings.laid_papers import has_closed, marked_when_new, papers_seen_by
from meetings.models import Decision, Declaration, Meeting, Minutes


def meeting_or_404(request, slug):
    meetings = Meeting.objects.visible_to(request.user).select_related("group", "theme", "minutes")
    return get_object_or_404(meetings, slug=slug)


def minutes_or_404(request, slug):
    minutes = Minutes.objects.visible_to(request.user).select_related(
        "meeting__group", "approved_at_meeting__group", "publication_approved_by"
    )
    return get_object_or_404(minutes, meeting__slug=slug)


def closed_was_seen(user, subject):
    """Who reads closed material leaves a trace: the one thing that reading writes.

    One look is one event, however much of the subject it shows: it is kept on the user, as roles
    are, for the request.
    """
    if not hasattr(user, "_closed_seen"):
        user._closed_seen = set()
    if (subject._meta.label, subject.pk) in user._closed_seen:
        return
    with transaction.atomic():
        record_event("minutes.closed_seen", by=user, subject=subject)
    user._closed_seen.add((subject._meta.label, subject.pk))


def agenda_seen_by(user, meeting):
    """The agenda as plain data, as full as this reader may have it, each item with its papers."""
    hidden = meeting.items.item_ids_hidden_from(user)
    if issue := reads_as_issued(user, meeting):
        return with_papers_since(user, meeting, issued_copy(user, issue, hidden).document["items"])
    items = agenda(meeting.items.order_by("position", "pk"), hidden=hidden)
    return with_papers_laid(user, meeting, items)


def with_papers_laid(user, meeting, items):
    """The same items, each with its papers; that closed ones are read is recorded."""
    papers = papers_seen_by(user, meeting)
    if any(item["is_closed"] and "title" in item for item in items) or has_closed(papers):
        closed_was_seen(user, meeting)
    return [{**item, "laid": papers.get(item["key"], [])} for item in items]


def with_papers_since(user, meeting, items):
    """The items as issued, each with its papers; those that came since are marked as new."""
    items = with_papers_laid(user, meeting, items)
    if not meeting.has_taken_place:
        marked_when_new([paper for item in items for paper in item["laid"]], items)
    return items


def posted(request):
    """What a form is bound to: nothing when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def settled(request, meeting):
    """The answer to a change that comes after the approval of the minutes: words are given back."""
    if typed_words(request):
        return render(request, "meetings/settled.html", {"meeting": meeting}, status=409)
    messages.error(request, "The minutes of this meeting are approved: this does not change now.")
    return redirect(meeting)


def decisions_seen_by(user, meeting):
    decisions = list(Decision.objects.visible_to(user).of(meeting))
    if any(decision.is_closed for decision in decisions):
        closed_was_seen(user, meeting)
    return decisions


def declarations_seen_by(user, meeting):
    declared = Declaration.objects.visible_to(user).standing().filter(meeting=meeting)
    declared = list(declared.select_related("item", "person", "excluded_by"))
    if any(declaration.says_closed for declaration in declared):
        closed_was_seen(user, meeting)
    return declared


def corrections_seen_by(user, meeting):
    """What was changed in the attendance afterwards, for who keeps it."""
    if not user.has_perm("meetings.record_attendance", meeting):
        return []
    return meeting.corrections.select_related("made_by")
