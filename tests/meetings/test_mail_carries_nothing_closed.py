"""A word is planted in every closed field; no e-mail of a meeting, whoever it is for, carries it."""

import datetime

import pytest
from django.urls import reverse

from background.models import Message
from meetings.models import Invitation, Reference
from tests.meetings.board_meeting import (
    CANARIES,
    PARAGRAPH_7,
    add_item,
    lay_paper,
    meeting_on,
    with_minutes,
)
from tests.papers.files import pdf

INVITED = ["chairman", "deputy", "member", "co_optee", "observer"]


@pytest.fixture
def held(cast):
    held = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    for reference in Reference.objects.filter(minutes=held.minutes):
        reference.agree(
            owners=[cast.member.person], due="next_meeting", due_on=None, by=cast.secretary
        )
    return held


@pytest.fixture
def coming(cast):
    coming = meeting_on(cast, "2018-09-19", starts_at=datetime.time(10))
    facts = {"presenter": CANARIES["presenter"], **PARAGRAPH_7}
    item = add_item(cast, coming, CANARIES["title"], **facts)
    lay_paper(cast, item, CANARIES["title of a paper"], pdf(CANARIES["paragraph"]))
    for persona in INVITED:
        person = getattr(cast, persona).person
        seat = person.holdings.get().seat
        Invitation.objects.invite(coming, person, seat=seat, by=cast.secretary)
    return coming


def test_no_mail_of_a_meeting_carries_a_closed_word(cast, sign_in, held, coming):
    client = sign_in(cast.secretary)
    post(client, "minutes-circulation", held)
    post(client, "invitation-sending", coming)
    post(client, "agenda-sending", coming, by_link="sign-in")
    post(client, "meeting-calling-off", coming, state="cancelled")
    post(client, "invitation-sending", coming)

    mail = list(Message.objects.order_by("pk"))

    subjects = {message.subject for message in mail}
    assert len(mail) >= 2 * len(INVITED) + 2 and len(subjects) >= 4
    assert any("references" in message.text for message in mail)
    for message in mail:
        for word in CANARIES.values():
            assert word.lower() not in f"{message.subject} {message.text}".lower()


def post(client, name, meeting, **data):
    response = client.post(reverse(name, kwargs={"slug": meeting.slug}), data)
    assert response.status_code == 302
