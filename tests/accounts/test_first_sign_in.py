import datetime

import pytest
from django.utils import timezone

from accounts.models import ScopedLink

NEW = {"password1": "three random words", "password2": "three random words"}


@pytest.fixture
def link(cast):
    return make(cast.member)


def make(user, days=1):
    expires_at = timezone.now() + datetime.timedelta(days=days)
    return ScopedLink.objects.make(ScopedLink.FIRST_SIGN_IN, user, user.email, expires_at)


def address(token):
    return f"/accounts/first-sign-in/{token}/"


def test_a_new_person_chooses_a_password_and_is_signed_in(client, cast, link):
    _, token = link
    response = client.post(address(token), NEW)
    assert (response.status_code, response.url) == (302, "/")
    cast.member.refresh_from_db()
    assert cast.member.check_password("three random words")
    assert client.get("/accounts/2fa/").status_code == 200


def test_the_link_works_once(client, cast, link):
    _, token = link
    client.post(address(token), NEW)
    again = {"password1": "another three words", "password2": "another three words"}
    client.post("/accounts/logout/")
    assert client.post(address(token), again).status_code == 404
    cast.member.refresh_from_db()
    assert cast.member.check_password("three random words")


def test_looking_at_the_link_uses_nothing_up(client, link):
    _, token = link
    for _ in range(3):
        assert client.get(address(token)).status_code == 200


def test_an_old_revoked_or_invented_link_opens_nothing(client, cast, link):
    _, old = make(cast.observer, days=-1)
    revoked, token = link
    revoked.revoke(timezone.now())
    for dead in (old, token, "invented"):
        assert client.get(address(dead)).status_code == 404
        assert client.post(address(dead), NEW).status_code == 404


def test_the_link_of_an_ended_account_opens_nothing(client, cast):
    _, token = make(cast.ended)
    assert client.get(address(token)).status_code == 404


def test_a_link_for_another_purpose_opens_nothing(client, cast):
    expires_at = timezone.now() + datetime.timedelta(days=1)
    _, token = ScopedLink.objects.make("updates", cast.member, cast.member.email, expires_at)
    assert client.get(address(token)).status_code == 404


def test_the_token_is_not_kept(link):
    kept, token = link
    assert token not in str(vars(kept))
    assert len(token) >= 43


@pytest.mark.parametrize(
    ("first", "second", "errors"),
    [
        ("", "", {"password1": ["Enter the password"], "password2": ["Enter the password again"]}),
        (
            "three random words",
            "three other words",
            {"password2": ["Enter the same password twice"]},
        ),
    ],
)
def test_a_password_must_be_typed_twice(client, link, first, second, errors):
    _, token = link
    response = client.post(address(token), {"password1": first, "password2": second})
    assert response.status_code == 422
    assert response.context["form"].errors == errors


def test_a_short_password_is_refused(client, link):
    _, token = link
    response = client.post(address(token), {"password1": "short", "password2": "short"})
    assert response.status_code == 422
