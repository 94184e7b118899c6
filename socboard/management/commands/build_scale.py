from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from actions.models import Action
from board.day import today
from board.models import Group
from meetings.models import Meeting
from socboard.demo import scale


class Command(BaseCommand):
    help = "Build a large made-up Board in an empty database, for measuring."

    def add_arguments(self, parser):
        parser.add_argument("--actions", type=int, default=10_000, help="rows of the action table")
        parser.add_argument("--revisions", type=int, default=20, help="states of each row")
        parser.add_argument("--meetings", type=int, default=100, help="meetings with minutes")

    def handle(self, *, actions, revisions, meetings, **options):
        if not settings.DEMO:
            raise CommandError("A made-up Board is built in demo mode only: set SOCBOARD_DEMO=1.")
        if actions < 0 or meetings < 0 or not 1 <= revisions <= 40:
            raise CommandError("Give numbers that are not below 0, and 1 to 40 revisions.")
        if any(model.objects.exists() for model in (Group, Meeting, Action)):
            raise CommandError(
                "There is a Board already: a made-up one is built in an empty database only."
                " Set SOCBOARD_DATA to a folder of its own."
            )
        with transaction.atomic():
            scale.build(actions=actions, revisions=revisions, meetings=meetings, today=today())
        self.stdout.write(
            f"Built {actions} rows with {revisions} states each, {meetings} meetings."
        )
