from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from board.models import Group
from socboard.demo import people

# Each stands on those before it.
PARTS = ["board", "priorities", "meetings", "actions", "partners", "library", "reports"]


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
            if Group.objects.filter(kind=Group.Kind.BOARD).exists():
                # Loading over it would bring back what somebody has renamed or moved since.
                people.renew_password()
                said = "There is a Board already: nothing was loaded."
            else:
                for part in PARTS:
                    import_module(f"socboard.demo.{part}").load()
                said = "The demonstration Board is loaded."
        self.stdout.write(said)
