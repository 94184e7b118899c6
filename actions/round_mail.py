"""The e-mails of an update round: one to each person who answers for a partner. They hold a link
and a number; what the rows are about is read behind it."""

import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from actions.asking import recipients
from actions.models import UpdateRequest, UpdateRound
from actions.models.rounds import LINKS_OUTLAST_THE_ROUND
from audit.events import record_event
from background.models import Message
from board.day import now
from board.models import BoardSettings

# How long before the last day the daily clock reminds whoever has not answered.
REMIND_BEFORE = datetime.timedelta(days=3)


def send_requests(requests, *, by, today, is_reminder=False):
    """Write to everybody who answers for these partners. How many e-mails are on the way."""
    requests = list(requests)
    users = recipients([request.partner for request in requests], today)
    allows_links = BoardSettings.current().allows_links
    sent = 0
    for request in requests:
        asked = users.get(request.partner, [])
        with transaction.atomic():
            for user in asked:
                _write(request, user, today, allows_links, is_reminder)
                record_event("update_request.sent", by=by, subject=request, recipient=user.email)
            if asked:
                request.sent_at = now()
                request.reminded_on = today if is_reminder else request.reminded_on
                request.save(update_fields=["sent_at", "reminded_on"])
        sent += len(asked)
    return sent


def _write(request, user, today, allows_links, is_reminder):
    context = {"request": request, "site": settings.BASE_URL, "is_reminder": is_reminder}
    if allows_links:
        moment = timezone.now()
        context["token"] = request.make_link(user.email, expires_at(request, today, moment), moment)
    day = date_format(request.round.closes_on, "j F")
    Message.objects.queue(
        to=user.email,
        subject=f"{'Reminder: how' if is_reminder else 'How'} your actions stand, by {day}",
        text=render_to_string("actions/mail/update_request.txt", context),
    )


def expires_at(request, today, moment):
    """The end of the last day on which a link still opens. Links keep real time, whatever the
    Board's day is."""
    left = request.round.closes_on - today + LINKS_OUTLAST_THE_ROUND
    day = timezone.localdate(moment) + left + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def unreturned(requests):
    """Those of whom something is still to come."""
    return [request for request in requests.with_rows() if not request.is_returned]


def remind(update_round, *, by, today):
    """Write once more to every partner that has not answered everything."""
    waiting = unreturned(update_round.requests)
    return send_requests(waiting, by=by, today=today, is_reminder=True)


def send_due_reminders(today):
    """The daily clock: once, a few days before the last day."""
    closing = UpdateRound.objects.running(today).filter(closes_on__lte=today + REMIND_BEFORE)
    never = UpdateRequest.objects.filter(
        round__in=closing, sent_at__isnull=False, reminded_on__isnull=True
    )
    return send_requests(unreturned(never), by=None, today=today, is_reminder=True)
