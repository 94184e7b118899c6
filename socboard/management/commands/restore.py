"""Brings a copy of the record back, on an empty machine."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from audit.chain import Seal
from background.models import Message
from socboard.backups import CopyRefused, restore


class Command(BaseCommand):
    help = "Bring a copy made by `backup` back into an empty database, and check it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="What `backup` was given.")

    def handle(self, *, folder, **options):
        seal = settings.DATA_DIR / "audit-seal.json"
        try:
            known = Seal.read(seal)
            contents = restore(folder.resolve(), seal=seal)
        except (CopyRefused, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored the copy of {contents.made:%-d %B %Y, %H:%M}.")
        if known and known.sequence > contents.events:
            lost = known.sequence - contents.events
            self.stdout.write(f"{lost} events of the audit came after it: what they did is lost.")
        if waiting := Message.objects.waiting().count():
            self.stdout.write(f"Mail that waited goes out once the worker runs: {waiting}.")
        self.stdout.write(
            "What was withdrawn, closed or ended after it is as it was then. The secretariat and "
            "the Chairman are told so on their first page."
        )
        call_command("verify", seal=seal, stdout=self.stdout)
