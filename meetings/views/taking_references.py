"""The outstanding references before a meeting, taken and minuted one by one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from meetings.brought import brought_seen_by
from meetings.forms.references import ReferenceTakingForm
from meetings.models import ReferenceChanged
from meetings.views.found import closed_was_seen, meeting_or_404, posted, settled


@require_GET
def meeting_references(request, slug):
    meeting = meeting_or_404(request, slug)
    brought = brought_seen_by(request.user, meeting)
    told = [update for row in brought for update in row.latest]
    if any(row.is_closed for row in brought) or any(update.says_closed for update in told):
        closed_was_seen(request.user, meeting)
    context = {
        "meeting": meeting,
        "open": [row for row in brought if not row.is_closed],
        "closed": [row for row in brought if row.is_closed],
    }
    return render(request, "meetings/meeting_references.html", context)


@require_http_methods(["GET", "POST"])
def reference_taking(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    brought = brought_seen_by(request.user, meeting)
    row = next((row for row in brought if row.reference_id == pk), None)
    if row is None:
        raise Http404
    authorize(request.user, "meetings.close_reference", row.reference)
    if meeting.is_settled:
        return settled(request, meeting)
    told = list(row.reference.told_at(meeting))
    form = ReferenceTakingForm(posted(request), reference=row.reference, told=told)
    if form.is_valid() and taken(row, form, by=request.user):
        messages.success(request, f"{row} saved.")
        return onwards(request, meeting, brought, row)
    return shown(request, meeting, row, form)


def taken(row, form, *, by):
    try:
        row.reference.take(row.meeting, form.taken(), by=by)
    except ReferenceChanged as changed:
        form.show_theirs(changed.updates)
        return False
    return True


def onwards(request, meeting, brought, row):
    """To the next one before the meeting, when that was asked for and there is one."""
    after = brought[brought.index(row) + 1 :]
    if "next" in request.POST and after:
        return redirect("reference-taking", slug=meeting.slug, pk=after[0].reference_id)
    return redirect("meeting-references", slug=meeting.slug)


def shown(request, meeting, row, form):
    if row.is_closed or any(update.says_closed for update in row.reference.told_at(meeting)):
        closed_was_seen(request.user, meeting)
    context = {
        "meeting": meeting,
        "brought": row,
        "reference": row.reference,
        "form": form,
        "updates": row.latest,
    }
    status = 409 if form.theirs else 422 if form.errors else 200
    return render(request, "meetings/reference_taking.html", context, status=status)
