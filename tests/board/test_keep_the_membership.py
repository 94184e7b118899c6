"""The forms of the secretariat."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ScopedLink, User
from audit.models import Event
from background.models import Message
from board.models import Affiliation, Organisation, Person, Seat, SeatHolding
from board.roles import roles_of


def day(name, typed):
    d, m, y = typed.split()
    return {f"{name}_day": d, f"{name}_month": m, f"{name}_year": y}


@pytest.fixture
def secretary(cast, sign_in):
    return sign_in(cast.secretary)


EMPTY = {"ends_on_day": "", "ends_on_month": "", "ends_on_year": ""}


def text(response):
    return response.content.decode()


def test_add_a_seat_and_put_somebody_in_it(cast, secretary):
    secretary.post(
        "/board/seats/new/",
        {
            "category": "co_optee",
            "label": "HM Revenue and Customs",
            "condition": "co_optees_only",
            "organisations": [cast.police.pk, cast.fire.pk],
        },
    )
    seat = Seat.objects.get(label="HM Revenue and Customs")
    assert seat.seat_organisations.count() == 2
    assert seat.position == Seat.objects.order_by("position").last().position
    person = Person.objects.create(name="Nova Newcomer")
    response = secretary.post(
        f"/board/seats/{seat.pk}/holders/new/",
        {"person": person.pk, "capacity": "holder", "printed_as": "N. Newcomer"}
        | day("starts_on", "1 9 2018"),
        follow=True,
    )
    holding = seat.holdings.get()
    assert (holding.starts_on, holding.printed_name) == (datetime.date(2018, 9, 1), "N. Newcomer")
    assert "Nova Newcomer</a>, printed “N. Newcomer”" in text(response)
    assert list(Event.objects.order_by("sequence").values_list("verb", flat=True)) == [
        "seat.added",
        "seat.holder_added",
    ]


def test_a_seat_already_held_is_refused_with_what_to_do(cast, secretary):
    seat = cast.seats["chairman"]
    person = Person.objects.create(name="Nova Newcomer")
    response = secretary.post(
        f"/board/seats/{seat.pk}/holders/new/",
        {"person": person.pk, "capacity": "holder"} | day("starts_on", "1 9 2018"),
    )
    assert response.status_code == 422
    assert "Casey Chairman holds this seat: end that first" in text(response)
    assert seat.holdings.count() == 1


def test_somebody_merged_into_another_cannot_be_seated(cast, secretary):
    kept = Person.objects.create(name="Jon Averns")
    merged = Person.objects.create(name="Jon Averbs", merged_into=kept)
    response = secretary.post(
        f"/board/seats/{cast.seats['member'].pk}/holders/new/",
        {"person": merged.pk, "capacity": "joint_holder"},
    )
    assert response.status_code == 422


def test_end_a_holding_and_take_the_ending_back(cast, secretary):
    holding = SeatHolding.objects.get(person=cast.observer.person)
    address = f"/board/holders/{holding.pk}/ending/"
    assert "Enter the last day" in text(secretary.post(address, EMPTY))
    secretary.post(address, day("ends_on", "4 9 2018"))
    holding.refresh_from_db()
    assert holding.ends_on == datetime.date(2018, 9, 4)
    assert roles_gone(cast.observer)
    secretary.post(address, EMPTY)
    holding.refresh_from_db()
    assert holding.ends_on is None


def roles_gone(user):

    return not roles_of(User.objects.get(pk=user.pk)).is_observer


def test_a_last_day_before_the_first_is_refused(cast, secretary):
    holding = SeatHolding.objects.get(person=cast.observer.person)
    SeatHolding.objects.filter(pk=holding.pk).update(starts_on=datetime.date(2018, 7, 1))
    response = secretary.post(f"/board/holders/{holding.pk}/ending/", day("ends_on", "30 6 2018"))
    assert response.status_code == 422
    assert "The last day must be 1 July 2018 or later" in text(response)


def test_edit_a_seat_keeps_its_kind_and_changes_its_organisations(cast, secretary):
    seat = cast.seats["member"]
    secretary.post(
        f"/board/seats/{seat.pk}/edit/",
        {
            "category": "secretariat",
            "label": "Commander, CoLP",
            "condition": "",
            "organisations": [cast.fire.pk],
        },
    )
    seat.refresh_from_db()
    assert (seat.category, seat.label) == ("member", "Commander, CoLP")
    assert [row.organisation for row in seat.seat_organisations.all()] == [cast.fire]


def test_add_a_person_with_the_spellings_of_the_papers(cast, secretary):
    response = secretary.post(
        "/board/people/new/",
        {"name": "Jon Averns", "other_spellings": "Jon Avern\r\nJon Averbs\njon avern\n\n"},
        follow=True,
    )
    person = Person.objects.get(name="Jon Averns")
    assert sorted(alias.name for alias in person.aliases.all()) == ["Jon Averbs", "Jon Avern"]
    assert "The papers also spell this name" in text(response)


def test_an_organisation_is_there_once_whatever_the_capitals(cast, secretary):
    response = secretary.post("/board/organisations/new/", {"name": "city of london POLICE"})
    assert response.status_code == 422
    assert "There is already an organisation of this name." in text(response)
    secretary.post("/board/organisations/new/", {"name": "Home Office"})
    assert Organisation.objects.filter(name="Home Office").count() == 1


def test_a_contact_is_added_and_ended(cast, secretary):
    person = Person.objects.create(name="Nova Newcomer")
    secretary.post(
        f"/board/people/{person.pk}/organisations/new/",
        {"organisation": cast.police.pk, "is_contact": "on"} | day("starts_on", "1 9 2018"),
    )
    affiliation = Affiliation.objects.get(person=person)
    assert affiliation.is_contact
    secretary.post(f"/board/affiliations/{affiliation.pk}/ending/", day("ends_on", "2 9 2018"))
    affiliation.refresh_from_db()
    assert affiliation.ends_on == datetime.date(2018, 9, 2)


def test_an_invited_person_gets_a_link_of_their_own(
    cast, secretary, django_capture_on_commit_callbacks
):
    person = Person.objects.create(name="Nova Newcomer")
    address = f"/board/people/{person.pk}/invitation/"
    response = secretary.post(address, {"email": "Nova@Example.org"}, follow=True)
    assert "Invited, and has not chosen a password yet" in text(response)
    user = Person.objects.get(pk=person.pk).user
    assert (user.email, user.has_usable_password()) == ("nova@example.org", False)
    assert Message.objects.get().to == "nova@example.org"
    assert "/accounts/first-sign-in/" in Message.objects.get().text
    secretary.post(address, {"email": "nova@example.org"})
    assert User.objects.filter(email="nova@example.org").count() == 1
    assert ScopedLink.objects.filter(revoked_at=None).count() == 1


def test_an_address_that_signs_in_already_is_refused(cast, secretary):
    person = Person.objects.create(name="Nova Newcomer")
    response = secretary.post(
        f"/board/people/{person.pk}/invitation/", {"email": "CHAIRMAN@example.org"}
    )
    assert response.status_code == 422
    assert "Somebody already signs in with this e-mail address." in text(response)


def test_somebody_with_a_password_gets_no_second_link(cast, secretary):
    cast.member.set_password("a-long-password-of-nobody")
    cast.member.save()
    response = secretary.post(
        f"/board/people/{cast.member.person.pk}/invitation/", {"email": "member@example.org"}
    )
    assert response.status_code == 422
    assert ScopedLink.objects.count() == 0


@pytest.mark.parametrize("address", ["/board/people/", "/board/organisations/"])
def test_lists_ask_the_database_as_often_for_many_rows(cast, secretary, address):

    secretary.get(address)
    with CaptureQueriesContext(connection) as before:
        secretary.get(address)
    for number in range(3):
        person = Person.objects.create(name=f"Person {number}")
        person.aliases.create(name="Another")
        organisation = Organisation.objects.create(name=f"Organisation {number}")
        Affiliation.objects.create(person=person, organisation=organisation, is_contact=True)
        SeatHolding.objects.create(seat=cast.seats["member"], person=person)
        cast.seats["member"].seat_organisations.create(organisation=organisation)
    with CaptureQueriesContext(connection) as after:
        secretary.get(address)
    assert len(after) == len(before)


def test_the_settings_of_the_board_are_changed_by_its_secretariat(cast, secretary):
    secretary.post(
        "/board/settings/",
        {
            "name": "Our Board",
            "short_name": "OB",
            "amber_word": "Amber",
            "quarter_year": "calendar",
            "agenda_clear_days": "5",
        },
    )
    assert "Our Board" in text(secretary.get("/board/settings/"))


def test_the_administrator_finds_the_settings_in_the_menu(cast, sign_in):
    page = text(sign_in(cast.administrator).get("/board/settings/"))
    assert 'href="/board/settings/"' in page
    assert 'href="/board/"' not in page
