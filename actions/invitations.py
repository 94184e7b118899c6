"""Sending the invitations to a meeting, each with what its reader has still to do. The e-mail holds
links and numbers; what they are about is read on the site, by whoever may."""

import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from actions.models import ActionRevision, Rating
from background.models import Message
from board.models import BoardSettings
from board.roles import roles_of
from meetings.models import Invitation, Reference


def send_invitations(meeting, *, by, today, only=None):
    """Send what waits to be sent, or one once more (`only`, its number). How many were sent."""
    waiting = Invitation.objects.filter(meeting=meeting)
    waiting = waiting.with_address().filter(pk=only) if only else waiting.to_be_sent()
    with transaction.atomic():
        rows = list(waiting.select_for_update(of=("self",)).with_people())
        for invitation in rows:
            send(invitation, by=by, today=today, now=timezone.now())
    return len(rows)


def send(invitation, *, by, today, now):
    meeting, user = invitation.meeting, invitation.person.user
    day = date_format(meeting.held_on, "j F Y")
    context = {"meeting": meeting, "invitation": invitation, "site": settings.BASE_URL}
    if meeting.stands:
        if BoardSettings.current().allows_links:
            context["token"] = invitation.make_link(expires_at(meeting, today, now), now)
        context["is_changed"] = invitation.is_behind
        context["may_read"] = invitation.shows_the_meeting
        context["public_agenda"] = meeting.live_agenda
        context |= {"rows": own_rows(user), "references": own_references(user)}
        subject, text = f"Meeting on {day}", "actions/mail/invitation.txt"
    else:
        invitation.end_links(now)
        subject, text = f"Meeting on {day}: does not take place", "actions/mail/called_off.txt"
    Message.objects.queue(to=user.email, subject=subject, text=render_to_string(text, context))
    invitation.mark_sent(by=by, at=now)


def expires_at(meeting, today, now):
    """The end of the day after the meeting. Links keep real time, whatever the Board's day is."""
    days = (meeting.held_on - today).days + 2
    day = timezone.localdate(now) + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def own_rows(user):
    """The open rows this person answers for that are not complete."""
    rows = ActionRevision.objects.visible_to(user).current().with_leads().in_order()
    rows = rows.filter(is_closed=False, is_dropped=False).exclude(rating=Rating.BLUE)
    return [row for row in rows if user.has_perm("actions.own_row", row)]


def own_references(user):
    """The open references this person, or who they answer for, is asked to see to."""
    roles = roles_of(user)
    references = Reference.objects.visible_to(user).open().outstanding().exclude(serial="")
    mine = references.filter(owners__person=roles.person_id)
    theirs = references.filter(owners__organisation__in=roles.organisation_ids)
    return sorted({reference.serial for reference in [*mine, *theirs]})
