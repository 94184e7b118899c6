"""Fifty partners answer an update round at the same moment, each by a link of its own, and every
acknowledged answer is kept."""

import re

import pytest
from django.conf import settings
from django.db.models import F
from django.test import Client

from accounts.models import User
from actions.models import Action, Lead, UpdateReply
from background.models import Message
from board.models import Affiliation, Organisation, Person
from tests.actions.rounds import answer, open_round
from tests.at_once import at_once

COLOURS = ["red", "amber", "green"]


def contact_of(organisation, number):
    user = User.objects.create(email=f"contact-{number}@example.org", name=f"Contact {number}")
    person = Person.objects.create(name=user.name, user=user)
    Affiliation.objects.create(person=person, organisation=organisation, is_contact=True)
    return user


@pytest.mark.parametrize(("number", "rows"), [(50, "a row each"), (8, "one row of all")])
def test_partners_answer_by_their_links_at_once_and_nothing_is_lost(
    number, rows, transactional_db, annex, cast
):
    partners = [Organisation.objects.create(name=f"Partner {n:02}") for n in range(number)]
    users = [contact_of(partner, place) for place, partner in enumerate(partners)]
    leads = [Lead(organisation=partner) for partner in partners]
    if rows == "one row of all":
        annex.add(*leads, rating="blue")
        Action.objects.get().rate("amber", by=cast.secretary, as_at=annex.day, version=1)
    else:
        for lead in leads:
            annex.add(lead, rating="amber")
    kept = open_round(cast)
    asked = {one.organisation: one for one in kept.requests.with_rows()}

    def respond(place):
        text = Message.objects.get(to=users[place].email).text
        client = Client()
        client.get(re.search(rf"{settings.BASE_URL}(/updates/\S+)", text)[1])
        request = asked[partners[place]]
        action = request.rows.all()[0].action
        address = f"/updates/{request.pk}/rows/{action.pk}/"
        version = action.current.number
        while True:
            typed = answer(version=version, rating=COLOURS[place % 3], note=f"From {place}")
            response = client.post(address, typed)
            if response.status_code == 302:
                return (users[place].pk, f"From {place}", COLOURS[place % 3])
            assert response.status_code == 409
            version = int(re.search(r'name="version" value="(\d+)"', response.text)[1])

    acknowledged = sorted(at_once(number, respond))

    replies = UpdateReply.objects.order_by("revision__made_by")
    said = replies.values_list("revision__made_by", "revision__note", "revision__rating")
    assert list(said) == acknowledged
    by_whom = UpdateReply.objects.filter(link_recipient=F("revision__made_by__email"))
    assert by_whom.count() == number
    assert [one for one in kept.requests.with_rows() if not one.is_returned] == []
