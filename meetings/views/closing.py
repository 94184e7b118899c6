"""Working the agenda off: which item is in hand, what became of each, and the end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.forms.agenda_making import OutcomesForm
from meetings.views.found import closed_was_seen, meeting_or_404, posted, settled

LEAD = (
    "Say what became of each item: taken, deferred to a later meeting, or withdrawn. When none is"
    " left, the meeting is closed."
)
NONE_LEFT = "Every item has an outcome. Nothing of the meeting is left to do but its minutes."


@require_http_methods(["GET", "POST"])
def meeting_closing(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_agenda", meeting)
    if meeting.state == meeting.State.CLOSED:
        messages.info(request, "The meeting is closed: every item has its outcome.")
        return redirect(meeting)
    form = OutcomesForm(posted(request), meeting=meeting)
    if any(item.is_closed for item in form.items):
        closed_was_seen(request.user, meeting)
    if request.method == "POST" and form.is_valid():
        return closed(request, meeting, form)
    page = {"title": "Close the meeting", "back": meeting, "back_text": "Meeting"}
    return form_page(request, form, **page, lead=LEAD if form.items else NONE_LEFT)


def closed(request, meeting, form):
    if form.outcomes():
        if meeting.is_settled:
            return settled(request, meeting)
        meeting.record_outcomes(form.outcomes(), by=request.user)
    try:
        meeting.close(by=request.user)
    except ValidationError as refused:
        form = OutcomesForm({}, meeting=meeting)
        form.add_error(None, refused.message)
        page = {"title": "Close the meeting", "back": meeting, "back_text": "Meeting"}
        return form_page(request, form, **page, lead=LEAD)
    messages.success(request, "The meeting is closed.")
    return redirect(meeting)


@require_POST
def item_clock(request, slug, pk):
    """The Board begins this item now, or is done with it."""
    meeting = meeting_or_404(request, slug)
    item = get_object_or_404(meeting.items, pk=pk)
    authorize(request.user, "meetings.take_minutes", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    if "start" in request.POST:
        meeting.take_up(item, by=request.user)
    else:
        meeting.finish_item(by=request.user)
    address = reverse("minutes-edit", kwargs={"slug": slug})
    return redirect(f"{address}?item={item.pk}")
