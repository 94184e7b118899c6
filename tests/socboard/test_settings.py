"""What the site needs from its environment: each wrong one is refused by a sentence that says what
to do."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

RIGHT = {
    "SOCBOARD_SECRET_KEY": "a-long-random-value-that-nobody-else-could-ever-know",
    "SOCBOARD_HOSTS": "board.example.org",
    "SOCBOARD_BASE_URL": "https://board.example.org",
}
SHOW = (
    "from django.conf import settings as s;"
    "print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
    " s.SECURE_HSTS_SECONDS > 0, s.BOARD_TODAY, s.ALLOWED_HOSTS)"
)


def start(tmp_path, **environment):
    clean = {name: value for name, value in os.environ.items() if "SOCBOARD" not in name}
    clean.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=settings.BASE_DIR,
        env=clean
        | {"DJANGO_SETTINGS_MODULE": "socboard.settings", "SOCBOARD_DATA": str(tmp_path)}
        | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"SOCBOARD_SECRET_KEY": ""},
            "SOCBOARD_SECRET_KEY is missing: set a long random value.",
        ),
        (
            {"SOCBOARD_SECRET_KEY": "short"},
            "SOCBOARD_SECRET_KEY is shorter than 50 characters.",
        ),
        ({"SOCBOARD_DEBUG": "1"}, "SOCBOARD_DEBUG must be off."),
        ({"SOCBOARD_HOSTS": ""}, "SOCBOARD_HOSTS is missing: set the site's host name."),
        ({"SOCBOARD_HOSTS": "*"}, "SOCBOARD_HOSTS must name hosts, not wildcards."),
        ({"SOCBOARD_HOSTS": "a.example.org,*"}, "SOCBOARD_HOSTS must name hosts, not wildcards."),
        ({"SOCBOARD_HOSTS": ".example.org"}, "SOCBOARD_HOSTS must name hosts, not wildcards."),
        ({"SOCBOARD_TODAY": "2018-09-05"}, "SOCBOARD_TODAY belongs to demo mode: remove it."),
        (
            {"SOCBOARD_DEMO_PASSWORD": "x"},
            "SOCBOARD_DEMO_PASSWORD belongs to demo mode: remove it.",
        ),
        (
            {"SOCBOARD_BASE_URL": "http://board.example.org"},
            "SOCBOARD_BASE_URL must start with https://.",
        ),
        ({"SOCBOARD_DEMO": "perhaps"}, "SOCBOARD_DEMO is 'perhaps'. Write 1 or 0."),
        ({"SOCBOARD_TODAY": "31.02.2018"}, "Write a date like 2018-09-05."),
    ],
)
def test_production_refuses_to_start_with_a_wrong_setting(tmp_path, wrong, sentence):
    started = start(tmp_path, **RIGHT | wrong)
    assert started.returncode == 1
    assert started.stdout == ""
    assert sentence in started.stderr


def test_everything_wrong_is_told_at_once(tmp_path):
    started = start(tmp_path)
    told = [line.strip() for line in started.stderr.splitlines() if line.startswith("  SOCBOARD_")]
    assert told == [
        "SOCBOARD_SECRET_KEY is missing: set a long random value.",
        "SOCBOARD_HOSTS is missing: set the site's host name.",
        "SOCBOARD_BASE_URL must start with https://.",
    ]


def test_production_starts_guarded_when_everything_is_right(tmp_path):
    started = start(tmp_path, **RIGHT)
    assert started.stderr == ""
    assert started.stdout == "False False True True True True None ['board.example.org']\n"


def test_the_demonstration_stands_on_its_day_and_answers_this_machine_only(tmp_path):
    started = start(tmp_path, SOCBOARD_DEMO="1", SOCBOARD_SECRET_KEY="anything")
    assert started.stdout == (
        "False True False False False False 2018-09-05 ['localhost', '127.0.0.1', '[::1]']\n"
    )
