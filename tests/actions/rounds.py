"""An update round for the tests: opened before the meeting of 19 September 2018."""

import datetime
import re

from django.conf import settings

from actions.asking import plan_round
from actions.models import Lead, UpdateRound
from actions.round_mail import send_requests
from background.models import Message
from tests.meetings.board_meeting import meeting_on

TODAY = settings.BOARD_TODAY
CLOSES_ON = datetime.date(2018, 9, 7)


def open_round(cast, *, closes_on=CLOSES_ON, meeting=None):
    """The round, with its e-mails in the outbox."""
    meeting = meeting or meeting_on(cast, "2018-09-19")
    kept = UpdateRound.objects.open(
        meeting, plan_round(TODAY), closes_on=closes_on, by=cast.secretary, today=TODAY
    )
    send_requests(kept.requests.with_partner(), by=cast.secretary, today=TODAY)
    return kept


def led_by(annex, *organisations, **row):
    """A row of the table led by these organisations."""
    leads = [Lead(organisation=organisation) for organisation in organisations]
    return annex.add(*leads, **{"issues": "Dashboard", "rating": "amber", **row})


def link_to(user):
    """The address in the latest e-mail to this person."""
    text = Message.objects.filter(to=user.email).latest("pk").text
    return re.search(rf"{settings.BASE_URL}(/updates/\S+)", text)[1]


def request_of(kept, partner):
    name = partner._meta.model_name
    return kept.requests.with_rows().get(**{name: partner})


def answer(version=1, rating="green", note="Agreements signed.", **rest):
    return {"version": version, "rating": rating, "note": note, **rest}
