"""Routes of this app, with their whole addresses: of django-allauth's, only what is offered here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from django.urls import path, re_path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import views

page = require_GET
form = require_http_methods(["GET", "POST"])

urlpatterns = [
    path("accounts/login/", form(account.login), name="account_login"),
    path("accounts/logout/", require_POST(account.logout), name="account_logout"),
    path("accounts/inactive/", page(account.account_inactive), name="account_inactive"),
    path("accounts/reauthenticate/", form(account.reauthenticate), name="account_reauthenticate"),
    path("accounts/first-sign-in/<str:token>/", views.first_sign_in, name="first-sign-in"),
    path(
        "accounts/password/change/", form(account.password_change), name="account_change_password"
    ),
    path("accounts/password/reset/", form(account.password_reset), name="account_reset_password"),
    path(
        "accounts/password/reset/done/",
        page(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "accounts/password/reset/key/done/",
        page(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        form(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("accounts/2fa/", page(mfa.index), name="mfa_index"),
    path("accounts/2fa/authenticate/", form(mfa.authenticate), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", form(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("accounts/2fa/totp/activate/", form(views.SetUpApp.as_view()), name="mfa_activate_totp"),
    path(
        "accounts/2fa/totp/activate/picture.svg",
        views.second_factor_picture,
        name="second-factor-picture",
    ),
    path(
        "accounts/2fa/totp/deactivate/", form(views.RemoveApp.as_view()), name="mfa_deactivate_totp"
    ),
    path(
        "accounts/2fa/recovery-codes/",
        page(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "accounts/2fa/recovery-codes/generate/",
        form(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
