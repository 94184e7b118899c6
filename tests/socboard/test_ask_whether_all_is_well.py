import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone

from background.models import FRESH, Heartbeat


def answer(client):
    response = client.get("/healthz")
    return response.status_code, response.content.decode()


@pytest.fixture
def anonymous(sign_in):
    return sign_in(None)


def test_the_site_is_well_before_there_ever_was_a_worker(db, anonymous):
    assert answer(anonymous) == (200, "Well.\n")


def test_the_site_is_well_while_the_worker_beats(db, anonymous):
    Heartbeat.objects.beat()
    Heartbeat.objects.beat()
    assert answer(anonymous) == (200, "Well.\n")
    assert Heartbeat.objects.count() == 1


def test_a_worker_that_stopped_is_told(db, anonymous):
    Heartbeat.objects.create(pk=1, beat_at=timezone.now() - FRESH - datetime.timedelta(seconds=1))
    assert answer(anonymous) == (503, "The worker has stopped.\n")


def test_a_database_that_does_not_answer_is_told(db, anonymous):
    from django.db import connection

    def away(execute, sql, params, many, context):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(away):
        assert answer(anonymous) == (503, "The database does not answer.\n")


def test_the_answer_is_plain_text_and_never_kept(db, anonymous):
    response = anonymous.get("/healthz")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response["Cache-Control"].split(", ")
