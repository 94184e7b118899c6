import logging
import os
import threading
import time

from django.db import DatabaseError, close_old_connections
from django_tasks_db.management.commands import db_worker

from background.models import Heartbeat, Message

logger = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Run the worker: it sends mail, and says every ten seconds that it is alive."

    def handle(self, **options):
        # Long work gives way to whoever waits for a page.
        os.nice(10)
        Heartbeat.objects.beat()
        beside(Heartbeat.objects.beat, every=10)
        beside(Message.objects.send_waiting, every=60)
        super().handle(**options)


def beside(work, *, every):
    """Do this again and again beside the tasks."""

    def again():
        while True:
            time.sleep(every)
            try:
                close_old_connections()
                work()
            except DatabaseError:
                # The database is away or busy; the next time tries again.
                logger.warning("%s failed", work.__qualname__, exc_info=True)

    threading.Thread(target=again, daemon=True).start()
