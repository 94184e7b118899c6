"""The e-mails that invite to a meeting: one to each, with links and numbers and nothing closed."""

import datetime
import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import ScopedLink
from actions.invitations import send_invitations
from actions.models import Lead
from audit.models import Event
from background.models import Message
from board.models import BoardSettings, Person, Seat
from meetings.models import Invitation, Meeting
from tests.meetings.board_meeting import (
    CANARIES,
    add_item,
    issue_agenda,
    meeting_on,
    with_minutes,
)

TODAY = datetime.date(2018, 9, 5)
# Planted in what an open row says: an e-mail holds its number alone.
TYPED = "Nudibranch"


@pytest.fixture
def meeting(cast):
    return meeting_on(cast, "2018-09-19", starts_at=datetime.time(10), title=CANARIES["title"])


def invite(cast, meeting, *users):
    return [
        Invitation.objects.invite(
            meeting,
            user.person,
            seat=Seat.objects.filter(holdings__person=user.person).first(),
            by=cast.secretary,
        )
        for user in users
    ]


def send(cast, meeting, **which):
    return send_invitations(meeting, by=cast.secretary, today=TODAY, **which)


def token_in(message):
    return re.search(r"/rsvp/([^/]+)/", message.text)[1]


def test_each_invited_person_gets_one_message_of_their_own(cast, meeting):
    invite(cast, meeting, cast.member, cast.chairman)

    assert send(cast, meeting) == 2

    assert sorted(Message.objects.values_list("to", "subject")) == [
        ("chairman@example.org", "Meeting on 19 September 2018"),
        ("member@example.org", "Meeting on 19 September 2018"),
    ]
    first, second = (token_in(message) for message in Message.objects.all())
    assert first != second
    assert set(
        Event.objects.filter(verb="invitation.sent").values_list("recipient", flat=True)
    ) == {"chairman@example.org", "member@example.org"}


def test_the_message_has_links_and_the_numbers_of_what_one_has_to_do(cast, meeting, annex):
    own = annex.add(annex.police, issues=TYPED, actions=TYPED)
    annex.add(Lead(organisation=cast.fire), issues=TYPED)
    annex.add(annex.police, issues="Done", rating="blue")
    earlier = with_minutes(cast, meeting_on(cast, "2018-07-04"))
    earlier.minutes.circulate(by=cast.secretary)
    reference = earlier.minutes.references.get(serial="SOCB/2018/01")
    reference.agree(owners=[cast.police], due="none", due_on=None, by=cast.secretary)
    invite(cast, meeting, cast.member)

    send(cast, meeting)

    message = Message.objects.get()
    site = settings.BASE_URL
    assert message.text.strip().splitlines() == [
        "You are invited to a meeting of the Serious and Organised Crime Board:",
        "",
        "Wednesday 19 September 2018 at 10:00",
        "Guildhall",
        "",
        "Say whether you will come. This link is yours alone, and needs no password:",
        f"{site}/rsvp/{token_in(message)}/",
        "",
        "The agenda:",
        f"{site}/meetings/2018-09-19-board/agenda/",
        "",
        "For your calendar:",
        f"{site}/meetings/2018-09-19-board/meeting.ics",
        "",
        "Your outstanding actions:",
        f"{own.reference}  {site}/actions/{own.pk}/",
        "",
        "Your outstanding references: SOCB/2018/01",
        f"{site}/references/",
    ]


def test_a_guest_is_sent_to_what_a_guest_may_read(cast, sign_in, meeting):
    add_item(cast, meeting, "Sharing of information")
    issue_agenda(cast, meeting)
    invitation = Invitation.objects.invite(
        meeting, cast.partner.person, seat=None, by=cast.secretary
    )
    send(cast, meeting)
    own_pages = f"/meetings/{meeting.slug}/"
    assert sign_in(cast.partner).get(f"{own_pages}agenda/").status_code == 404
    assert own_pages not in Message.objects.get().text
    BoardSettings.objects.update(allows_links=False)
    meeting.publish_agenda(by=cast.secretary)

    send(cast, meeting, only=invitation.pk)

    lines = Message.objects.last().text.split()
    links = [line.removeprefix(settings.BASE_URL) for line in lines if "://" in line]
    assert links == [
        f"{own_pages}invitations/{invitation.pk}/answer/",
        meeting.live_agenda.get_absolute_url(),
    ]
    assert [sign_in(cast.partner).get(link).status_code for link in links] == [200, 200]


def test_nothing_closed_is_in_any_message(cast, meeting, annex):
    closed = annex.add(annex.police, issues=TYPED, is_closed=True, closed_reason="paragraph 7")
    earlier = with_minutes(cast, meeting_on(cast, "2018-07-04"))
    earlier.minutes.circulate(by=cast.secretary)
    for reference in earlier.minutes.references.filter(in_closed_series=True):
        reference.agree(owners=[cast.police], due="none", due_on=None, by=cast.secretary)
    with_minutes(cast, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(state="planned")
    invite(cast, meeting, cast.member)

    send(cast, meeting)

    message = Message.objects.get()
    said = message.subject + message.text
    for word in [*CANARIES.values(), TYPED, f"/actions/{closed.pk}/", "SOCB/2018/C"]:
        assert word not in said


def test_who_has_no_address_or_no_account_any_more_is_left_out(cast, sign_in, meeting):
    nobody = Person.objects.create(name="Noel Nomail")
    Invitation.objects.invite(meeting, nobody, seat=None, by=cast.secretary)
    invite(cast, meeting, cast.ended)

    assert send(cast, meeting) == 0

    page = sign_in(cast.secretary).get(reverse("invitations", kwargs={"slug": meeting.slug}))
    assert page.content.decode().count("No address held: tell them yourself") == 2


def test_sending_twice_sends_once(cast, meeting):
    invite(cast, meeting, cast.member)
    assert (send(cast, meeting), send(cast, meeting)) == (1, 0)


def test_sending_again_ends_the_earlier_link(cast, meeting):
    (invitation,) = invite(cast, meeting, cast.member)
    send(cast, meeting)
    earlier = token_in(Message.objects.get())

    assert send(cast, meeting, only=invitation.pk) == 1

    now = timezone.now()
    assert ScopedLink.objects.find(ScopedLink.RSVP, earlier, now) is None
    later = token_in(Message.objects.last())
    assert ScopedLink.objects.find(ScopedLink.RSVP, later, now).object_id == str(invitation.pk)


def test_the_link_ends_with_the_day_after_the_meeting(cast, meeting, time_machine):
    time_machine.move_to(datetime.datetime(2018, 9, 5, 8, tzinfo=datetime.UTC))
    (invitation,) = invite(cast, meeting, cast.member)
    send(cast, meeting)
    expires = timezone.localtime(invitation.links().get().expires_at)
    assert f"{expires:%Y-%m-%d %H:%M}" == "2018-09-21 00:00"


def test_a_moved_meeting_is_to_be_sent_again(cast, meeting):
    invite(cast, meeting, cast.member)
    send(cast, meeting)
    meeting.held_on = datetime.date(2018, 9, 26)
    meeting.arrange(by=cast.secretary)

    assert send(cast, meeting) == 1

    message = Message.objects.last()
    assert message.subject == "Meeting on 26 September 2018"
    assert message.text.startswith("The date, time or place has changed. You are invited")


def test_who_was_invited_is_told_that_the_meeting_does_not_take_place(cast, sign_in, meeting):
    invited, not_sent = invite(cast, meeting, cast.member, cast.chairman)
    send(cast, meeting, only=invited.pk)
    meeting.call_off("cancelled", by=cast.secretary)

    secretary = sign_in(cast.secretary)
    step = secretary.get(meeting.get_absolute_url()).context["next_step"]
    (task,) = [t for t in secretary.get(reverse("home")).context["tasks"] if t.url == step.url]
    assert task.how_it_stands == "cancelled, and 1 person invited does not know yet"
    assert send(cast, meeting) == 1
    assert secretary.get(meeting.get_absolute_url()).context["next_step"] is None

    message = Message.objects.last()
    assert (message.to, message.subject) == (
        "member@example.org",
        "Meeting on 19 September 2018: does not take place",
    )
    assert "it is cancelled." in message.text
    assert not invited.links().live(timezone.now()).exists()


def test_the_secretary_presses_the_button(cast, sign_in, meeting):
    invite(cast, meeting, cast.member)
    client = sign_in(cast.secretary)
    page = reverse("invitations", kwargs={"slug": meeting.slug})
    assert "Send the invitations (1)" in client.get(page).content.decode()

    sent = client.post(reverse("invitation-sending", kwargs={"slug": meeting.slug}), follow=True)

    assert "1 e-mail is on the way." in sent.content.decode()
    assert Message.objects.count() == 1
