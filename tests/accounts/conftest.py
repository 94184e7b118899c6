from functools import cache

import pytest
from django.contrib.auth.hashers import make_password

PASSWORD = "correct horse battery"
hashed = cache(make_password)


@pytest.fixture
def secretary(cast):
    """The secretary, with a password."""
    cast.secretary.password = hashed(PASSWORD)
    cast.secretary.save()
    return cast.secretary
