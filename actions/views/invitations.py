from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.authorize import authorize
from accounts.forms import BoardForm
from actions.invitations import send_invitations
from meetings.models import Meeting


class SendingForm(BoardForm):
    """Nothing: all that wait; or the number of one, to send it once more."""

    invitation = forms.IntegerField(required=False, min_value=1, max_value=2**31)


@require_POST
def sending(request, slug):
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)
    authorize(request.user, "meetings.send_invitations", meeting)
    form = SendingForm(request.POST)
    if meeting.held_on < request.today:
        messages.error(request, "The meeting is over: there is nothing to send.")
    elif form.is_valid():
        only = form.cleaned_data["invitation"]
        number = send_invitations(meeting, by=request.user, today=request.today, only=only)
        messages.success(request, sentence(number))
    return redirect("invitations", slug=slug)


def sentence(number):
    if number == 0:
        return "Nothing to send: everybody with an address has it."
    return f"{number} {'e-mail is' if number == 1 else 'e-mails are'} on the way."
