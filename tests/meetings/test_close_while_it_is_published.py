"""Something is closed at the very moment at which it becomes public: the closing prevails."""

import contextlib
import threading
import time

from django.db import connection, transaction

from meetings.models import AgendaItem, Meeting, PublicationRefused
from tests.meetings.board_meeting import meeting_on, publishable

CLOSING = 1.5


def test_an_item_closed_while_minutes_are_published_is_not_public(cast, transactional_db):
    meeting = publishable(cast, "2018-06-06", at=meeting_on(cast, "2018-07-18"))
    item = AgendaItem.objects.get(meeting=meeting, title="Sharing of information")
    has_closed = threading.Event()

    def close():
        try:
            with transaction.atomic():
                item.close("paragraph 7", "", by=cast.secretary)
                has_closed.set()
                time.sleep(CLOSING)
        finally:
            has_closed.set()
            connection.close()

    closing = threading.Thread(target=close)
    closing.start()
    has_closed.wait(30)
    with contextlib.suppress(PublicationRefused):
        Meeting.objects.get(pk=meeting.pk).minutes.publish(by=cast.secretary)
    closing.join(30)

    item.refresh_from_db()
    assert (item.is_closed, meeting.minutes.live_publication) == (True, None)
