"""Links without a password are turned off: none is made or sent, and those sent do not work."""

import datetime

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils import timezone

from accounts.models import ScopedLink
from actions.invitations import send_invitations
from audit.models import Event
from background.models import Message
from board.models import BoardSettings
from meetings.agenda_sending import send_for_agreement
from meetings.calendar_links import make_calendar_link
from meetings.models import Invitation
from tests.meetings.board_meeting import add_item, meeting_on

TODAY = datetime.date(2018, 9, 5)
STAYS = {"first-sign-in"}
SETTINGS = {
    "name": "Another Board",
    "short_name": "AB",
    "amber_word": "Amber",
    "quarter_year": "calendar",
    "agenda_clear_days": "5",
}


@pytest.fixture
def meeting(cast):
    meeting = meeting_on(cast, "2018-09-19", starts_at=datetime.time(10))
    add_item(cast, meeting, "Apologies")
    seat = cast.seats["member"]
    Invitation.objects.invite(meeting, cast.member.person, seat=seat, by=cast.secretary)
    return meeting


@pytest.fixture
def turn_off(cast, sign_in):
    return lambda: BoardSettings.objects.update(allows_links=False)


def routes_with_a_token(patterns=None):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes_with_a_token(pattern.url_patterns)
        elif "token" in pattern.pattern.converters:
            yield pattern.name


def test_the_administrator_turns_them_off_and_on_and_the_audit_says_so(cast, sign_in):
    client = sign_in(cast.administrator)
    assert "links without a password" in client.get(reverse("board-settings")).content.decode()

    client.post(reverse("board-settings"), SETTINGS)
    assert not BoardSettings.current().allows_links
    client.post(reverse("board-settings"), SETTINGS | {"allows_links": "on"})
    client.post(reverse("board-settings"), SETTINGS | {"allows_links": "on"})

    assert BoardSettings.current().allows_links
    verbs = Event.objects.filter(verb__startswith="links.").values_list("verb", flat=True)
    assert sorted(verbs) == ["links.turned_off", "links.turned_on"]


@pytest.mark.parametrize("name", sorted(set(routes_with_a_token()) - STAYS))
def test_no_route_that_a_link_leads_to_works(name, client, cast, turn_off):
    turn_off()

    response = client.get(reverse(name, kwargs={"token": "A" * 43}), follow=True)

    assert response.status_code == 403
    assert "Sign in instead of following a link" in response.content.decode()


def test_who_followed_a_link_before_is_asked_to_sign_in_and_changes_nothing(
    client, cast, meeting, turn_off
):
    now = timezone.now()
    invitation = Invitation.objects.get()
    token = invitation.make_link(now + datetime.timedelta(days=3), now)
    client.get(reverse("rsvp-link", kwargs={"token": token}))
    assert client.get(reverse("rsvp")).status_code == 200

    turn_off()
    response = client.post(reverse("rsvp"), {"answer": "apologies"})

    assert response.status_code == 403
    assert Invitation.objects.get().answer == ""
    assert client.post(reverse("agreement"), {}).status_code == 403


def test_a_link_works_again_once_they_are_turned_on_again(client, cast, meeting, turn_off):
    now = timezone.now()
    token = Invitation.objects.get().make_link(now + datetime.timedelta(days=3), now)
    address = reverse("rsvp-link", kwargs={"token": token})
    turn_off()
    assert client.get(address).status_code == 403

    BoardSettings.objects.update(allows_links=True)

    assert client.get(address).status_code == 302


def test_an_invitation_leads_to_the_page_for_which_one_signs_in(cast, meeting, turn_off):
    turn_off()

    send_invitations(meeting, by=cast.secretary, today=TODAY)

    text = Message.objects.get().text
    assert "/rsvp/" not in text
    address = reverse("invitation-answer", args=[meeting.slug, Invitation.objects.get().pk])
    assert f"Sign in, and answer here:\n{settings.BASE_URL}{address}\n" in text
    assert not ScopedLink.objects.exists()


def test_the_chairman_is_asked_to_sign_in(cast, sign_in, meeting, turn_off):
    turn_off()
    address = reverse("agenda-sending", kwargs={"slug": meeting.slug})

    page = sign_in(cast.secretary).get(address).content.decode()
    assert "Links without a password are turned off." in page
    assert 'value="link"' not in page
    send_for_agreement(meeting, by=cast.secretary, by_link=True, today=TODAY)

    assert not ScopedLink.objects.exists()
    assert reverse("agenda-agreement", kwargs={"slug": meeting.slug}) in Message.objects.get().text


def test_no_private_calendar_is_made_and_the_page_says_why(cast, sign_in, client, turn_off):
    address = make_calendar_link(cast.member, timezone.now())
    path = address[address.index("/calendar/") :]
    assert client.get(path).status_code == 200
    turn_off()
    links = ScopedLink.objects.count()

    page = sign_in(cast.member).post(reverse("calendar-link")).content.decode()

    assert "Links without a password are turned off" in page
    assert "Make a new link" not in page
    assert ScopedLink.objects.count() == links
    assert client.get(path).status_code == 403
