"""The forms of signing in, in the house's words. Settings ACCOUNT_FORMS and MFA_FORMS name them."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts.forms import BoardForm, HouseForm
from audit.events import record_event

PASSWORD_HINT = "At least 12 characters. Three random words are easy to remember."


class PlainWords:
    """Labels and hints in place of allauth's, which come as HTML: `words = {name: (label, hint)}`."""

    words = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label = label
            field.help_text = hint
            field.widget.attrs.pop("placeholder", None)
            if "code" in name:
                field.widget.attrs |= {"class": "govuk-input--width-10"}


class SignInForm(HouseForm, PlainWords, account.LoginForm):
    submit_label = "Sign in"
    words = {"login": ("E-mail address", ""), "password": ("Password", "")}


class AskForPasswordForm(HouseForm, PlainWords, account.ResetPasswordForm):
    submit_label = "Send the link"
    words = {"email": ("E-mail address", "")}


class NewPasswordFromLinkForm(HouseForm, PlainWords, account.ResetPasswordKeyForm):
    submit_label = "Save the new password"
    words = {
        "password1": ("New password", PASSWORD_HINT),
        "password2": ("New password again", ""),
    }


class ChangePasswordForm(HouseForm, PlainWords, account.ChangePasswordForm):
    submit_label = "Save the new password"
    words = {
        "oldpassword": ("Present password", ""),
        "password1": ("New password", PASSWORD_HINT),
        "password2": ("New password again", ""),
    }


class ConfirmPasswordForm(HouseForm, PlainWords, account.ReauthenticateForm):
    submit_label = "Go on"
    words = {"password": ("Password", "")}


class CodeForm(HouseForm, PlainWords, mfa.AuthenticateForm):
    submit_label = "Sign in"
    words = {"code": ("Code", "The six numbers your app shows, or an unused recovery code.")}

    def clean_code(self):
        try:
            return super().clean_code()
        except forms.ValidationError:
            with transaction.atomic():
                record_event("account.code_refused", subject=self.user)
            raise


class ConfirmCodeForm(HouseForm, PlainWords, mfa.ReauthenticateForm):
    submit_label = "Go on"
    words = {"code": ("Code", "The six numbers your app shows, or an unused recovery code.")}


class SetUpAppForm(HouseForm, PlainWords, totp.ActivateTOTPForm):
    submit_label = "Turn it on"
    words = {"code": ("Code", "The six numbers your app shows after you have scanned the picture.")}


class RemoveAppForm(HouseForm, totp.DeactivateTOTPForm):
    submit_label = "Remove the app"
    warning = True


class NewRecoveryCodesForm(HouseForm, recovery.GenerateRecoveryCodesForm):
    submit_label = "Make new codes"


class FirstPasswordForm(BoardForm):
    submit_label = "Save and sign in"
    password1 = forms.CharField(
        label="Password",
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean_password2(self):
        password = self.cleaned_data["password2"]
        if password != self.cleaned_data.get("password1", password):
            raise forms.ValidationError("Enter the same password twice")
        return password
