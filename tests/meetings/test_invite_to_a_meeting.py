import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from board.models import Affiliation, Person, Seat, SeatHolding
from meetings.models import Attendance, Invitation, Meeting
from tests.meetings.board_meeting import meeting_on

TODAY = datetime.date(2018, 9, 5)


@pytest.fixture
def meeting(cast):
    return meeting_on(cast, "2018-09-19")


def page(meeting):
    return reverse("invitations", kwargs={"slug": meeting.slug})


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


def offered(response):
    return {
        candidate.person.name: candidate.is_usual
        for candidate in response.context["form"].candidates.values()
    }


def test_the_secretary_is_offered_the_seats_of_that_day_and_no_observer(cast, sign_in, meeting):
    response = sign_in(cast.secretary).get(page(meeting))

    assert offered(response) == {
        "Casey Chairman": True,
        "Drew Deputy": True,
        "Morgan Member": True,
        "Emery Ended": True,
        "Corin Cooptee": False,
        "Sam Secretary": True,
    }


def test_joint_holders_are_ticked_and_a_standing_deputy_is_not(cast, sign_in, meeting):
    seat = Seat.objects.create(category="member", label="Public Health", position=9)
    for name, capacity in [
        ("Joan", "joint_holder"),
        ("Jack", "joint_holder"),
        ("Del", "standing_deputy"),
    ]:
        SeatHolding.objects.create(
            seat=seat, person=Person.objects.create(name=name), capacity=capacity
        )

    given = offered(sign_in(cast.secretary).get(page(meeting)))

    assert {name: given[name] for name in ("Joan", "Jack", "Del")} == {
        "Joan": True,
        "Jack": True,
        "Del": False,
    }


def test_who_left_the_seat_before_the_meeting_is_not_offered(cast, sign_in, meeting):
    SeatHolding.objects.filter(person=cast.member.person).update(ends_on=datetime.date(2018, 9, 18))
    assert "Morgan Member" not in offered(sign_in(cast.secretary).get(page(meeting)))


def test_the_secretary_invites_members_and_a_guest(cast, sign_in, meeting):
    data = {"people": [cast.member.person.pk], "guest": cast.partner.person.pk}

    response = sign_in(cast.secretary).post(page(meeting), data)

    assert response.status_code == 302
    assert {
        (one.person.name, one.seat and one.seat.label) for one in meeting.invitations.all()
    } == {("Morgan Member", "Commander of Operations, CoLP"), ("Parker Partner", None)}
    assert Event.objects.filter(verb="invitation.made", by=cast.secretary.email).count() == 2


def test_the_secretary_cannot_slip_an_observer_in(cast, sign_in, meeting):
    client = sign_in(cast.secretary)
    for data in ({"people": [cast.observer.person.pk]}, {"guest": cast.observer.person.pk}):
        assert client.post(page(meeting), data).status_code == 422
    assert not meeting.invitations.exists()


def test_the_chairman_says_who_observes_and_invites_nobody_else(cast, sign_in, meeting):
    client = sign_in(cast.chairman)
    assert offered(client.get(page(meeting))) == {"Oakley Observer": False}
    assert client.post(page(meeting), {"people": [cast.member.person.pk]}).status_code == 422

    client.post(page(meeting), {"people": [cast.observer.person.pk]})

    assert [one.person.name for one in meeting.invitations.all()] == ["Oakley Observer"]


def test_the_chairman_takes_back_who_observes_and_nobody_else(cast, sign_in, meeting):
    observes, sits = invite(cast, meeting, cast.observer, cast.member)

    def take_back(one):
        address = reverse("invitation-withdrawal", kwargs={"slug": meeting.slug, "pk": one.pk})
        return sign_in(cast.chairman).post(address).status_code

    assert (take_back(observes), take_back(sits)) == (302, 403)
    assert list(Invitation.objects.standing()) == [sits]


def test_nobody_chosen_is_said(cast, sign_in, meeting):
    response = sign_in(cast.secretary).post(page(meeting), {})
    assert response.status_code == 422
    assert response.context["form"].errors == {"people": ["Select whom to invite"]}


@pytest.mark.parametrize("persona", ["observer", "co_optee"])
def test_an_observer_or_co_optee_sees_the_meetings_they_are_invited_to(
    persona, cast, sign_in, meeting
):
    meeting_on(cast, "2018-12-05")
    user = getattr(cast, persona)
    assert not Meeting.objects.visible_to(user).exists()

    (invitation,) = invite(cast, meeting, user)
    assert [seen.pk for seen in Meeting.objects.visible_to(user)] == [meeting.pk]
    assert sign_in(user).get(meeting.get_absolute_url()).status_code == 200

    invitation.withdraw(by=cast.secretary, at=timezone.now())
    assert not Meeting.objects.visible_to(user).exists()


def test_an_invitation_as_a_guest_shows_an_observer_nothing(cast, meeting):
    Invitation.objects.invite(meeting, cast.observer.person, seat=None, by=cast.secretary)
    assert not Meeting.objects.visible_to(cast.observer).exists()


def test_an_observer_only_expected_in_the_attendance_sees_nothing(cast, meeting):
    Attendance.objects.create(
        meeting=meeting, person=cast.observer.person, name="Oakley Observer", status="expected"
    )
    assert not Meeting.objects.visible_to(cast.observer).exists()


def test_a_guest_does_not_see_the_meeting(cast, meeting):
    Invitation.objects.invite(meeting, cast.partner.person, seat=None, by=cast.secretary)
    assert not Meeting.objects.visible_to(cast.partner).exists()


def test_the_end_of_the_seat_ends_the_invitation(cast, meeting):
    invite(cast, meeting, cast.observer)
    SeatHolding.objects.filter(person=cast.observer.person).update(
        ends_on=datetime.date(2018, 9, 18)
    )
    assert not Meeting.objects.visible_to(cast.observer).exists()
    assert not Invitation.objects.standing().exists()


def test_the_secretary_records_an_answer_given_by_telephone(cast, sign_in, meeting):
    (invitation,) = invite(cast, meeting, cast.member)
    address = reverse("invitation-answer", kwargs={"slug": meeting.slug, "pk": invitation.pk})
    data = {
        "answer": "substitute",
        "substitute_name": "Sol Stead",
        "substitute_organisation": "CoLP",
        "note": "by telephone",
    }

    assert sign_in(cast.secretary).post(address, data).url == page(meeting)

    answered = Invitation.objects.answers(meeting).get()
    assert answered.answer_in_words == "represented by Sol Stead, CoLP"
    assert answered.answered_how == "recorded by Sam Secretary, by telephone"
    event = Event.objects.first()
    assert (event.verb, event.by, event.recipient) == (
        "invitation.answered",
        cast.secretary.email,
        "",
    )


@pytest.mark.parametrize("persona", ["member", "chairman"])
def test_who_is_invited_answers_for_themselves_when_signed_in(persona, cast, sign_in, meeting):
    (own, other) = invite(cast, meeting, getattr(cast, persona), cast.co_optee)
    client = sign_in(getattr(cast, persona))
    address = reverse("invitation-answer", kwargs={"slug": meeting.slug, "pk": own.pk})
    assert address in client.get(meeting.get_absolute_url()).content.decode()

    assert client.post(address, {"answer": "apologies"}).url == meeting.get_absolute_url()

    own.refresh_from_db()
    assert (own.answer, own.answered_how) == ("apologies", "signed in")
    others = reverse("invitation-answer", kwargs={"slug": meeting.slug, "pk": other.pk})
    assert client.post(others, {"answer": "apologies"}).status_code in (403, 404)


def test_a_guest_answers_and_is_led_home(cast, sign_in, meeting):
    invitation = Invitation.objects.invite(
        meeting, cast.partner.person, seat=None, by=cast.secretary
    )
    invitation.mark_sent(by=cast.secretary, at=timezone.now())
    client = sign_in(cast.partner)
    address = reverse("invitation-answer", kwargs={"slug": meeting.slug, "pk": invitation.pk})
    home = client.get("/").content.decode()
    assert "Meeting on 19 September 2018" in home
    assert address in home
    assert "Wednesday 19 September 2018, Guildhall." in client.get(address).content.decode()

    assert client.post(address, {"answer": "attending"}).url == "/"

    assert address not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({}, {"answer": ["Select whether you will come"]}),
        (
            {"answer": "substitute"},
            {"substitute_name": ["Enter the name of who comes in your place"]},
        ),
        (
            {"answer": "attending", "substitute_name": "Sol"},
            {
                "answer": [
                    "Select “Somebody else comes in my place”, or empty the name below",
                ]
            },
        ),
    ],
)
def test_an_answer_that_cannot_be_is_asked_again(data, errors, cast, sign_in, meeting):
    (invitation,) = invite(cast, meeting, cast.member)
    address = reverse("invitation-answer", kwargs={"slug": meeting.slug, "pk": invitation.pk})

    response = sign_in(cast.member).post(address, data)

    assert response.status_code == 422
    assert response.context["form"].errors == errors


def test_an_invitation_taken_back_can_be_made_again(cast, sign_in, meeting):
    (invitation,) = invite(cast, meeting, cast.member)
    client = sign_in(cast.secretary)
    client.post(
        reverse("invitation-withdrawal", kwargs={"slug": meeting.slug, "pk": invitation.pk})
    )
    assert not Invitation.objects.standing().exists()
    assert "Morgan Member" in offered(client.get(page(meeting)))

    client.post(page(meeting), {"people": [cast.member.person.pk]})
    assert Invitation.objects.standing().get() == invitation


def test_nobody_is_invited_to_a_meeting_called_off(cast, sign_in, meeting):
    meeting.call_off("cancelled", by=cast.secretary)
    client = sign_in(cast.secretary)
    assert client.get(page(meeting)).context["form"] is None
    client.post(page(meeting), {"people": [cast.member.person.pk]})
    assert not meeting.invitations.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long(
    number, cast, sign_in, meeting, django_assert_num_queries
):
    for n in range(number):
        person = Person.objects.create(name=f"Guest {n}")
        Affiliation.objects.create(person=person, organisation=cast.police)
        Invitation.objects.invite(meeting, person, seat=None, by=cast.secretary)
    client = sign_in(cast.secretary)
    client.get(page(meeting))
    with django_assert_num_queries(10):
        client.get(page(meeting))
