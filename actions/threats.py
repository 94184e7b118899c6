"""The emerging threats that belong to an update request."""

from django.db import transaction

from audit.events import record_event
from priorities.models import EmergingThreat


def raise_threat(form, answering, *, today):
    """A new one, for the partner that is asked."""
    asked, link = answering.request, answering.link
    with transaction.atomic():
        form.raise_threat(by=answering.user, on_behalf_of=asked.spoken_for, today=today)
        if link:
            recipient = link.recipient
            record_event(
                "emergingthreat.raised_by_link",
                by=answering.user,
                subject=form.instance,
                recipient=recipient,
            )


def threats_of(answering):
    """The open ones that this partner raised since the round was opened, as whoever answers sees
    them: a partner's together, else one's own."""
    asked = answering.request
    threats = EmergingThreat.objects.open().filter(raised_on__gte=asked.round.opened_on)
    if asked.organisation:
        return threats.filter(on_behalf_of=asked.organisation)
    return threats.filter(raised_by=answering.user)
