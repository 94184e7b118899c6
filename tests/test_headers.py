"""The exact headers of every kind of page."""

import pytest
from django.urls import reverse

EVERYWHERE = {
    "Content-Security-Policy": (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; img-src 'self'; script-src 'self'; "
        "style-src 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
OF_THE_CONTENT = {
    "Content-Disposition",
    "Content-Language",
    "Content-Length",
    "Content-Type",
    "Location",
    "Vary",
}


def headers_of(response):
    return {
        name: directives_in_order(value) if name == "Content-Security-Policy" else value
        for name, value in response.items()
        if name not in OF_THE_CONTENT
    }


def directives_in_order(policy):
    return "; ".join(sorted(policy.split("; ")))


@pytest.mark.parametrize(
    "address",
    ["/accounts/2fa/", "/no-such-page/", "/accounts/login/"],
)
def test_nothing_shown_to_somebody_signed_in_is_kept(address, cast, sign_in):
    response = sign_in(cast.secretary).get(address)
    assert headers_of(response) == EVERYWHERE | {"Cache-Control": "no-store"}


def test_a_refused_method_is_not_kept_either(cast, sign_in):
    response = sign_in(cast.secretary).get(reverse("account_logout"))
    assert headers_of(response) == EVERYWHERE | {"Cache-Control": "no-store", "Allow": "POST"}


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done"]
)
def test_no_page_of_signing_in_is_kept(name, client, cast):
    response = client.get(reverse(name))
    assert headers_of(response) == EVERYWHERE | {"Cache-Control": "no-store"}


def test_a_page_that_is_not_there_says_nothing_of_keeping(client, cast):
    assert headers_of(client.get("/no-such-page/")) == EVERYWHERE


def test_a_forged_host_is_refused(client, cast):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
