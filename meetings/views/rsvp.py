"""Answering an invitation by the link in the e-mail, without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.links import count, link_of, slows_guessing
from accounts.models import ScopedLink
from board.links import only_while_links_are_allowed
from meetings.calendar import entries_of
from meetings.forms.invitations import AnswerForm, answer_initial
from meetings.models import Invitation
from meetings.views.calendar import calendar_response
from meetings.views.found import posted
from papers.calendar import calendar_file

ANSWERS_AT_ONCE = 20


@login_not_required
@never_cache
@require_GET
@slows_guessing
@only_while_links_are_allowed
def rsvp_link(request, token):
    """Keep in the session which invitation the link is for, and leave its address at once."""
    link = link_of(request, ScopedLink.RSVP, token)
    request.session.pop("rsvp", None)
    if link:
        request.session.cycle_key()
        request.session["rsvp"] = link.pk
    return redirect("rsvp")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@slows_guessing
@only_while_links_are_allowed
def rsvp(request):
    link, invitation = invitation_of_session(request)
    if invitation is None:
        return render(request, "meetings/rsvp_ended.html", status=404)
    form = AnswerForm(posted(request), initial=answer_initial(invitation))
    is_open = invitation.may_be_answered(request.today)
    if is_open and form.is_valid():
        count(f"answers-by-link:{link.pk}", ANSWERS_AT_ONCE)
        form.record(invitation, by=None, today=request.today, link=link)
        messages.success(
            request, f"Thank you: we have put you down as {invitation.answer_in_words}."
        )
        return redirect("rsvp")
    context = {"invitation": invitation, "form": form if is_open else None}
    status = 200 if request.method == "GET" else 422 if is_open else 409
    return render(request, "meetings/rsvp.html", context, status=status)


@login_not_required
@never_cache
@require_GET
@only_while_links_are_allowed
def rsvp_calendar(request):
    """The one meeting of the link, for who has no password: it names no item."""
    _, invitation = invitation_of_session(request)
    if invitation is None:
        return render(request, "meetings/rsvp_ended.html", status=404)
    meeting = invitation.meeting
    return calendar_response(calendar_file(entries_of([meeting], request.board.name)), meeting.slug)


def invitation_of_session(request):
    """The link followed and its invitation, looked at anew each time: either may have ended."""
    live = ScopedLink.objects.live(timezone.now()).filter(purpose=ScopedLink.RSVP)
    link = live.filter(pk=request.session.get("rsvp")).first()
    if link is None:
        return None, None
    invitations = Invitation.objects.standing().with_people()
    return link, invitations.filter(pk=link.object_id, person__user__is_active=True).first()
