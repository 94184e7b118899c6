"""After the record came back from a copy: what happened meanwhile is to be done again."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Event

TOLD_FOR = timedelta(days=14)


def what_to_look_through():
    """(what, how it stands, address, button) for two weeks after a copy was brought back. The
    copy ends with the event before that."""
    back = Event.objects.filter(verb="board.restored").first()
    if back is None or back.at < timezone.now() - TOLD_FOR:
        return
    last = Event.objects.get(sequence=back.sequence - 1)
    day = date_format(timezone.localtime(last.at), "j F Y, H:i")
    how = (
        f"the last thing in it was done on {day}: what was withdrawn, closed or ended later is as "
        "it was then"
    )
    yield "Restored from a copy", how, reverse("published"), "Look at what is published"
