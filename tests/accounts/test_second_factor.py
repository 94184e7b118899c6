import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.urls import reverse

from audit.models import Event
from tests.accounts.conftest import PASSWORD

SET_UP = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def outside_demo_mode(settings):
    settings.DEMO = False


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_password(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def set_up_app(client):
    page = client.get(SET_UP).content.decode()
    secret = re.search(r'board-key">(\w+)<', page).group(1)
    client.post(SET_UP, {"code": code_for(secret)})
    return secret


@pytest.fixture
def app_secret(client, secretary):
    """The secretary has an app, and is signed out again; codes may be used once more."""
    give_password(client, secretary)
    secret = set_up_app(client)
    client.post("/accounts/logout/")
    cache.clear()
    return secret


def test_without_a_second_step_nothing_but_its_set_up_is_reached(client, secretary):
    give_password(client, secretary)
    for page in ("/", reverse("mfa_index"), reverse("account_change_password")):
        response = client.get(page)
        assert (response.status_code, getattr(response, "url", None)) == (302, SET_UP), page
    assert client.get(SET_UP).status_code == 200
    assert client.get(SET_UP + "picture.svg").headers["Content-Type"] == "image/svg+xml"


def test_a_session_made_before_the_app_was_set_up_is_not_let_in(
    client, secretary, app_secret, sign_in
):
    elsewhere = sign_in(secretary)
    page = elsewhere.get("/accounts/2fa/", follow=True)
    assert page.redirect_chain == [("/accounts/login/", 302)]
    assert [str(message) for message in page.context["messages"]] == [
        "Sign in again, with the code your app shows."
    ]


def test_setting_up_the_app_opens_the_site(client, secretary):
    give_password(client, secretary)
    set_up_app(client)
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_signing_in_takes_the_password_and_then_the_code(client, secretary, app_secret):
    asked = give_password(client, secretary)
    assert asked.url == "/accounts/2fa/authenticate/"
    assert client.get(reverse("mfa_index")).url == "/accounts/login/?next=/accounts/2fa/"
    refused = client.post(asked.url, {"code": "000000"})
    assert list(refused.context["form"].errors) == ["code"]
    assert Event.objects.first().verb == "account.code_refused"
    assert client.get(reverse("mfa_index")).status_code == 302
    client.post(asked.url, {"code": code_for(app_secret)})
    assert client.get(reverse("mfa_index")).status_code == 200


def test_the_secret_is_not_kept_in_clear(secretary, app_secret):
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert app_secret not in kept
    assert len(kept) > 64


def test_removing_the_app_closes_the_site_again(client, secretary, app_secret):
    asked = give_password(client, secretary)
    client.post(asked.url, {"code": code_for(app_secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert Event.objects.first().verb == "account.second_factor_removed"


def test_the_demonstration_asks_for_no_second_step(client, secretary, settings):
    settings.DEMO = True
    give_password(client, secretary)
    assert client.get(reverse("mfa_index")).status_code == 200
