from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.composition import composition
from board.forms.terms import TermsForm
from board.models import TermsOfReference
from board.views.pages import form_page


@require_GET
def terms_of_reference(request):
    authorize(request.user, "board.view_terms_of_reference")
    versions = list(TermsOfReference.objects.visible_to(request.user))
    return show(request, versions, versions[0] if versions else None)


@require_GET
def terms_of_reference_version(request, pk):
    versions = TermsOfReference.objects.visible_to(request.user)
    return show(request, list(versions), get_object_or_404(versions, pk=pk))


def show(request, versions, terms):
    """The members are those of today in the version in force, else of the day it was agreed."""
    is_current = bool(versions) and terms == versions[0]
    day = request.today if is_current else terms and terms.agreed_on
    return render(
        request,
        "board/terms_of_reference.html",
        {
            "terms": terms,
            "sections": terms.sections.all() if terms else [],
            "composition": composition(day) if day else None,
            "is_current": is_current,
            "others": [version for version in versions if version != terms],
        },
    )


@require_http_methods(["GET", "POST"])
def terms_of_reference_new(request):
    authorize(request.user, "board.change_terms_of_reference")
    last = TermsOfReference.objects.first()
    form = TermsForm(request.POST or None, last=last, today=request.today)
    if form.is_valid():
        form.record(by=request.user)
        messages.success(request, "The new version is in force. The earlier one is kept.")
        return redirect("terms-of-reference")
    return form_page(
        request,
        form,
        title="New version of the terms of reference",
        back="terms-of-reference",
        back_text="Terms of reference",
        lead="The terms are reviewed and agreed by the Board every year (section 5). Below is"
        " the version in force: change what was changed. Begin the lines of a list with “- ”,"
        " and put **two stars** around bold words.",
    )
