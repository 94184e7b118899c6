"""Whom a meeting invites, and what they answered: the secretariat's page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.forms.invitations import (
    AnswerForm,
    AnswerOnBehalfForm,
    InvitingForm,
    answer_initial,
)
from meetings.inviting import candidates, guests
from meetings.kept_names import when_and_where
from meetings.models import Invitation, Meeting
from meetings.views.found import meeting_or_404, posted


@require_http_methods(["GET", "POST"])
def invitations(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.see_invitations", meeting)
    invited = list(meeting.invitations.standing().with_people())
    form = inviting_form(request, meeting, invited) if is_to_come(meeting, request.today) else None
    if form and form.is_valid():
        for person, seat in form.chosen():
            Invitation.objects.invite(meeting, person, seat=seat, by=request.user)
        messages.success(request, "Added. Nothing is sent until you send the invitations.")
        return redirect("invitations", slug=slug)
    context = {
        "meeting": meeting,
        "invited": invited,
        "to_send": [one for one in invited if one.waits_to_be_sent],
        "answers": tally(invited),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/invitations.html", context, status=status)


def is_to_come(meeting, today):
    return meeting.stands and not meeting.has_taken_place and meeting.held_on >= today


def inviting_form(request, meeting, invited):
    """What this person may add: the Chairman observers, the secretariat everybody else."""
    taken = {invitation.person_id for invitation in invited}
    may_invite = request.user.has_perm("meetings.invite")
    may_observe = request.user.has_perm("meetings.invite_observer")
    offered = [
        one
        for one in candidates(meeting)
        if one.person.pk not in taken and (may_observe if one.is_observer else may_invite)
    ]
    others = guests(meeting).exclude(pk__in=taken) if may_invite else None
    return InvitingForm(posted(request), candidates=offered, guests=others)


def tally(invited):
    """[("Attending", 3), …] in the order of the answers, without those nobody gave."""
    given = [invitation.answer for invitation in invited]
    counted = [(label, given.count(value)) for value, label in Invitation.Answer.choices]
    return [(label, number) for label, number in counted if number]


@require_http_methods(["GET", "POST"])
def invitation_answer(request, slug, pk):
    """An answer given by telephone or on the day; or one's own, signed in."""
    invitation = invitation_or_404(request, slug, pk)
    authorize(request.user, "meetings.answer_invitation", invitation)
    back, back_text = page_after(request, invitation)
    if not invitation.may_be_answered(request.today):
        messages.error(request, "The meeting is over, or does not take place.")
        return redirect(back)
    form = answer_form(request, invitation)
    if form.is_valid():
        form.record(invitation, by=request.user, today=request.today)
        messages.success(request, f"Recorded: {invitation.person}, {invitation.answer_in_words}.")
        return redirect(back)
    return form_page(
        request,
        form,
        title=f"Answer of {invitation.person}",
        back=back,
        back_text=back_text,
        lead=f"{when_and_where(invitation.meeting)}. It can be changed until the meeting.",
    )


def page_after(request, invitation):
    """Its address and name. A guest answers, and does not see the meeting."""
    slug = invitation.meeting.slug
    is_own = invitation.person.user_id == request.user.pk
    if not is_own and request.user.has_perm("meetings.see_invitations"):
        return reverse("invitations", kwargs={"slug": slug}), "Invitations"
    sees = Meeting.objects.visible_to(request.user).filter(slug=slug).exists()
    return (invitation.meeting.get_absolute_url(), "Meeting") if sees else (reverse("home"), "")


def answer_form(request, invitation):
    initial = answer_initial(invitation)
    if invitation.person.user_id == request.user.pk:
        return AnswerForm(posted(request), initial=initial)
    return AnswerOnBehalfForm(posted(request), person=invitation.person, initial=initial)


@require_POST
def invitation_withdrawal(request, slug, pk):
    invitation = invitation_or_404(request, slug, pk)
    authorize(request.user, "meetings.withdraw_invitation", invitation)
    invitation.withdraw(by=request.user, at=timezone.now())
    messages.success(request, f"{invitation.person} is no longer invited; their link has ended.")
    return redirect("invitations", slug=slug)


def invitation_or_404(request, slug, pk):
    seen = Invitation.objects.visible_to(request.user).standing().with_people()
    return get_object_or_404(seen, meeting__slug=slug, pk=pk)
