"""Somebody answers an invitation on a phone, from the link in the e-mail, without a password."""

import datetime
import re

from django.conf import settings

from actions.invitations import send_invitations
from background.models import Message
from meetings.models import Invitation
from tests.meetings.board_meeting import meeting_on


def test_an_invitation_is_answered_on_a_phone_in_two_taps(transactional_db, cast, phone, axe):
    meeting = meeting_on(cast, "2018-09-19", starts_at=datetime.time(10))
    seat = cast.seats["member"]
    Invitation.objects.invite(meeting, cast.member.person, seat=seat, by=cast.secretary)
    send_invitations(meeting, by=cast.secretary, today=datetime.date(2018, 9, 5))
    link = re.search(rf"{settings.BASE_URL}(/rsvp/\S+)", Message.objects.get().text)[1]

    phone.goto(link)
    assert phone.url.endswith("/rsvp/")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.get_by_label("No, I send apologies").tap()
    phone.get_by_role("button", name="Send the answer").tap()

    phone.get_by_text("Thank you: we have put you down as apologies.").wait_for()
    assert Invitation.objects.get().answer == "apologies"
    assert axe(phone) + phone.mistakes == []
