"""Checks that the audit is whole, and seals it for the next time."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from audit import append_only, chain
from audit.models import Event


class Command(BaseCommand):
    help = "Checks the audit: finds an event altered, removed, moved or cut off the end."

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
        wrong = list(chain.faults(before))
        if Event._meta.db_table not in append_only.guarded_tables(connection):
            wrong.append("The database no longer refuses changes to the audit: run migrate.")
        if wrong:
            raise CommandError("The audit is not whole.\n  " + "\n  ".join(wrong))
        if before is None:
            self.stdout.write(f"No seal at {seal} yet: the end of the audit cannot be compared.")
        if now:
            now.write(seal)
        self.stdout.write(f"The audit is whole: {now.sequence if now else 0} events.")
