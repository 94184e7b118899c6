from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.forms.membership import AffiliationForm, EndingForm, InvitationForm, PersonForm
from board.models import Affiliation, Person
from board.views.pages import form_page
from board.views.seats import ended


@require_GET
def people(request):
    authorize(request.user, "board.view_membership")
    everybody = (
        Person.objects.visible_to(request.user)
        .current()
        .prefetch_related("aliases", "affiliations__organisation", "holdings__seat")
    )
    return render(request, "board/people.html", {"people": everybody})


@require_GET
def person(request, pk):
    person = get_object_or_404(
        Person.objects.visible_to(request.user).select_related("merged_into", "user"), pk=pk
    )
    return render(
        request,
        "board/person.html",
        {
            "person": person,
            "aliases": person.aliases.all(),
            "holdings": person.holdings.select_related("seat"),
            "affiliations": person.affiliations.select_related("organisation"),
        },
    )


@require_http_methods(["GET", "POST"])
def person_new(request):
    authorize(request.user, "board.change_membership")
    form = PersonForm(request.POST or None)
    if form.is_valid():
        person = form.save(commit=False)
        person.record(form.cleaned_data["other_spellings"], by=request.user)
        messages.success(request, f"{person} added. Put them in a seat from the seat’s page.")
        return redirect(person)
    return form_page(request, form, title="Add a person", back="people", back_text="People")


@require_http_methods(["GET", "POST"])
def person_edit(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "board.change_membership", person)
    form = PersonForm(request.POST or None, instance=person)
    if form.is_valid():
        form.save(commit=False).record(form.cleaned_data["other_spellings"], by=request.user)
        messages.success(request, "Saved.")
        return redirect(person)
    return form_page(
        request,
        form,
        title=f"Put right what is recorded of {Person.objects.get(pk=pk)}",
        back=person,
        back_text="Person",
        lead="Papers already finished keep the name they were printed with.",
    )


@require_http_methods(["GET", "POST"])
def affiliation_new(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "board.change_membership", person)
    affiliation = Affiliation(person=person, starts_on=request.today)
    form = AffiliationForm(request.POST or None, instance=affiliation)
    if form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Organisation added.")
        return redirect(person)
    return form_page(
        request,
        form,
        title=f"Organisation of {person}",
        back=person,
        back_text="Person",
        lead="Somebody who answers for an organisation updates the actions it leads.",
    )


@require_http_methods(["GET", "POST"])
def affiliation_ending(request, pk):
    affiliations = Affiliation.objects.visible_to(request.user)
    affiliation = get_object_or_404(affiliations.select_related("person", "organisation"), pk=pk)
    authorize(request.user, "board.change_membership", affiliation.person)
    form = EndingForm(request.POST or None, dated=affiliation)
    if form.is_valid() and ended(form, affiliation, request.user):
        messages.success(request, "Last day saved.")
        return redirect(affiliation.person)
    return form_page(
        request,
        form,
        title=f"{affiliation.person} leaves {affiliation.organisation}",
        back=affiliation.person,
        back_text="Person",
        lead="After that day they no longer answer for it. The record stays.",
    )


@require_http_methods(["GET", "POST"])
def person_invitation(request, pk):
    people = Person.objects.visible_to(request.user).select_related("user")
    person = get_object_or_404(people, pk=pk)
    authorize(request.user, "board.invite_person", person)
    form = InvitationForm(request.POST or None, person=person)
    if form.is_valid() and invited(form, person, request.user):
        messages.success(request, f"A link is on its way to {form.cleaned_data['email']}.")
        return redirect(person)
    return form_page(
        request,
        form,
        title=f"Let {person} sign in",
        back=person,
        back_text="Person",
        lead="They get a link to choose a password, good for seven days. What they may see and"
        " do follows from their seat and their organisation.",
    )


def invited(form, person, by):
    try:
        person.invite(form.cleaned_data["email"], by=by, now=timezone.now())
    except ValidationError as refused:
        form.add_error("email", refused)
        return False
    return True
