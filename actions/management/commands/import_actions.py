import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from actions.importing.plan import make_plan
from actions.importing.sending import send_table
from actions.importing.taking import take_over
from board.day import today
from board.models import BoardSettings
from papers.uploads import UploadRefused, check_upload


class Command(BaseCommand):
    help = "Import the action table from a Word, Excel or CSV file: all of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--as-at", type=day, help="The day the table speaks of, such as 2017-01-31."
        )
        parser.add_argument(
            "--by", help="E-mail of the member of the secretariat who answers for it."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done; write nothing."
        )

    def handle(self, *, file, as_at, by, dry_run, **options):
        with transaction.atomic():
            user = secretary(by)
            sent = self.read(file, as_at, user)
            amber_word = BoardSettings.current().amber_word
            plan = make_plan(sent, user=user, amber_word=amber_word)
            self.tell(sent, plan)
            if dry_run:
                transaction.set_rollback(True)
                self.stdout.write("Nothing was written.")
                return
            if plan.faulty:
                raise CommandError("Settle what stands above first: nothing was written.")
            take_over(sent, by=user, amber_word=amber_word)
        self.stdout.write("Imported.")

    @staticmethod
    def read(file, as_at, user):
        try:
            checked = check_upload(file.name, file.read_bytes())
            how = {"amber_word": BoardSettings.current().amber_word, "today": today()}
            return send_table(checked, as_at=as_at, by=user, **how)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except UploadRefused as refused:
            raise CommandError(str(refused)) from refused
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def tell(self, sent, plan):
        counts = plan.counts
        self.stdout.write(
            f"{sent.file_name} as at {sent.as_at}: {counts['added']} to add,"
            f" {counts['changed']} to change, {counts['same']} as they are,"
            f" {counts['missing']} of the table not in the file."
        )
        for remark in sent.remarks:
            self.stdout.write(f"  {remark}")
        for row in plan.rows:
            for sentence in row.faults:
                self.stderr.write(f"  {row.given['where']}, {row.title[:40]}: {sentence}")
            for sentence in row.remarks:
                self.stdout.write(f"  {row.given['where']}, {row.title[:40]}: {sentence}")


def day(text):
    """A day as computers write it."""
    return datetime.date.fromisoformat(text)


def secretary(email):
    """Whoever may import the table: the one named, or the only one there is."""
    users = User.objects.filter(is_active=True, person__isnull=False)
    users = users.filter(email__iexact=email) if email else users
    found = [user for user in users if user.has_perm("actions.import_table")]
    if len(found) != 1:
        raise CommandError("Name one member of the secretariat who signs in: --by their e-mail.")
    return found[0]
