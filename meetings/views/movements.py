"""Who arrives or leaves at an item, recorded from the desk."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.forms.movements import MovementForm
from meetings.models import AgendaItem
from meetings.views.found import meeting_or_404, posted, settled


@require_http_methods(["GET", "POST"])
def movements(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.take_minutes", meeting)
    hidden = AgendaItem.objects.closed_to(request.user)
    item = get_object_or_404(meeting.items.exclude(pk__in=hidden), pk=pk)
    if meeting.is_settled:
        return settled(request, meeting)
    desk = f"{reverse('minutes-edit', kwargs={'slug': slug})}?item={item.pk}"
    form = MovementForm(posted(request), item=item)
    if form.is_valid() and form.record(by=request.user):
        messages.success(request, f"Recorded for item {item.number}.")
        return redirect(desk)
    title = f"Who arrives or leaves at item {item.number}"
    return form_page(request, form, title=title, back=desk, back_text="Take minutes")
