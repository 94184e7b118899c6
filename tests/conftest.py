import gc

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.signals import connection_created
from django.test import Client
from hypothesis import HealthCheck, settings

from audit import append_only
from tests.cast import assemble

# A machine that has much else to do makes up its examples slowly, and that is no fault of theirs.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def emptying_the_test_database_lifts_the_triggers():
    """Tables that are only added to refuse the flush after a transactional test; only here are
    their triggers lifted. On PostgreSQL for the statement, without a lock on any table: a page
    that is still asking for news neither waits nor is waited for."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def lifting_flush(operations, sql_list):
        with append_only.lifted(operations.connection):
            flush(operations, sql_list)

    def deleting(operations, style, tables, **_):
        emptied = [f"DELETE FROM {operations.quote_name(table)}" for table in tables]
        return ["; ".join(["SET LOCAL session_replication_role = replica", *emptied])]

    with pytest.MonkeyPatch.context() as patch:
        # Nothing here reads the permissions that Django makes anew for each model.
        patch.setattr(
            "django.core.management.commands.flush.emit_post_migrate_signal", lambda *_, **__: None
        )
        if connection.vendor == "postgresql":
            patch.setattr(type(connection.ops), "sql_flush", deleting)
        else:
            patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lifting_flush)
        yield


@pytest.fixture(scope="session", autouse=True)
def the_test_database_need_not_outlive_the_machine():
    """SQLite waits for the disk at every commit; the tests do not."""

    def hurry(connection, **_):
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA synchronous=OFF")

    connection_created.connect(hurry)
    yield
    connection_created.disconnect(hurry)


@pytest.fixture(scope="session", autouse=True)
def what_every_test_shares_is_not_looked_through_again(django_db_setup):
    """A paper collects once it is printed: without this, a third of a second for each."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def cast(db):
    """The named people and the Board they sit on: see `tests/cast.py`."""
    return assemble()


@pytest.fixture
def sign_in():
    """`sign_in(cast.secretary)` gives a client that is signed in; None gives an anonymous one."""

    def client_for(user, **defaults):
        client = Client(**defaults)
        if user is not None:
            client.force_login(user)
        return client

    return client_for
