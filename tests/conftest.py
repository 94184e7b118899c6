import os

os.environ.setdefault("SOCBOARD_DEMO", "1")
os.environ.setdefault("SOCBOARD_SECRET_KEY", "for-the-tests-only-for-the-tests-only-for-the-tests")

import pytest
from django.test import Client

from tests.cast import assemble


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
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return client_for
