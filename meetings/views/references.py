from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from meetings.forms.references import ReferenceClosingForm
from meetings.models import Reference
from meetings.views.found import closed_was_seen, posted


@require_GET
def references(request):
    seen = Reference.objects.visible_to(request.user).outstanding().for_a_list()
    closed = list(seen.closed())
    for minutes in {reference.minutes for reference in closed}:
        closed_was_seen(request.user, minutes)
    done = Reference.objects.visible_to(request.user).marked().done().for_a_list()
    context = {"open": seen.open(), "closed": closed, "done": done.open()}
    return render(request, "meetings/references.html", context)


@require_http_methods(["GET", "POST"])
def reference_closing(request, pk):
    reference = get_object_or_404(
        Reference.objects.visible_to(request.user).outstanding().for_a_list(), pk=pk
    )
    authorize(request.user, "meetings.close_reference", reference)
    if reference.is_closed:
        closed_was_seen(request.user, reference)
    form = ReferenceClosingForm(posted(request), reference=reference, today=request.today)
    if request.method == "POST" and form.is_valid():
        reference.close(
            at=form.cleaned_data["meeting"], outcome=form.cleaned_data["outcome"], by=request.user
        )
        messages.success(request, f"{reference} closed.")
        return redirect("references")
    context = {"reference": reference, "form": form}
    return render(
        request, "meetings/reference_closing.html", context, status=422 if form.errors else 200
    )
