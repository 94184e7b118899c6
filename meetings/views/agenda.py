from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from meetings.forms.agenda import AgendaItemForm
from meetings.laid_papers import papers_seen_by
from meetings.models import AgendaItem, ItemChanged
from meetings.views.found import agenda_seen_by, closed_was_seen, meeting_or_404, posted, settled


@require_http_methods(["GET", "POST"])
def agenda(request, slug):
    meeting = meeting_or_404(request, slug)
    item = AgendaItem(meeting=meeting, number=meeting.next_item_number())
    form = AgendaItemForm(
        posted(request), instance=item, may_open=True, initial={"number": item.number}
    )
    if request.method == "POST":
        authorize(request.user, "meetings.change_agenda", meeting)
        if meeting.is_settled:
            return settled(request, meeting)
        if form.is_valid():
            meeting.add_item(form.save(commit=False), by=request.user)
            messages.success(request, f"Item {form.instance.number} added.")
            return redirect("agenda", slug=slug)
    items = agenda_seen_by(request.user, meeting)
    context = {"meeting": meeting, "items": items, "form": form}
    return render(request, "meetings/agenda.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def agenda_item(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    item = get_object_or_404(meeting.items, pk=pk)
    authorize(request.user, "meetings.change_agenda", meeting)
    form = AgendaItemForm(posted(request), instance=item, may_open=item.may_be_opened_again)
    if request.method == "POST" and form.is_valid() and revised(form, by=request.user):
        messages.success(request, f"Item {item.number} saved.")
        return redirect("agenda", slug=slug)
    if form.now.is_closed:
        closed_was_seen(request.user, meeting)
    papers = papers_seen_by(request.user, meeting).get(item.pk, [])
    context = {"meeting": meeting, "item": item, "form": form, "papers": papers}
    status = 409 if form.is_overtaken else 422 if form.errors else 200
    return render(request, "meetings/agenda_item.html", context, status=status)


def revised(form, *, by):
    try:
        form.save(commit=False).revise(by=by, version=form.now.version)
    except ItemChanged as changed:
        form.overtake(changed.current)
        return False
    return True


@require_POST
def agenda_item_move(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    item = get_object_or_404(meeting.items, pk=pk)
    authorize(request.user, "meetings.change_agenda", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    meeting.move_item(item, up="up" in request.POST, by=request.user)
    return redirect("agenda", slug=slug)
