from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.models import Affiliation
from board.roles import roles_of
from board.views.pages import form_page
from meetings.forms.agenda import NewItemForm
from meetings.forms.agenda_making import DecliningForm, ProposalForm
from meetings.models import AgendaItem, ProposedItem
from meetings.views.found import meeting_or_404, posted

LEAD = "The secretariat puts it on an agenda, or tells you why not."


@require_GET
def proposals(request):
    seen = ProposedItem.objects.visible_to(request.user).select_related(
        "group", "meeting__group", "person", "item__meeting__group"
    )
    context = {"waiting": seen.waiting(), "answered": seen.exclude(state="proposed")}
    return render(request, "meetings/proposals.html", context)


@require_http_methods(["GET", "POST"])
def proposal_new(request):
    authorize(request.user, "meetings.propose_item")
    person_id = roles_of(request.user).person_id
    initial = {"meeting": request.GET.get("meeting", ""), "group": request.GET.get("group", "")}
    form = ProposalForm(
        posted(request),
        instance=ProposedItem(person_id=person_id),
        user=request.user,
        today=request.today,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        proposal = form.save(commit=False)
        proposal.organisation = organisation_of(person_id, request.today)
        proposal.propose(by=request.user)
        messages.success(request, "Thank you: the secretariat has your proposal.")
        return redirect("proposals")
    page = {"title": "Propose an item", "back": "proposals", "back_text": "Proposed items"}
    return form_page(request, form, **page, lead=LEAD)


def organisation_of(person_id, day):
    works = Affiliation.objects.in_force(day).filter(person=person_id)
    works = works.select_related("organisation").order_by("-is_contact", "pk")
    return works[0].organisation.name if works else ""


@require_http_methods(["GET", "POST"])
def proposal_acceptance(request, slug, pk):
    """The add form of the agenda, filled in from the proposal."""
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_agenda", meeting)
    proposal = get_object_or_404(ProposedItem.objects.before(meeting), pk=pk)
    item = AgendaItem(meeting=meeting)
    initial = {"title": proposal.title, "presenter": proposal.organisation}
    form = NewItemForm(posted(request), instance=item, may_open=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        added, after = form.save(commit=False), form.cleaned_data["after"]
        meeting.accept(proposal, added, by=request.user, after=after)
        messages.success(request, f"On the agenda as item {added.number}.")
        return redirect("agenda", slug=slug)
    context = {"meeting": meeting, "proposal": proposal, "form": form}
    status = 422 if form.errors else 200
    return render(request, "meetings/proposal_acceptance.html", context, status=status)


@require_http_methods(["GET", "POST"])
def proposal_declining(request, pk):
    waiting = ProposedItem.objects.visible_to(request.user).waiting()
    proposal = get_object_or_404(waiting, pk=pk)
    authorize(request.user, "meetings.change_agenda")
    form = DecliningForm(posted(request))
    if request.method == "POST" and form.is_valid():
        proposal.decline(answer=form.cleaned_data["answer"], by=request.user)
        messages.success(request, "Declined. Whoever proposed it reads why.")
        return redirect("proposals")
    page = {"title": f"Decline “{proposal.title}”", "back": "proposals"}
    return form_page(request, form, **page, back_text="Proposed items")
