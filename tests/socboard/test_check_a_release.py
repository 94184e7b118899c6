import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from audit import append_only
from background.models import Heartbeat, Message


@pytest.fixture
def production(db, settings, tmp_path, monkeypatch):
    """An installation that is ready."""
    # Set by the browser tests, which may have run before in this process.
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    settings.DEMO = False
    settings.SECRET_KEY = "Zk3v9QpX7rT1mW5yB8nL2cH6dJ4gF0sA-EuIoRtYvNqKxPzWqVb"
    settings.ALLOWED_HOSTS = ["board.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    Heartbeat.objects.beat()
    return settings


def check():
    out = StringIO()
    call_command("check_release", stdout=out)
    return out.getvalue()


def refusal():
    with pytest.raises(CommandError) as refused:
        check()
    return [line.strip() for line in str(refused.value).splitlines()[1:]]


def test_a_ready_installation_is_ready(production):
    assert check() == "Ready: everything that must be true in production is.\n"


def test_demo_mode_is_not_ready(production):
    production.DEMO = True
    assert refusal() == ["The site is in demo mode: take SOCBOARD_DEMO away."]


def test_what_django_warns_of_is_told(production):
    production.SESSION_COOKIE_SECURE = False
    [sentence] = refusal()
    assert sentence.startswith("?: (security.W012) SESSION_COOKIE_SECURE")


def test_static_files_that_were_not_collected_are_told(production, tmp_path):
    (tmp_path / "staticfiles.json").unlink()
    assert refusal() == ["The static files are not collected: run manage.py collectstatic."]


def test_a_database_that_was_not_migrated_is_told(production):
    MigrationRecorder(connection).record_unapplied("background", "0001_initial")
    assert refusal() == ["The database is older than the programme: run manage.py migrate."]


def test_a_missing_cache_table_is_told(production):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache")
    assert refusal() == ["The cache has no table: run manage.py createcachetable."]


def test_an_audit_that_may_be_changed_is_told(production):
    append_only.lift(connection, "audit_event")
    assert refusal() == ["The database does not refuse changes to the audit: restore its triggers."]


def test_a_worker_that_never_ran_is_told(production):
    Heartbeat.objects.all().delete()
    assert refusal() == ["The worker has never run: start it."]


def test_a_worker_that_stopped_is_told(production):
    Heartbeat.objects.update(beat_at=timezone.now() - datetime.timedelta(hours=1))
    assert refusal() == ["The worker has stopped: start it again."]


def test_mail_that_was_given_up_is_told(production):
    Message.objects.create(to="partner@example.org", subject="s", text="t", attempts=8)
    assert refusal() == ["Messages that could not be sent: 1. Check SOCBOARD_EMAIL_HOST."]
