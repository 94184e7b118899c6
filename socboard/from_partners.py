"""What waits between the Board and its partners: each as (what, how it stands, address, button)."""

from collections import Counter

from django.db.models import Value
from django.urls import reverse
from django.utils.formats import date_format

from actions.models import UpdateRequest, UpdateRound
from priorities.models import EmergingThreat, LocalProfile, SharingAgreement


def for_the_secretariat(user, today):
    rounds = UpdateRound.objects.before_their_meeting(today).with_meeting().with_requests()
    for kept in rounds:
        how = f"{kept.returned} of {len(kept.requests.all())} partners returned · "
        how += closing(kept, today)
        yield f"Update round for {kept.meeting}", how, kept.get_absolute_url(), "See round"
    found = waiting(user, today)
    if number := found["threats"]:
        how = f"{number} raised, for a meeting to take"
        yield "Emerging threats", how, reverse("threats"), "See them"
    if number := found["profiles"]:
        how = f"{number} {'is' if number == 1 else 'are'} due to be renewed"
        yield "Local profiles", how, reverse("profiles"), "See them"
    if number := found["sharing"]:
        how = f"{number} {'agreement is' if number == 1 else 'agreements are'} due for review"
        yield "Information sharing", how, reverse("sharing"), "See them"


def waiting(user, today):
    """How many of each kind wait, in one query."""
    kinds = {
        "threats": EmergingThreat.objects.visible_to(user).waiting(),
        "profiles": LocalProfile.objects.due(today),
        "sharing": SharingAgreement.objects.due(today),
    }
    rows = [
        records.order_by().annotate(kind=Value(kind)).values_list("kind", "pk")
        for kind, records in kinds.items()
    ]
    return Counter(kind for kind, _ in rows[0].union(*rows[1:], all=True))


def for_a_partner(user, today):
    asked = UpdateRequest.objects.asked_of(user, today).running(today).with_rows()
    for request in asked:
        if request.is_returned:
            continue
        own = len(request.own_rows)
        how = f"{len(request.answered)} of {own} answered · " if own else ""
        how += closing(request.round, today)
        what = (
            f"Your actions for the meeting of {date_format(request.round.meeting.held_on, 'j F Y')}"
        )
        yield what, how, reverse("updates"), "Say how they stand"


def closing(kept, today):
    day = date_format(kept.closes_on, "l j F")
    return f"closes {day}" if kept.is_open(today) else f"closed {day}"
