from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.forms.membership import OrganisationForm
from board.models import Organisation
from board.views.pages import form_page


@require_GET
def organisations(request):
    authorize(request.user, "board.view_membership")
    partners = Organisation.objects.visible_to(request.user).prefetch_related(
        "affiliations__person", "seat_organisations__seat"
    )
    return render(request, "board/organisations.html", {"organisations": partners})


@require_GET
def organisation(request, pk):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    return render(
        request,
        "board/organisation.html",
        {
            "organisation": organisation,
            "affiliations": organisation.affiliations.select_related("person"),
            "seats": [row.seat for row in organisation.seat_organisations.select_related("seat")],
        },
    )


@require_http_methods(["GET", "POST"])
def organisation_new(request):
    authorize(request.user, "board.change_membership")
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        organisation = form.save(commit=False)
        organisation.record(by=request.user)
        messages.success(request, f"{organisation} added.")
        return redirect(organisation)
    return form_page(
        request,
        form,
        title="Add an organisation",
        back="organisations",
        back_text="Organisations",
    )


@require_http_methods(["GET", "POST"])
def organisation_edit(request, pk):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "board.change_membership", organisation)
    form = OrganisationForm(request.POST or None, instance=organisation)
    if form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Saved.")
        return redirect(organisation)
    return form_page(
        request,
        form,
        title="Put right an organisation",
        back=organisation,
        back_text="Organisation",
        lead="Papers already finished keep the name they were printed with.",
    )
