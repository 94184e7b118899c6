"""A person answers an invitation by the link in the e-mail, without signing in."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from board.models import SeatHolding
from meetings.models import Invitation
from tests.meetings.board_meeting import (
    CANARIES,
    PARAGRAPH_7,
    add_item,
    issue_agenda,
    meeting_on,
    with_minutes,
)

PAGE = "/rsvp/"


@pytest.fixture
def meeting(cast):
    return meeting_on(cast, "2018-09-19", starts_at=datetime.time(10), title=CANARIES["title"])


@pytest.fixture
def invitation(cast, meeting):
    return Invitation.objects.invite(
        meeting, cast.member.person, seat=cast.seats["member"], by=cast.secretary
    )


@pytest.fixture
def token(invitation):
    return token_for(invitation)


def token_for(invitation, days=3):
    now = timezone.now()
    return invitation.make_link(now + datetime.timedelta(days=days), now)


def state_of(invitation):
    return Invitation.objects.filter(pk=invitation.pk).values().get()


def test_following_the_link_changes_nothing_and_leaves_its_address(client, invitation, token):
    before = state_of(invitation)
    events = Event.objects.count()

    response = client.get(f"/rsvp/{token}/")

    assert (response.status_code, response.url) == (302, PAGE)
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert client.get(PAGE).status_code == 200
    assert state_of(invitation) == before
    assert Event.objects.count() == events
    assert invitation.links().live(timezone.now()).count() == 1


def test_the_page_says_whose_meeting_when_and_where_and_nothing_of_its_agenda(
    cast, client, meeting, invitation, token
):
    with_minutes(cast, meeting)
    type(meeting).objects.filter(pk=meeting.pk).update(state="planned")
    client.get(f"/rsvp/{token}/")

    page = client.get(PAGE).content.decode()

    for said in (
        "Serious and Organised Crime Board",
        "Wednesday 19 September 2018, 10:00",
        "Guildhall",
    ):
        assert said in page
    for word in [*CANARIES.values(), "Sharing of information", "Any other business", token]:
        assert word not in page


def test_answering_by_link_is_recorded_as_by_link(client, invitation, token):
    client.get(f"/rsvp/{token}/")

    response = client.post(PAGE, {"answer": "apologies"}, follow=True)

    assert "we have put you down as apologies" in response.content.decode()
    answered = Invitation.objects.get()
    assert (answered.answer, answered.answered_by, answered.answered_how) == (
        "apologies",
        None,
        "by the link",
    )
    event = Event.objects.first()
    assert (event.verb, event.by, event.recipient) == (
        "invitation.answered_by_link",
        "",
        "member@example.org",
    )


def test_an_answer_can_be_changed_and_a_substitute_named(client, invitation, token):
    client.get(f"/rsvp/{token}/")
    client.post(PAGE, {"answer": "attending"})
    named = {
        "answer": "substitute",
        "substitute_name": "Sol Stead",
        "substitute_organisation": "CoLP",
    }
    client.post(PAGE, named)
    assert Invitation.objects.get().answer_in_words == "represented by Sol Stead, CoLP"

    client.post(PAGE, {"answer": "attending"})
    assert (Invitation.objects.get().answer, Invitation.objects.get().substitute_name) == (
        "attending",
        "",
    )


def test_the_session_gets_a_new_key(client, token):
    client.get("/accounts/login/")
    client.session.save()
    client.get(f"/rsvp/{token}/")
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.get(f"/rsvp/{token}/")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != first


def test_the_link_opens_no_other_page(client, meeting, token):
    client.get(f"/rsvp/{token}/")
    for address in ("/meetings/", meeting.get_absolute_url(), "/references/", "/actions/"):
        response = client.get(address)
        assert (response.status_code, response.url.startswith("/accounts/login/")) == (302, True)


def test_somebody_signed_in_follows_somebody_elses_link_and_stays_who_they_are(
    cast, sign_in, invitation, token
):
    client = sign_in(cast.observer)
    client.get(f"/rsvp/{token}/")
    client.post(PAGE, {"answer": "attending"})

    assert Event.objects.first().recipient == "member@example.org"
    assert Invitation.objects.get().answered_by is None
    assert client.get(reverse("meetings")).context["user"] == cast.observer


def no_longer_works(client, token):
    assert client.get(f"/rsvp/{token}/").url == PAGE
    return client.get(PAGE).status_code == 404 and (
        client.post(PAGE, {"answer": "attending"}).status_code == 404
    )


def test_a_made_up_link_does_not_work(client, cast):
    assert no_longer_works(client, "a" * 43)


def test_an_expired_link_does_not_work(client, invitation):
    assert no_longer_works(client, token_for(invitation, days=-1))


def test_a_link_that_was_replaced_does_not_work(client, invitation, token):
    client.get(f"/rsvp/{token}/")
    later = token_for(invitation)

    assert client.post(PAGE, {"answer": "attending"}).status_code == 404
    assert no_longer_works(client, token)
    client.get(f"/rsvp/{later}/")
    assert client.get(PAGE).status_code == 200


def test_the_end_of_invitation_seat_or_account_ends_the_link(cast, client, invitation, token):
    client.get(f"/rsvp/{token}/")
    holdings = SeatHolding.objects.filter(person=cast.member.person)
    holdings.update(ends_on=datetime.date(2018, 9, 18))
    assert client.get(PAGE).status_code == 404
    holdings.update(ends_on=None)
    type(cast.member).objects.filter(pk=cast.member.pk).update(is_active=False)
    assert client.get(PAGE).status_code == 404
    type(cast.member).objects.filter(pk=cast.member.pk).update(is_active=True)
    assert client.get(PAGE).status_code == 200
    invitation.withdraw(by=cast.secretary, at=timezone.now())
    assert no_longer_works(client, token)


def test_a_link_for_another_purpose_does_not_work(client, cast):
    from meetings.calendar_links import make_calendar_link

    token = make_calendar_link(cast.member, timezone.now()).rpartition("/")[2].removesuffix(".ics")
    assert no_longer_works(client, token)


def test_a_meeting_called_off_says_so_and_takes_no_answer(cast, client, meeting, token):
    client.get(f"/rsvp/{token}/")
    meeting.call_off("cancelled", by=cast.secretary)

    page = client.get(PAGE)
    assert "does not take place: it is cancelled" in page.content.decode()
    assert page.context["form"] is None
    assert client.post(PAGE, {"answer": "attending"}).status_code == 409
    assert Invitation.objects.get().answer == ""


def test_guessing_is_slowed_down_and_a_right_link_does_not_count(client, invitation, token):
    for _ in range(25):
        assert client.get(f"/rsvp/{token}/").status_code == 302
    statuses = [client.get(f"/rsvp/{n:043}/").status_code for n in range(21)]
    assert statuses == [302] * 20 + [429]
    assert client.get(f"/rsvp/{token}/").status_code == 429


def test_answers_by_one_link_are_limited(client, invitation, token):
    client.get(f"/rsvp/{token}/")
    statuses = [client.post(PAGE, {"answer": "attending"}).status_code for _ in range(21)]
    assert statuses == [302] * 20 + [429]


def test_a_bad_answer_loses_nothing_typed(client, invitation, token):
    client.get(f"/rsvp/{token}/")
    response = client.post(PAGE, {"answer": "", "substitute_name": "Sol Stead"})
    assert response.status_code == 422
    assert 'value="Sol Stead"' in response.content.decode()


def test_the_meeting_is_put_in_a_calendar_without_a_password(cast, client, meeting, token):
    add_item(cast, meeting, CANARIES["title"])
    assert client.get("/rsvp/meeting.ics").status_code == 404
    client.get(f"/rsvp/{token}/")
    assert 'href="/rsvp/meeting.ics"' in client.get(PAGE).content.decode()

    response = client.get("/rsvp/meeting.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert f"UID:meeting-{meeting.pk}@socboard".encode() in response.content
    assert CANARIES["title"].encode() not in response.content


def test_a_guest_is_not_told_to_sign_in_for_an_agenda_they_may_not_read(cast, client, meeting):
    for user, seat, told in (
        (cast.member, cast.seats["member"], True),
        (cast.partner, None, False),
    ):
        invited = Invitation.objects.invite(meeting, user.person, seat=seat, by=cast.secretary)
        client.get(f"/rsvp/{token_for(invited)}/")

        assert ("To read the agenda" in client.get(PAGE).content.decode()) == told


def test_the_page_leads_to_the_public_agenda_and_to_no_other(cast, client, meeting, token):
    add_item(cast, meeting, "Sharing of information")
    add_item(cast, meeting, "Thrapplewort", **PARAGRAPH_7)
    issue_agenda(cast, meeting)
    client.get(f"/rsvp/{token}/")
    assert "public agenda" not in client.get(PAGE).content.decode()

    meeting.publish_agenda(by=cast.secretary)

    page = client.get(PAGE).content.decode()
    address = meeting.live_agenda.get_absolute_url()
    assert f'<a class="govuk-link" href="{address}">Read the public agenda</a>' in page
    agenda = client.get(address).content.decode()
    assert "Sharing of information" in agenda
    assert "Thrapplewort" not in agenda
