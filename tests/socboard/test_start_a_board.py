import io
import re

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from audit.models import Event
from board.models import BoardSettings, Group
from board.roles import roles_of

ANSWERS = {
    "name": "Crime Board of Somewhere",
    "short_name": "CBS",
    "person": "Sam Secretary",
    "email": "Sam@example.org",
}


def start(**answers):
    out = io.StringIO()
    call_command("start_board", stdout=out, **{**ANSWERS, **answers})
    return out.getvalue()


def test_the_first_secretary_follows_the_link_and_is_the_secretariat(db, client):
    said = start()
    address = re.search(r"http://localhost:8000(/accounts/first-sign-in/\S+/)", said).group(1)
    response = client.post(
        address, {"password1": "three random words", "password2": "three random words"}
    )
    assert (response.status_code, response.url) == (302, "/")
    user = User.objects.get()
    assert (user.email, user.name) == ("sam@example.org", "Sam Secretary")
    assert roles_of(user).is_secretariat
    assert str(BoardSettings.current()) == "Crime Board of Somewhere"
    assert [group.name for group in Group.objects.all()] == ["Crime Board of Somewhere"]
    verbs = Event.objects.order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["board.started", "account.first_password_set", "account.signed_in"]


def test_a_board_is_started_once(cast):
    people = User.objects.count()
    with pytest.raises(CommandError, match="There is a Board already"):
        start()
    assert User.objects.count() == people


def test_a_wrong_address_starts_nothing(db):
    with pytest.raises(CommandError, match="valid email address"):
        start(email="not an address")
    assert (BoardSettings.objects.count(), User.objects.count()) == (0, 0)


def test_what_is_not_given_is_asked(db, monkeypatch):
    answers = iter(ANSWERS.values())
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    call_command("start_board", stdout=io.StringIO())
    assert BoardSettings.current().short_name == "CBS"
