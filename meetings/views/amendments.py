"""What becomes of each change to circulated minutes: the secretariat takes it in, or not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.forms.approval import DecliningForm, TakingInForm, amendment
from meetings.models import Amendment, Conflict
from meetings.views.answers import place_in, read_by, wording_form
from meetings.views.found import minutes_or_404, posted
from meetings.wording import as_read


def amendment_or_404(request, slug, pk):
    seen = Amendment.objects.visible_to(request.user).filter(minutes__meeting__slug=slug)
    change = get_object_or_404(seen.for_a_list(), pk=pk)
    authorize(request.user, "meetings.decide_on_amendment", change)
    change.minutes = minutes_or_404(request, slug)
    return change


@require_http_methods(["GET", "POST"])
def taking_in(request, slug, pk):
    change = amendment_or_404(request, slug, pk)
    if not change.may_be_taken_in:
        return decided(request, slug)
    read = read_by(request, change.minutes)
    passage = read.passage(str(change.paragraph.key)) if change.paragraph else None
    form = TakingInForm(posted(request), change=change, passage=passage, labels=read.labels)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        status = take_in(request, change, form)
        if status == 302:
            return redirect("minutes-replies", slug=slug)
    context = {
        "meeting": change.minutes.meeting,
        "change": change,
        "passage": passage,
        "form": form,
    }
    return render(request, "meetings/taking_in.html", context | {"status": status}, status=status)


def take_in(request, change, form):
    """302 when it is written, else how the page is shown again: 409 when the words moved on."""
    data = form.cleaned_data
    try:
        change.take_in(wording=data["wording"], version=data["version"], by=request.user)
    except Conflict as conflict:
        form.show_theirs(conflict.revisions[change.paragraph.key])
        return 409
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return 422
    messages.success(request, "Taken in. Who proposed it and the members see that it is.")
    return 302


@require_http_methods(["GET", "POST"])
def declining(request, slug, pk):
    change = amendment_or_404(request, slug, pk)
    if not change.may_be_decided:
        return decided(request, slug)
    form = DecliningForm(posted(request))
    if form.is_valid():
        change.decline(reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Not taken in. Who proposed it and the members read why.")
        return redirect("minutes-replies", slug=slug)
    proposed = as_read(change.wording, read_by(request, change.minutes).labels)
    return form_page(
        request,
        form,
        title=f"Do not take in: {change.place}",
        back=reverse("minutes-replies", kwargs={"slug": slug}),
        back_text="Answers to the draft",
        lead=f"Proposed: “{proposed}”",
    )


def decided(request, slug):
    messages.error(request, "This is decided already, or the minutes are approved.")
    return redirect("minutes-replies", slug=slug)


@require_http_methods(["GET", "POST"])
def stated_amendment(request, slug):
    """What the approving meeting wants otherwise; written in when the approval is recorded."""
    minutes = minutes_or_404(request, slug)
    authorize(request.user, "meetings.approve_minutes", minutes)
    read = read_by(request, minutes)
    item, passage = place_in(request, read)
    form = wording_form(request, read, passage, label="Keep this amendment")
    if form.is_valid():
        minutes.state_amendment(
            amendment(item, passage, form.cleaned_data["wording"]), by=request.user
        )
        messages.success(request, "Kept. It is written in when you record the approval.")
        return redirect("minutes-approval", slug=slug)
    context = {"meeting": minutes.meeting, "item": item, "passage": passage, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/stated_amendment.html", context, status=status)


@require_POST
def withdrawal(request, slug, pk):
    """A stated amendment that was typed by mistake."""
    change = amendment_or_404(request, slug, pk)
    if change.reply_id is None and change.may_be_decided:
        change.drop(by=request.user)
        messages.success(request, "Taken back.")
    return redirect("minutes-approval", slug=slug)
