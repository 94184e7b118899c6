"""How django-allauth behaves here: no signing up, mail by the outbox, sign-ins recorded."""

import base64
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from audit.events import record_event
from background.models import Message

FRESH_SECONDS = 5 * 60
WRONG = "Check the e-mail address and the password: they do not match an account that is in use."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "incorrect_password": "Enter the password you signed in with: this one is not right.",
        "enter_current_password": "Enter your present password: this one is not right.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes and try again.",
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        message = self.render_mail(template_prefix, email, context)
        Message.objects.queue(to=email, subject=message.subject, text=message.body)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Nothing about signing in and out, which shows by itself."""
        if message_template not in (
            "account/messages/logged_in.txt",
            "account/messages/logged_out.txt",
        ):
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")

    def get_reset_password_from_key_url(self, key):
        uidb36, _, token = key.partition("-")
        address = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token}
        )
        return settings.BASE_URL + address

    def authenticate(self, request, **credentials):
        """An account that has ended gets the answer of a wrong password."""
        user = super().authenticate(request, **credentials)
        if user is not None and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def is_reauthentication_required(self, *, app):
        """Signing in within the last five minutes is as good as confirming the password."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < FRESH_SECONDS:
            return False
        return super().is_reauthentication_required(app=app)

    def authentication_failed(self, request, **credentials):
        user = User.objects.filter(email__iexact=credentials.get("email", "")).first()
        with transaction.atomic():
            record_event("account.sign_in_failed", subject=user)

    def post_login(self, request, user, **kwargs):
        with transaction.atomic():
            record_event("account.signed_in", by=user, subject=user)
        return super().post_login(request, user, **kwargs)

    def logout(self, request):
        if request.user.is_authenticated:
            with transaction.atomic():
                record_event("account.signed_out", by=request.user, subject=request.user)
        super().logout(request)

    def set_password(self, user, password):
        with transaction.atomic():
            super().set_password(user, password)
            record_event("account.password_changed", by=user, subject=user)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Enter the six numbers your app shows now, or an unused recovery code.",
    }

    def get_totp_issuer(self):
        return settings.BASE_URL.partition("://")[2]

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher():
    derivation = HKDF(SHA256(), length=32, salt=None, info=b"second factor secrets")
    return Fernet(base64.urlsafe_b64encode(derivation.derive(settings.SECRET_KEY.encode())))
