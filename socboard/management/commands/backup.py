"""Copies the whole record into a folder, while the site runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from socboard.backups import CopyRefused, back_up


class Command(BaseCommand):
    help = "Copy the whole record, as it is at this moment, into a new folder; the site goes on."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="Empty, or not there yet.")

    def handle(self, *, folder, **options):
        try:
            contents = back_up(folder.resolve())
        except (CopyRefused, DatabaseError, OSError) as error:
            raise CommandError(f"Nothing was copied. {error}") from error
        self.stdout.write(
            f"Copied into {folder}: {sum(contents.rows.values()):,} rows of "
            f"{len(contents.rows)} tables, {contents.events} events of the audit. Closed items are "
            "in it: keep it where only those may read it who may read the database."
        )
