import pytest
from django.urls import reverse

from accounts.adapter import WRONG
from audit.models import Event
from tests.accounts.conftest import PASSWORD

LOGIN = "/accounts/login/"


def sign_in_as(client, email, password=PASSWORD, next_page=""):
    return client.post(LOGIN + next_page, {"login": email, "password": password})


def is_signed_in(client):
    return client.get(reverse("mfa_index")).status_code == 200


def words_of(response, *, without):
    return response.content.decode().replace(without, "").split("csrfmiddlewaretoken")[0]


def test_secretary_signs_in_by_address_and_password(client, secretary):
    response = sign_in_as(client, secretary.email)
    assert (response.status_code, response.url) == (302, "/")
    assert is_signed_in(client)


def test_the_address_may_be_typed_in_capitals(client, secretary):
    sign_in_as(client, secretary.email.upper())
    assert is_signed_in(client)


def test_a_wrong_password_does_not_sign_in(client, secretary):
    response = sign_in_as(client, secretary.email, "wrong horse battery")
    assert response.context["form"].non_field_errors() == [WRONG]
    assert not is_signed_in(client)


@pytest.mark.parametrize("email", ["nobody@example.org", "ended@example.org"])
def test_unknown_and_ended_accounts_get_the_answer_of_a_wrong_password(
    client, secretary, cast, email
):
    cast.ended.password = secretary.password
    cast.ended.save()
    wrong = sign_in_as(client, secretary.email, "wrong horse battery")
    other = sign_in_as(client, email)
    assert other.status_code == wrong.status_code
    assert words_of(other, without=email) == words_of(wrong, without=secretary.email)
    assert not is_signed_in(client)


def test_ending_an_account_ends_its_sessions_at_once(client, secretary):
    sign_in_as(client, secretary.email)
    secretary.is_active = False
    secretary.save()
    assert not is_signed_in(client)


@pytest.mark.parametrize("evil", ["//evil.example", "https://evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_only_to_this_site(client, secretary, evil):
    assert sign_in_as(client, secretary.email, next_page=f"?next={evil}").url == "/"


def test_signing_in_leads_to_the_page_asked_for(client, secretary):
    asked = client.get(reverse("account_change_password"))
    assert asked.url == "/accounts/login/?next=/accounts/password/change/"
    response = client.post(asked.url, {"login": secretary.email, "password": PASSWORD})
    assert response.url == "/accounts/password/change/"


def test_attempts_on_one_account_are_limited(client, secretary):
    for _ in range(5):
        sign_in_as(client, secretary.email, "wrong horse battery")
    response = sign_in_as(client, secretary.email)
    assert response.context["form"].non_field_errors() == [
        "Too many attempts. Wait five minutes and try again."
    ]
    assert not is_signed_in(client)


def test_signing_out_takes_a_post(client, secretary):
    sign_in_as(client, secretary.email)
    assert client.get("/accounts/logout/").status_code == 405
    assert is_signed_in(client)
    assert client.post("/accounts/logout/").url == "/"
    assert not is_signed_in(client)


def test_signing_in_and_out_is_recorded_without_what_was_typed(client, secretary):
    sign_in_as(client, "nobody@example.org")
    sign_in_as(client, secretary.email, "wrong horse battery")
    sign_in_as(client, secretary.email)
    client.post("/accounts/logout/")
    who = str(secretary.pk)
    assert list(
        Event.objects.order_by("sequence").values_list("verb", "by", "subject_id", "recipient")
    ) == [
        ("account.sign_in_failed", "", "", ""),
        ("account.sign_in_failed", "", who, ""),
        ("account.signed_in", secretary.email, who, ""),
        ("account.signed_out", secretary.email, who, ""),
    ]


def test_nobody_can_sign_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404
