"""Fifty people update one row at once, and every acknowledged change is kept."""

from accounts.models import User
from actions.models import Action, Conflict, Rating
from board.models import Affiliation, Person
from tests.at_once import at_once

PEOPLE = 50
COLOURS = [Rating.RED, Rating.AMBER, Rating.GREEN]


def test_fifty_people_update_one_row_and_nothing_is_lost(transactional_db, annex, cast):
    row = annex.add(annex.police)
    people = [contact(cast.police, number) for number in range(PEOPLE)]

    def update(number):
        action, version = Action.objects.get(pk=row.pk), 1
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

    acknowledged = sorted(at_once(PEOPLE, update))

    states = row.revisions.order_by("number")
    kept = list(states.values_list("number", "made_by_id", "note"))
    assert [number for number, _, _ in kept] == list(range(1, PEOPLE + 2))
    assert kept[1:] == acknowledged
    assert {note for _, _, note in kept[1:]} == {f"Update {number}" for number in range(PEOPLE)}


def contact(organisation, number):
    user = User.objects.create(email=f"contact-{number}@example.org", name=f"Contact {number}")
    person = Person.objects.create(name=user.name, user=user)
    Affiliation.objects.create(person=person, organisation=organisation, is_contact=True)
    return user
