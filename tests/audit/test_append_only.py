import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from audit import append_only
from audit.events import record_event
from audit.models import Event

ONLY_ADDED_TO = {"audit.Event", "actions.ActionRevision", "meetings.ParagraphRevision"}


def test_migrating_leaves_every_table_that_is_only_added_to_guarded(db):
    tables = {
        model._meta.db_table for model in apps.get_models() if model._meta.label in ONLY_ADDED_TO
    }
    assert tables <= set(append_only.guarded_tables(connection))
    assert "audit_event" in tables


@pytest.fixture
def event(db):
    with transaction.atomic():
        return record_event("minutes.published")


def refused(statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_event_cannot_be_changed(event):
    refused("UPDATE audit_event SET verb = 'something.else'")
    assert list(Event.objects.values_list("verb", flat=True)) == ["minutes.published"]


def test_an_event_cannot_be_removed(event):
    refused("DELETE FROM audit_event")
    assert Event.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can truncate")
def test_the_table_cannot_be_emptied(event):
    refused("TRUNCATE audit_event")
    assert Event.objects.count() == 1


def test_a_guard_can_be_lifted_and_put_back(event):
    with append_only.lifted(connection):
        assert append_only.guarded_tables(connection) == []
        Event.objects.update(verb="something.else")
    refused("DELETE FROM audit_event")


@pytest.mark.django_db(transaction=True)
def test_the_migration_can_be_taken_back_and_run_again():
    call_command("migrate", "audit", "0001", verbosity=0)
    assert "audit_event" not in append_only.guarded_tables(connection)
    call_command("migrate", "audit", verbosity=0)
    assert "audit_event" in append_only.guarded_tables(connection)


@pytest.mark.django_db(transaction=True)
def test_the_database_of_a_test_is_emptied_and_still_guarded():
    with transaction.atomic():
        record_event("minutes.published")
    call_command("flush", interactive=False, verbosity=0)
    assert Event.objects.count() == 0
    assert "audit_event" in append_only.guarded_tables(connection)
