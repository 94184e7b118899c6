"""From an outstanding reference to a row of the action table, and back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from actions.forms.references import ReferenceLinkForm, RowOfReferenceForm
from actions.models import ReferenceLink
from board.views.pages import form_page
from meetings.views.found import posted
from meetings.views.references import reference_or_404


@require_http_methods(["GET", "POST"])
def reference_row(request, pk):
    """Make a row of the table from a reference."""
    reference = reference_or_404(request, pk, outstanding=True)
    authorize(request.user, "actions.create_row")
    known = {"user": request.user, "today": request.today, "board": request.board}
    form = RowOfReferenceForm(posted(request), row=None, reference=reference, **known)
    status = form.save() if request.method == "POST" else 200
    if status == 302:
        messages.success(request, f"Row {form.action} made from {reference}.")
        return redirect(form.action)
    context = {"row": None, "form": form, "form_failed": status != 200, "reference": reference}
    return render(request, "actions/row_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def reference_link(request, pk):
    """Point a reference to a row that stands on the table."""
    reference = reference_or_404(request, pk)
    authorize(request.user, "actions.link_reference")
    form = ReferenceLinkForm(posted(request), reference=reference, user=request.user)
    if form.is_valid():
        ReferenceLink.objects.link(form.cleaned_data["row"], reference, by=request.user)
        messages.success(request, f"{reference} and {form.cleaned_data['row']} are linked.")
        return redirect(reference)
    return form_page(
        request,
        form,
        title=f"Link {reference} to a row",
        back=reference,
        back_text=str(reference),
        lead=reference.text,
    )


@require_POST
def reference_unlinking(request, pk, link):
    reference = reference_or_404(request, pk)
    links = ReferenceLink.objects.visible_to(request.user).filter(reference=reference)
    link = get_object_or_404(links, pk=link)
    authorize(request.user, "actions.link_reference")
    link.end(by=request.user)
    messages.success(request, "The link is taken away. Row and reference stay as they are.")
    return redirect(reference)
