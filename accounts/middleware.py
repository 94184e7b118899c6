"""What a signed-in session must keep to: a second factor, and an end."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect

from accounts.typed import given_back

IDLE_SECONDS = 30 * 60
ABSOLUTE_SECONDS = 12 * 60 * 60
# Written at most once a minute, so that reading a page is not a write.
SEEN_EVERY_SECONDS = 60


class SessionLimitsMiddleware:
    """Signs people out after 30 minutes without a page, and after 12 hours whatever they do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self.hold_to_limits(request, time.time())
        return given_back(request, self.get_response(request))

    def hold_to_limits(self, request, now):
        begun = request.session.setdefault("begun_at", now)
        seen = request.session.setdefault("seen_at", now)
        if now - begun > ABSOLUTE_SECONDS:
            logout(request)
            messages.info(request, "You were signed out after 12 hours. Sign in to go on.")
        elif now - seen > IDLE_SECONDS:
            logout(request)
            messages.info(
                request, "You were signed out after 30 minutes without activity. Sign in to go on."
            )

    def process_view(self, request, view, args, kwargs):
        by_itself = request.method == "GET" and getattr(view, "is_looked_at_by_itself", False)
        if request.user.is_authenticated and not by_itself:
            now = time.time()
            if now - request.session.get("seen_at", now) > SEEN_EVERY_SECONDS:
                request.session["seen_at"] = now


def looked_at_by_itself(view):
    """An open page asks this view again and again: that alone keeps nobody signed in."""
    view.is_looked_at_by_itself = True
    return view


class SecondFactorMiddleware:
    """Outside demo mode a session that has not passed a second factor reaches only its set-up."""

    open_routes = {
        "mfa_activate_totp",
        "second-factor-picture",
        "account_reauthenticate",
        "account_logout",
        "first-sign-in",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.DEMO or not request.user.is_authenticated:
            return None
        if has_passed_second_factor(request) or request.resolver_match.url_name in self.open_routes:
            return None
        if is_mfa_enabled(request.user):
            logout(request)
            messages.info(request, "Sign in again, with the code your app shows.")
            return redirect(settings.LOGIN_URL)
        return redirect("mfa_activate_totp")


def has_passed_second_factor(request):
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)
