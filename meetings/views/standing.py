from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from board.models import Group
from board.views.pages import form_page
from meetings.forms.agenda_making import StandingItemForm
from meetings.models import StandingItem
from meetings.views.found import posted


@require_http_methods(["GET", "POST"])
def standing_items(request, group):
    authorize(request.user, "meetings.change_agenda")
    groups = Group.objects.exclude(kind=Group.Kind.COMMITTEE)
    group = get_object_or_404(groups, slug=group)
    form = StandingItemForm(posted(request), instance=StandingItem(group=group))
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Standing item added.")
        return redirect("standing-items", group=group.slug)
    items = group.standing_items.all()
    context = {"group": group, "groups": groups, "items": items, "form": form}
    status = 422 if form.errors else 200
    return render(request, "meetings/standing_items.html", context, status=status)


def item_or_404(request, pk):
    authorize(request.user, "meetings.change_agenda")
    return get_object_or_404(StandingItem.objects.select_related("group"), pk=pk)


@require_http_methods(["GET", "POST"])
def standing_item(request, pk):
    item = item_or_404(request, pk)
    form = StandingItemForm(posted(request), instance=item)
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Standing item saved.")
        return redirect("standing-items", group=item.group.slug)
    back = reverse("standing-items", kwargs={"group": item.group.slug})
    page = {"title": "Change a standing item", "back": back, "back_text": "Standing items"}
    return form_page(request, form, **page)


@require_POST
def standing_item_move(request, pk):
    item = item_or_404(request, pk)
    item.move(up="up" in request.POST, by=request.user)
    return redirect("standing-items", group=item.group.slug)


@require_POST
def standing_item_removal(request, pk):
    item = item_or_404(request, pk)
    item.remove(by=request.user)
    messages.success(request, "Taken out of the standing items. Agendas keep theirs.")
    return redirect("standing-items", group=item.group.slug)
