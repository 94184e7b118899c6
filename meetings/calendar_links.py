"""The private address by which somebody's own calendar reads the meetings they may see."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import ScopedLink
from audit.events import record_event

LASTS = datetime.timedelta(days=365)


def calendar_link_of(user, now):
    return _links(user).live(now).first()


def make_calendar_link(user, now):
    """The address, which is known only now; every earlier one ends."""
    with transaction.atomic():
        _end(user, now)
        link, token = ScopedLink.objects.make(ScopedLink.CALENDAR, user, user.email, now + LASTS)
        record_event("calendar.link_made", by=user, subject=link)
    return settings.BASE_URL + reverse("private-calendar", kwargs={"token": token})


def end_calendar_link(user, now):
    with transaction.atomic():
        if _end(user, now):
            record_event("calendar.link_ended", by=user, subject=user)


def _links(user):
    return ScopedLink.objects.filter(purpose=ScopedLink.CALENDAR, object_id=str(user.pk))


def _end(user, now):
    live = list(_links(user).live(now))
    for link in live:
        link.revoke(now)
    return live
