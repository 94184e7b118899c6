"""A real start: the Board's name and its first secretary, who is given a one-time link."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import ScopedLink, User
from audit.events import record_event
from board.models import BoardSettings, Group, Person, Seat, SeatHolding
from meetings.models import Phrase

QUESTIONS = {
    "name": "Name of the Board",
    "short_name": "Its initials, used in numbers such as SOCB/2018/07",
    "person": "Name of the first person of the secretariat",
    "email": "Their e-mail address",
}
LINK_LASTS = datetime.timedelta(days=2)


class Command(BaseCommand):
    help = "Set up an empty Board and its first secretary; print a one-time sign-in link."

    def add_arguments(self, parser):
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=question)

    def handle(self, **options):
        if BoardSettings.objects.exists() or Group.objects.filter(kind=Group.Kind.BOARD).exists():
            raise CommandError("There is a Board already. Nothing has been changed.")
        answers = {
            name: (options[name] or input(f"{question}: ")).strip()
            for name, question in QUESTIONS.items()
        }
        try:
            token = start_board(**answers)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        address = settings.BASE_URL + reverse("first-sign-in", kwargs={"token": token})
        self.stdout.write(
            f"{answers['name']} is set up. Give this link to {answers['person']}; it works once,"
            f" for two days:\n{address}"
        )


@transaction.atomic
def start_board(*, name, short_name, person, email):
    """Write the Board and its first secretary; the token of the link for their first sign-in."""
    save(BoardSettings(pk=1, name=name, short_name=short_name))
    save(Group(kind=Group.Kind.BOARD, name=name, short_name=short_name, slug="board"))
    seat = save(Seat(category=Seat.Category.SECRETARIAT, label="Secretariat"))
    user = User(email=email.lower(), name=person)
    user.set_unusable_password()
    save(user)
    Phrase.objects.begin()
    holder = save(Person(name=person, user=user))
    save(SeatHolding(seat=seat, person=holder))
    _, token = ScopedLink.objects.make(
        ScopedLink.FIRST_SIGN_IN, user, user.email, timezone.now() + LINK_LASTS
    )
    record_event("board.started", subject=user, recipient=user.email)
    return token


def save(record):
    record.full_clean()
    record.save()
    return record
