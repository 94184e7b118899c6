from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

# Each stands on those before it.
PARTS = ["board", "priorities", "meetings", "actions", "library", "reports"]


class Command(BaseCommand):
    help = "Load the demonstration Board. Loading it again changes nothing."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError(
                "The demonstration Board is loaded in demo mode only. For a trial run"
                " ./script/serve, or set SOCBOARD_DEMO=1. For a real Board run"
                " manage.py start_board."
            )
        with transaction.atomic():
            for part in PARTS:
                if find_spec(f"socboard.demo.{part}"):
                    import_module(f"socboard.demo.{part}").load()
        self.stdout.write("The demonstration Board is loaded.")
