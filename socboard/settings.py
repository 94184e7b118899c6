"""All settings, read from the environment. `docs/running.md` lists the variables."""

import datetime
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from socboard import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.folder("SOCBOARD_DATA", BASE_DIR / "var")

# Demo mode: the made-up sign-ins, the banner, a fixed Board's day, no second factor.
DEMO = environment.flag("SOCBOARD_DEMO")
DEMO_PASSWORD = environment.text("SOCBOARD_DEMO_PASSWORD")
BOARD_TODAY = environment.day("SOCBOARD_TODAY", default=datetime.date(2018, 9, 5) if DEMO else None)

DEBUG = environment.flag("SOCBOARD_DEBUG")
SECRET_KEY = environment.text("SOCBOARD_SECRET_KEY")
ALLOWED_HOSTS = environment.words("SOCBOARD_HOSTS")
BASE_URL = environment.text("SOCBOARD_BASE_URL", "http://localhost:8000").rstrip("/")

if DEMO:
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
else:
    wrong = [
        sentence
        for is_wrong, sentence in [
            (not SECRET_KEY, "SOCBOARD_SECRET_KEY is missing: set a long random value."),
            (0 < len(SECRET_KEY) < 50, "SOCBOARD_SECRET_KEY is shorter than 50 characters."),
            (DEBUG, "SOCBOARD_DEBUG must be off."),
            (not ALLOWED_HOSTS, "SOCBOARD_HOSTS is missing: set the site's host name."),
            (
                any("*" in h or h.startswith(".") for h in ALLOWED_HOSTS),
                "SOCBOARD_HOSTS must name hosts, not wildcards.",
            ),
            (BOARD_TODAY, "SOCBOARD_TODAY belongs to demo mode: remove it."),
            (DEMO_PASSWORD, "SOCBOARD_DEMO_PASSWORD belongs to demo mode: remove it."),
            (not BASE_URL.startswith("https://"), "SOCBOARD_BASE_URL must start with https://."),
        ]
        if is_wrong
    ]
    if wrong:
        raise ImproperlyConfigured(
            "The site cannot start in production:\n  "
            + "\n  ".join(wrong)
            + "\nFor the demonstration Board use ./script/serve, which sets SOCBOARD_DEMO=1."
        )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rules.apps.AutodiscoverRulesConfig",
    "django_tasks",
    "django_tasks_db",
    # the house, from the top of the line of imports down
    "socboard",
    "reporting",
    "library",
    "actions",
    "meetings",
    "priorities",
    "board",
    "accounts",
    # leaves
    "papers",
    "audit",
    "background",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "socboard.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SessionLimitsMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "board.middleware.BoardMiddleware",
    "meetings.former_addresses.FormerAddressMiddleware",
]

ROOT_URLCONF = "socboard.urls"
WSGI_APPLICATION = "socboard.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "board.context.board",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk"
CRISPY_TEMPLATE_PACK = "govuk"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'board.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        ),
    }
    # A file, because one in memory lives in one connection and dies with it.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = environment.folder("SOCBOARD_STATIC", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
# The demonstration serves the files as they lie; production collects them first.
WHITENOISE_USE_FINDERS = DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if environment.flag("SOCBOARD_HASHED_STATIC", default=not DEMO)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"
# An item of several hundred paragraphs is one form where there is no JavaScript.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SILENCED_SYSTEM_CHECKS = [
    # Addresses are unique whatever their capitals: a constraint that this check does not see.
    "auth.W004",
    # Whether browsers list the whole domain as HTTPS only is not for one of its sites to say.
    "security.W021",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "reset_password": "accounts.sign_in_forms.AskForPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.NewPasswordFromLinkForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "reauthenticate": "accounts.sign_in_forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.sign_in_forms.CodeForm",
    "reauthenticate": "accounts.sign_in_forms.ConfirmCodeForm",
    "activate_totp": "accounts.sign_in_forms.SetUpAppForm",
    "deactivate_totp": "accounts.sign_in_forms.RemoveAppForm",
    "generate_recovery_codes": "accounts.sign_in_forms.NewRecoveryCodesForm",
}
# Failed attempts are counted per address; in production one proxy stands before the site.
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if DEMO else 1

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = not DEMO
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if not DEMO else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

EMAIL_HOST = environment.text("SOCBOARD_EMAIL_HOST", "localhost")
EMAIL_PORT = int(environment.text("SOCBOARD_EMAIL_PORT", "25"))
EMAIL_HOST_USER = environment.text("SOCBOARD_EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("SOCBOARD_EMAIL_PASSWORD")
EMAIL_TIMEOUT = 20
EMAIL_USE_TLS = environment.flag("SOCBOARD_EMAIL_TLS")
DEFAULT_FROM_EMAIL = environment.text("SOCBOARD_EMAIL_FROM", "secretariat@example.org")
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
