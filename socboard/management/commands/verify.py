"""Checks that the record is whole, and seals the audit for the next time."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from audit import append_only, chain
from audit.models import Event
from socboard import frozen


class Command(BaseCommand):
    help = (
        "Checks that the record is whole: finds an event of the audit altered, removed, moved or "
        "cut off the end, a frozen copy or a file that is not what was kept, a missing state."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--seal",
            type=Path,
            default=settings.DATA_DIR / "audit-seal.json",
            help="The file that keeps the last seal (default: %(default)s). Keep it off this "
            "machine too.",
        )

    def handle(self, *, seal, **options):
        try:
            before = chain.Seal.read(seal)
        except ValueError as error:
            raise CommandError(str(error)) from error
        now = chain.latest()
        wrong = [*chain.faults(before), *frozen.faults()]
        if Event._meta.db_table not in append_only.guarded_tables(connection):
            wrong.append("The database no longer refuses changes to the audit: run migrate.")
        if wrong:
            raise CommandError("The record is not whole.\n  " + "\n  ".join(wrong))
        if before is None:
            self.stdout.write(f"No seal at {seal} yet: the end of the audit cannot be compared.")
        if now:
            now.write(seal)
        number = now.sequence if now else 0
        self.stdout.write(f"The record is whole: {number} events of the audit, and all it keeps.")
