import gc

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client

from audit import append_only
from tests.cast import assemble


@pytest.fixture(scope="session", autouse=True)
def emptying_the_test_database_lifts_the_triggers():
    """Tables that are only added to refuse the flush after a transactional test; only here are
    their triggers lifted, and put back at once."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def lifting_flush(operations, sql_list):
        with append_only.lifted(operations.connection):
            flush(operations, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lifting_flush)
        yield


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
