"""Signing in and out, and one's own account."""

import datetime
from functools import cache
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import ScopedLink, User
from tests.access import LOGIN, public, row

hashed = cache(make_password)


def world(cast):
    """Everybody has a password, and one link for a first sign-in is out."""
    for user in vars(cast).values():
        if isinstance(user, User):
            user.password = hashed("correct horse battery")
            user.save()
    _, token = ScopedLink.objects.make(
        ScopedLink.FIRST_SIGN_IN,
        cast.secretary,
        cast.secretary.email,
        timezone.now() + datetime.timedelta(days=1),
    )
    return SimpleNamespace(token=token)


def token(world):
    return {"token": world.token}


def guest(name, method="GET", *, status, **rest):
    """A page of signing in: somebody signed in is sent home."""
    return row(name, method, others=302, anonymous=status, ended=status, **rest)


# To the page that asks for the password again.
REAUTHENTICATE = 302

ROWS = [
    guest("account_login", status=200),
    guest("account_login", "POST", status=200),
    public("account_logout", "POST", status=302),
    public("account_inactive"),
    row("account_reauthenticate", others=200),
    row("account_reauthenticate", "POST", others=200),
    public("first-sign-in", kwargs=token),
    public("first-sign-in", "POST", kwargs=token, status=422),
    row("account_change_password", others=200),
    row("account_change_password", "POST", others=200),
    public("account_reset_password"),
    public("account_reset_password", "POST"),
    public("account_reset_password_done"),
    public("account_reset_password_from_key_done"),
    public("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "no-such"}),
    public("account_reset_password_from_key", "POST", kwargs={"uidb36": "1", "key": "no-such"}),
    row("mfa_index", others=200),
    row("mfa_authenticate", others=302, anonymous=LOGIN, ended=LOGIN),
    row("mfa_authenticate", "POST", others=302, anonymous=LOGIN, ended=LOGIN),
    row("mfa_reauthenticate", others=REAUTHENTICATE),
    row("mfa_reauthenticate", "POST", others=REAUTHENTICATE),
    row("mfa_activate_totp", others=REAUTHENTICATE),
    row("mfa_activate_totp", "POST", others=REAUTHENTICATE),
    row("second-factor-picture", others=404),
    row("mfa_deactivate_totp", others=404),
    row("mfa_deactivate_totp", "POST", others=404),
    row("mfa_view_recovery_codes", others=404),
    row("mfa_generate_recovery_codes", others=REAUTHENTICATE),
    row("mfa_generate_recovery_codes", "POST", others=REAUTHENTICATE),
]
