"""Which co-optees the Chairman admits to which closed items of a meeting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from meetings.forms.admissions import AdmissionForm
from meetings.models import Admission, AgendaItem
from meetings.views.found import closed_was_seen, meeting_or_404, posted


@require_http_methods(["GET", "POST"])
def admissions(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.see_admissions", meeting)
    items = closed_items_seen_by(request.user, meeting)
    if request.method == "POST":
        authorize(request.user, "meetings.admit_to_item", meeting)
    form = AdmissionForm(posted(request), meeting=meeting, items=items, day=request.today)
    if form.is_valid() and admitted(request, form):
        return redirect("admissions", slug=slug)
    return shown(request, meeting, items, form)


def closed_items_seen_by(user, meeting):
    hidden = AgendaItem.objects.closed_to(user)
    seen = meeting.items.filter(is_closed=True).exclude(pk__in=hidden)
    return list(seen.order_by("position", "pk"))


def admitted(request, form):
    holding, item = form.chosen()
    try:
        Admission.objects.admit(holding, item, by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(request, f"{holding.person} is admitted to item {item.number}.")
    return True


def shown(request, meeting, items, form):
    if items:
        closed_was_seen(request.user, meeting)
    kept = list(Admission.objects.of_meeting(meeting).filter(item__in=items))
    for admission in kept:
        admission.holds = admission.is_in_force(request.today)
    rows = [(item, [one for one in kept if one.item_id == item.pk]) for item in items]
    context = {"meeting": meeting, "rows": rows, "form": form}
    return render(request, "meetings/admissions.html", context, status=422 if form.errors else 200)


@require_POST
def ending(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.admit_to_item", meeting)
    items = closed_items_seen_by(request.user, meeting)
    seen = Admission.objects.of_meeting(meeting).filter(item__in=items)
    admission = get_object_or_404(seen, pk=pk)
    admission.end(by=request.user)
    messages.success(
        request, f"{admission.person} is no longer admitted to item {admission.item.number}."
    )
    return redirect("admissions", slug=slug)
