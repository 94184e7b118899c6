"""Emerging threats: raised by partners, taken at a meeting, ended."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from audit.events import record_event
from board.views.pages import form_page
from priorities.forms import EndingForm, TakingForm, ThreatForm
from priorities.forms.threats import NO_INTELLIGENCE
from priorities.models import EmergingThreat
from priorities.views.pages import kept_page, posted
from priorities.views.returns import organisations_of

THREATS = {"back": "threats", "back_text": "Emerging threats"}


@require_GET
def threats(request):
    authorize(request.user, "priorities.view_priorities")
    kept = list(EmergingThreat.objects.visible_to(request.user).for_a_list())
    closed_was_seen(request.user, kept)
    return render(request, "priorities/threats.html", {"threats": by_state(kept)})


def by_state(kept):
    """[("Raised", threats), …] in the order of the states, without those that are empty."""
    grouped = [
        (state, [one for one in kept if one.state == state]) for state in EmergingThreat.State
    ]
    return [(state.label, ones) for state, ones in grouped if ones]


def closed_was_seen(user, kept):
    """Who is shown a closed threat leaves a trace: one for each look."""
    closed = [one for one in kept if one.is_closed]
    if closed:
        with transaction.atomic():
            record_event("emergingthreat.closed_seen", by=user, subject=closed[0])


def threat_or_404(request, pk):
    kept = EmergingThreat.objects.visible_to(request.user).for_a_list()
    return get_object_or_404(kept, pk=pk)


@require_GET
def threat(request, pk):
    kept = threat_or_404(request, pk)
    closed_was_seen(request.user, [kept])
    return render(request, "priorities/threat.html", {"threat": kept})


@require_http_methods(["GET", "POST"])
def threat_new(request):
    authorize(request.user, "priorities.raise_threat")
    form = threat_form(request, None)
    return kept_page(
        request,
        form,
        title="Raise an emerging threat",
        lead=NO_INTELLIGENCE,
        done="Thank you: the Board will see it.",
        keep=lambda by: form.raise_threat(by=by, today=request.today),
        **THREATS,
    )


@require_http_methods(["GET", "POST"])
def threat_edit(request, pk):
    kept = threat_or_404(request, pk)
    authorize(request.user, "priorities.change_threat", kept)
    form = threat_form(request, kept)
    return kept_page(request, form, title=f"Change {kept}", done="Saved.", **THREATS)


def threat_form(request, kept):
    """Only who records for others chooses to close it, and only while it is entered."""
    may_close = kept is None and request.user.has_perm("priorities.close_threat")
    organisations = organisations_of(request.user)
    return ThreatForm(
        posted(request), instance=kept, organisations=organisations, may_close=may_close
    )


@require_http_methods(["GET", "POST"])
def threat_taking(request, pk):
    kept = threat_or_404(request, pk)
    authorize(request.user, "priorities.follow_threat")
    form = TakingForm(posted(request), threat=kept, today=request.today)
    if request.method == "POST" and form.is_valid():
        return done(request, kept, kept.take, on=form.cleaned_data["taken_on"])
    page = {"back": kept, "back_text": "Emerging threat"}
    return form_page(request, form, title="Taken at a meeting", **page)


@require_http_methods(["GET", "POST"])
def threat_ending(request, pk):
    kept = threat_or_404(request, pk)
    authorize(request.user, "priorities.follow_threat")
    form = EndingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        outcome = form.cleaned_data["outcome"]
        return done(request, kept, kept.end, on=request.today, outcome=outcome)
    page = {"back": kept, "back_text": "Emerging threat"}
    return form_page(request, form, title="End this threat", **page)


@require_POST
def threat_return(request, pk):
    kept = threat_or_404(request, pk)
    authorize(request.user, "priorities.follow_threat")
    return done(request, kept, kept.raise_again)


@require_POST
def threat_closing(request, pk):
    kept = threat_or_404(request, pk)
    authorize(request.user, "priorities.close_threat")
    return done(request, kept, kept.close)


@require_POST
def threat_opening(request, pk):
    kept = threat_or_404(request, pk)
    authorize(request.user, "priorities.open_threat")
    return done(request, kept, kept.open)


def done(request, kept, verb, **facts):
    try:
        verb(by=request.user, **facts)
    except forms.ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Saved.")
    return redirect(kept)
