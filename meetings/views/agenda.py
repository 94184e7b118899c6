from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from meetings.agenda_document import CHAIR
from meetings.agenda_reading import changes_seen_by, copy_for
from meetings.forms.agenda import AgendaItemForm, NewItemForm
from meetings.forms.standing import StandingChoiceForm
from meetings.item_numbers import follow_order
from meetings.laid_papers import papers_seen_by
from meetings.models import AgendaItem, ItemChanged, ProposedItem
from meetings.views.found import (
    closed_was_seen,
    meeting_or_404,
    posted,
    settled,
    with_papers_laid,
    with_papers_since,
)


@require_http_methods(["GET", "POST"])
def agenda(request, slug):
    meeting = meeting_or_404(request, slug)
    if request.method == "GET" and not request.user.has_perm("meetings.change_agenda", meeting):
        return read(request, meeting)
    authorize(request.user, "meetings.change_agenda", meeting)
    if request.method == "POST" and meeting.is_settled:
        return settled(request, meeting)
    form = NewItemForm(posted(request), instance=AgendaItem(meeting=meeting), may_open=True)
    if request.method == "POST" and form.is_valid():
        added, after = form.save(commit=False), form.cleaned_data["after"]
        meeting.add_item(added, by=request.user, after=after)
        manner = "closed" if added.is_closed else "open"
        messages.success(request, f"Item {added.number} added, {manner}.")
        # The next one is put after this one, when this one was put after another.
        return to_agenda(slug, adding=1, **({"after": added.pk} if after else {}))
    return making(request, meeting, form)


def to_agenda(slug, **where):
    return redirect(f"{reverse('agenda', kwargs={'slug': slug})}?{urlencode(where)}")


def read(request, meeting):
    document = copy_for(request.user, meeting).document
    document["items"] = with_papers_since(request.user, meeting, document["items"])
    context = {"meeting": meeting, "document": document, "issues": meeting.agenda_issues.all()}
    return render(request, "meetings/agenda_read.html", context)


def making(request, meeting, form):
    document = copy_for(request.user, meeting, CHAIR).document
    document["items"] = with_papers_laid(request.user, meeting, document["items"])
    issue = meeting.latest_issue()
    if "adding" in request.GET or not document["items"]:
        form.fields["title"].widget.attrs["autofocus"] = True
    form.initial["after"] = request.GET.get("after")
    context = {
        "meeting": meeting,
        "document": document,
        "form": form,
        "issues": meeting.agenda_issues.all(),
        "changes": changes_seen_by(request.user, meeting, issue),
        "agreement": meeting.latest_agreement,
        "missing": meeting.standing_items_missing(),
        "carried": meeting.items_to_carry_over(),
        "proposals": ProposedItem.objects.visible_to(request.user).before(meeting),
        "live": meeting.live_agenda,
        "in_order": follow_order(item["number"] for item in document["items"]),
        "moved": request.GET.get("moved", ""),
    }
    return render(request, "meetings/agenda.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def agenda_item(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    item = get_object_or_404(meeting.items, pk=pk)
    authorize(request.user, "meetings.change_agenda", meeting)
    form = AgendaItemForm(posted(request), instance=item, may_open=item.may_be_opened_again)
    if request.method == "POST" and form.is_valid() and revised(form, by=request.user):
        messages.success(request, saved_sentence(form))
        return redirect(page_after(request, item))
    if form.now.is_closed:
        closed_was_seen(request.user, meeting)
    papers = papers_seen_by(request.user, meeting).get(item.pk, [])
    context = {"meeting": meeting, "item": item, "form": form, "papers": papers}
    status = 409 if form.is_overtaken else 422 if form.errors else 200
    return render(request, "meetings/agenda_item.html", context, status=status)


def page_after(request, item):
    """Whoever came from the desk goes on taking the minutes of the item."""
    page = "minutes-edit" if request.GET.get("from") == "desk" else "agenda"
    address = reverse(page, kwargs={"slug": item.meeting.slug})
    return f"{address}?item={item.pk}" if page == "minutes-edit" else address


def saved_sentence(form):
    item = form.instance
    if item.is_closed and not form.now.is_closed:
        said = f"Item {item.number} is closed. What was public of it is withdrawn."
        carried = item.carried_into.select_related("meeting__group").first()
        return f"{said} It is closed on the agenda of {carried.meeting} too." if carried else said
    return f"Item {item.number} saved."


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
    # The same button has the focus again: pressing it on moves the item on.
    return to_agenda(slug, moved=f"{'up' if 'up' in request.POST else 'down'}-{item.pk}")


@require_POST
def agenda_item_removal(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    item = get_object_or_404(meeting.items, pk=pk)
    authorize(request.user, "meetings.change_agenda", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    try:
        meeting.remove_item(item, by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Item {item.number} taken out.")
    return redirect("agenda", slug=slug)


@require_POST
def agenda_renumbering(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_agenda", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    meeting.renumber(by=request.user)
    messages.success(request, "The items are numbered 1, 2, 3 in their order.")
    return redirect("agenda", slug=slug)


@require_http_methods(["GET", "POST"])
def agenda_start(request, slug):
    """Choose which standing items of the group go on."""
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_agenda", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    form = StandingChoiceForm(posted(request), standing=meeting.standing_items_missing())
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["items"])
        number = meeting.start_from_standing_items(by=request.user, chosen=chosen)
        items = "item" if number == 1 else "items"
        messages.success(request, f"{number} standing {items} put on the agenda.")
        return to_agenda(slug, adding=1)
    context = {"meeting": meeting, "form": form}
    status = 422 if form.errors else 200
    return render(request, "meetings/agenda_start.html", context, status=status)


@require_POST
def agenda_carrying_over(request, slug, pk):
    """Put on what an earlier meeting deferred to this one."""
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_agenda", meeting)
    item = get_object_or_404(meeting.items_to_carry_over(), pk=pk)
    if meeting.is_settled:
        return settled(request, meeting)
    meeting.carry_over(item, by=request.user)
    messages.success(request, "Put on the agenda, at the end.")
    return redirect("agenda", slug=slug)
