import logging

from django.core.management.base import BaseCommand, CommandError

from board.day import today
from socboard.daily import DUTIES

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send what is due today: requests and reminders. Run it daily; running it again does no harm."

    def handle(self, **options):
        failed = []
        for name, duty in DUTIES:
            try:
                self.stdout.write(f"{name}: {duty(today())}")
            except Exception:
                # One duty that fails keeps none of the others from being done.
                logger.exception("%s failed", name)
                failed.append(name)
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. Look into the log, then run again.")
