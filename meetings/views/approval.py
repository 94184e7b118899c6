"""A later meeting approves the minutes: as presented, or with the amendments it states."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from meetings.forms.approval import ApprovalForm
from meetings.models import AgendaItem, Conflict
from meetings.views.answers import read_by
from meetings.views.found import minutes_or_404, posted


@require_http_methods(["GET", "POST"])
def approval(request, slug):
    minutes = minutes_or_404(request, slug)
    authorize(request.user, "meetings.approve_minutes", minutes)
    if minutes.state != minutes.State.CIRCULATED:
        messages.error(request, "Only circulated minutes can be approved, and only once.")
        return redirect(minutes.meeting)
    item = item_in_hand(request, minutes)
    form = ApprovalForm(posted(request), minutes=minutes, today=request.today, item=item)
    if form.is_valid() and approve(request, minutes, form):
        messages.success(request, "Minutes approved. They do not change any more.")
        return redirect(page_after(minutes, form.item))
    context = {"meeting": minutes.meeting, "minutes": minutes, "form": form, "item": item}
    context["read"] = read_by(request, minutes)
    status = 422 if form.errors else 200
    return render(request, "meetings/approval.html", context, status=status)


def item_in_hand(request, minutes):
    """The item of a later meeting from whose desk the approval is recorded, if it is one."""
    pk = request.GET.get("item", "")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    later = {
        "meeting__group": minutes.meeting.group_id,
        "meeting__held_on__gt": minutes.meeting.held_on,
    }
    items = AgendaItem.objects.filter(is_closed=False, **later).select_related("meeting__group")
    return items.filter(pk=pk).first()


def approve(request, minutes, form):
    try:
        minutes.approve(at=form.cleaned_data["meeting"], by=request.user, item=form.item)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
    except Conflict:
        form.add_error(
            None, "A paragraph was changed since its amendment was stated: state it again."
        )
    return not form.errors


def page_after(minutes, item):
    if item is None:
        return minutes.meeting
    return f"{reverse('minutes-edit', kwargs={'slug': item.meeting.slug})}?item={item.pk}"
