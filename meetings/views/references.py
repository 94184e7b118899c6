"""Outstanding references: the list, the page of one, and what becomes of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.forms.references import (
    ReferenceChoiceForm,
    ReferenceClosingForm,
    ReferenceMergingForm,
    ReferenceOwnersForm,
    ReferenceUpdateForm,
)
from meetings.models import Meeting, Reference, ReferenceUpdate
from meetings.views.found import closed_was_seen, posted


def reference_or_404(request, pk, *, outstanding=False):
    """A reference this person may see; that a closed one is read is recorded."""
    seen = Reference.objects.visible_to(request.user).marked().for_a_list()
    seen = seen.outstanding() if outstanding else seen
    reference = get_object_or_404(seen.with_overdue(request.today), pk=pk)
    if reference.is_closed:
        closed_was_seen(request.user, reference)
    return reference


@require_GET
def references(request):
    seen = Reference.objects.visible_to(request.user).marked()
    form = ReferenceChoiceForm(request.GET, seen=seen)
    found = form.filtered(seen.with_overdue(request.today).for_a_list())
    closed = list(found.closed())
    for minutes in {reference.minutes for reference in closed}:
        closed_was_seen(request.user, minutes)
    context = {
        "form": form,
        "open": found.open(),
        "closed": closed,
        "readable": readable_meetings(request.user),
    }
    return render(request, "meetings/references.html", context)


def readable_meetings(user):
    """The meetings whose page this person may open; an owner may see no more than the reference."""
    return frozenset(Meeting.objects.visible_to(user).values_list("pk", flat=True))


@require_GET
def reference(request, pk):
    reference = reference_or_404(request, pk)
    updates = ReferenceUpdate.objects.visible_to(request.user).for_a_history()
    updates = list(updates.filter(reference=reference).order_by("-pk"))
    if not reference.is_closed and any(update.says_closed for update in updates):
        closed_was_seen(request.user, reference)
    taken_in = Reference.objects.visible_to(request.user).filter(merged_into=reference)
    context = {
        "reference": reference,
        "updates": updates,
        "taken_in": taken_in,
        "readable": readable_meetings(request.user),
    }
    return render(request, "meetings/reference.html", context)


@require_http_methods(["GET", "POST"])
def reference_update(request, pk):
    reference = reference_or_404(request, pk, outstanding=True)
    authorize(request.user, "meetings.update_reference", reference)
    form = ReferenceUpdateForm(posted(request), user=request.user)
    if form.is_valid():
        reference.tell(**form.cleaned_data, by=request.user, on=request.today)
        messages.success(request, f"Your update of {reference} is saved.")
        return redirect(reference)
    return on_its_page(request, form, reference, f"How {reference} stands", lead=reference.text)


@require_http_methods(["GET", "POST"])
def reference_owners(request, pk):
    reference = reference_or_404(request, pk, outstanding=True)
    authorize(request.user, "meetings.close_reference", reference)
    form = ReferenceOwnersForm(posted(request), reference=reference)
    if form.is_valid():
        reference.agree(**form.chosen(), by=request.user)
        messages.success(request, f"Saved who does {reference}, and by when.")
        return redirect(reference)
    return on_its_page(request, form, reference, f"Who does {reference}", lead=reference.text)


@require_http_methods(["GET", "POST"])
def reference_closing(request, pk):
    reference = reference_or_404(request, pk, outstanding=True)
    authorize(request.user, "meetings.close_reference", reference)
    form = ReferenceClosingForm(posted(request), reference=reference, today=request.today)
    if form.is_valid():
        reference.close(
            at=form.cleaned_data["meeting"], outcome=form.cleaned_data["outcome"], by=request.user
        )
        messages.success(request, f"{reference} closed.")
        return redirect(reference)
    return on_its_page(request, form, reference, f"Close {reference}", lead=reference.text)


@require_http_methods(["GET", "POST"])
def reference_merging(request, pk):
    reference = reference_or_404(request, pk, outstanding=True)
    authorize(request.user, "meetings.close_reference", reference)
    facts = {"reference": reference, "user": request.user, "today": request.today}
    form = ReferenceMergingForm(posted(request), hearing=request.GET.get("meeting"), **facts)
    if form.is_valid() and merged(reference, form, by=request.user):
        messages.success(request, f"{reference} is merged into {form.cleaned_data['other']}.")
        heard = form.hearing
        return redirect("meeting-references", heard.slug) if heard else redirect(reference)
    lead = f"{reference.text} Both stay readable; from now on only the other one is outstanding."
    return on_its_page(request, form, reference, f"Merge {reference} into another", lead=lead)


def merged(reference, form, *, by):
    try:
        reference.merge(form.cleaned_data["other"], at=form.cleaned_data["meeting"], by=by)
    except PermissionDenied as refused:
        form.add_error("other", f"{refused} Select another.")
        return False
    return True


@require_POST
def reference_reopening(request, pk):
    reference = reference_or_404(request, pk)
    authorize(request.user, "meetings.close_reference", reference)
    reference.reopen(by=request.user, on=request.today)
    messages.success(request, f"{reference} is outstanding again.")
    return redirect(reference)


def on_its_page(request, form, reference, title, *, lead):
    return form_page(
        request, form, title=title, back=reference, back_text=str(reference), lead=lead
    )
