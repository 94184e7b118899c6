"""Whether this installation may be shown to the Board: everything that must be true in production."""

from io import StringIO

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from audit import append_only
from audit.models import Event
from background.models import Heartbeat, Message


class Command(BaseCommand):
    help = "Check everything that must be true in production; end with 1 when something is not."
    requires_system_checks = []

    def handle(self, **options):
        wrong = [sentence for look in LOOKS for sentence in look()]
        if wrong:
            raise CommandError("Not ready:\n  " + "\n  ".join(wrong))
        self.stdout.write("Ready: everything that must be true in production is.")


def the_settings():
    if settings.DEMO:
        yield "The site is in demo mode: take SOCBOARD_DEMO away."
    try:
        call_command("check", deploy=True, fail_level="WARNING", stdout=StringIO())
    except CommandError as error:
        yield from (line.strip() for line in str(error).splitlines() if line.startswith("?"))


def the_static_files():
    if not finders.find("build/board.css"):
        yield "The style sheet is not built: run ./script/setup."
    elif not settings.DEMO and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield "The static files are not collected: run manage.py collectstatic."


def the_database():
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield "The database is older than the programme: run manage.py migrate."
            return
        tables = connection.introspection.table_names()
    except DatabaseError:
        yield "The database does not answer: check DATABASE_URL."
        return
    if settings.CACHES["default"]["LOCATION"] not in tables:
        yield "The cache has no table: run manage.py createcachetable."
    if Event._meta.db_table not in append_only.guarded_tables(connection):
        yield "The database does not refuse changes to the audit: restore its triggers."
    yield from the_worker()


def the_worker():
    if not Heartbeat.objects.exists():
        yield "The worker has never run: start it."
    elif not Heartbeat.objects.is_fresh():
        yield "The worker has stopped: start it again."
    if given_up := Message.objects.given_up().count():
        yield f"Messages that could not be sent: {given_up}. Check SOCBOARD_EMAIL_HOST."


LOOKS = [the_settings, the_static_files, the_database]
