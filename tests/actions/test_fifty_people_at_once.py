"""Promise 4: fifty people update one row at once, and every acknowledged change is kept."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from accounts.models import User
from actions.models import Action, Conflict, Rating
from board.models import Affiliation, Person

PEOPLE = 50
COLOURS = [Rating.RED, Rating.AMBER, Rating.GREEN]


def test_fifty_people_update_one_row_and_nothing_is_lost(many_connections, annex, cast):
    row = annex.add(annex.police)
    people = [contact(cast.police, number) for number in range(PEOPLE)]
    many_connections()
    start = Barrier(PEOPLE)

    def update(number):
        action, version = Action.objects.get(pk=row.pk), 1
        start.wait(timeout=60)
        while True:
            try:
                kept = action.rate(
                    COLOURS[number % 3],
                    by=people[number],
                    as_at=annex.day,
                    version=version,
                    note=f"Update {number}",
                )
            except Conflict as conflict:
                version = conflict.current.number
            else:
                return kept.number, people[number].pk, kept.note

    with ThreadPoolExecutor(PEOPLE) as pool:
        acknowledged = sorted(pool.map(hanging_up(update), range(PEOPLE)))
        kept = pool.submit(hanging_up(states_of), row).result()

    assert [number for number, _, _ in kept] == list(range(1, PEOPLE + 2))
    assert kept[1:] == acknowledged
    assert {note for _, _, note in kept[1:]} == {f"Update {number}" for number in range(PEOPLE)}


def contact(organisation, number):
    user = User.objects.create(email=f"contact-{number}@example.org", name=f"Contact {number}")
    person = Person.objects.create(name=user.name, user=user)
    Affiliation.objects.create(person=person, organisation=organisation, is_contact=True)
    return user


def states_of(row):
    states = row.revisions.order_by("number")
    return list(states.values_list("number", "made_by_id", "note"))


def hanging_up(work):
    """Each thread has a connection of its own, and closes it."""

    def and_hang_up(*args):
        try:
            return work(*args)
        finally:
            connection.close()

    return and_hang_up
