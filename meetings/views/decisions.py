"""What meetings resolved: the register, one decision, and what it brought about."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.forms.decisions import DecisionChoiceForm, DecisionEffectForm
from meetings.models import Decision
from meetings.views.found import closed_was_seen, posted

ON_A_PAGE = 50


@require_GET
def decisions(request):
    seen = Decision.objects.visible_to(request.user)
    form = DecisionChoiceForm(request.GET, seen=seen)
    found = form.filtered(seen.for_a_list()).order_by("-meeting__held_on", "-meeting", "number")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    for meeting in {decision.meeting for decision in page if decision.is_closed}:
        closed_was_seen(request.user, meeting)
    return render(request, "meetings/decisions.html", {"form": form, "page": page})


def decision_or_404(request, pk):
    seen = Decision.objects.visible_to(request.user).for_a_list()
    decision = get_object_or_404(seen, pk=pk)
    if decision.is_closed:
        closed_was_seen(request.user, decision)
    return decision


@require_GET
def decision(request, pk):
    context = {"decision": decision_or_404(request, pk)}
    return render(request, "meetings/decision.html", context)


@require_http_methods(["GET", "POST"])
def decision_effect(request, pk):
    decision = decision_or_404(request, pk)
    authorize(request.user, "meetings.record_effect", decision)
    form = DecisionEffectForm(posted(request), decision=decision)
    if form.is_valid():
        decision.bring_about(**form.chosen(), by=request.user)
        messages.success(request, "Saved what the decision brought about.")
        return redirect(decision)
    return form_page(
        request,
        form,
        title="What the decision brought about",
        back=decision,
        back_text=decision.label,
        lead=decision.words,
    )
