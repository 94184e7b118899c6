"""Asking the Chairman to agree an agenda, and telling who is invited that it went out, by mail."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import ScopedLink, User
from background.models import Message
from board.models import BoardSettings, SeatHolding
from meetings.models import AgendaAgreement

LINK_LASTS = datetime.timedelta(days=14)
SUBJECT = "An agenda for your agreement"
TEXT = """The secretariat asks you to read the agenda of a meeting, and to agree it.

{address}

{how}
"""
BY_LINK = "The link is yours alone and needs no password. It ends when you have answered."
BY_SIGNING_IN = "You are asked to sign in first."

ISSUED = """{what} of the meeting of the {group} on {day} is there to be read:

{address}

{how}
"""


def chairmen(day):
    """The users who are asked: who holds the Chairman's seat; when nobody does, the deputy's."""
    for category in ("chairman", "deputy_chairman"):
        holdings = SeatHolding.objects.in_force(day).filter(seat__category=category)
        users = User.objects.filter(is_active=True, person__holdings__in=holdings).distinct()
        if users:
            return list(users)
    return []


def why_no_link(meeting, board):
    """Why the Chairman has to sign in to agree this agenda; empty when a link will do."""
    if meeting.has_closed_matter:
        return "There is a closed item or paper on it: no link without a password."
    return "" if board.allows_links else "Links without a password are turned off."


def send_for_agreement(meeting, *, by, by_link, today):
    """Ask everybody who can agree it today, by mail; a link stands for an open agenda only."""
    with transaction.atomic():
        agreement = meeting.send_to_chairman(by=by)
        by_link = by_link and not why_no_link(meeting, BoardSettings.current())
        for user in chairmen(today):
            if by_link:
                address, how = link_for(agreement, user), BY_LINK
            else:
                address = reverse("agenda-agreement", kwargs={"slug": meeting.slug})
                how = BY_SIGNING_IN
            text = TEXT.format(address=settings.BASE_URL + address, how=how)
            Message.objects.queue(to=user.email, subject=SUBJECT, text=text)
    return agreement


def link_for(agreement, user):
    expires_at = timezone.now() + LINK_LASTS
    _, token = ScopedLink.objects.make(AgendaAgreement.LINK, agreement, user.email, expires_at)
    return reverse("agreement-link", kwargs={"token": token})


def issue_and_tell(meeting, *, by, today):
    """Send the agenda out, and mail its address to who was sent an invitation and may read it.

    Returns the issue and how many were told. Whoever is invited later finds it in the invitation.
    """
    invited = meeting.invitations.with_address().filter(sent_at__isnull=False)
    others = invited.exclude(person__user=by).with_people()
    told = [one.address for one in others if one.shows_the_meeting]
    issue = meeting.issue_agenda(
        by=by, today=today, tell=lambda issue: tell_of_issue(meeting, issue, told)
    )
    return issue, len(told)


def tell_of_issue(meeting, issue, addresses):
    day = date_format(meeting.held_on, "j F Y")
    what = "A supplement to the agenda" if issue.is_supplement else "The agenda"
    address = settings.BASE_URL + reverse("agenda", kwargs={"slug": meeting.slug})
    text = ISSUED.format(
        what=what, group=meeting.group.name, day=day, address=address, how=BY_SIGNING_IN
    )
    for to in addresses:
        Message.objects.queue(to=to, subject=f"{what}, {day}", text=text)
