import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from actions.models import Action, ActionRevision, Lead, UpdateReply, UpdateRequest
from meetings.models import Meeting, Minutes, ParagraphRevision


def build(actions=40, revisions=3, meetings=2):
    call_command("build_scale", actions=actions, revisions=revisions, meetings=meetings)


def told():
    """What the rows say of each state, without the numbers the database gave them."""
    fields = ["number", "as_at", "area__title", "rating", "rated_on", "is_closed", "pursue"]
    return list(ActionRevision.objects.order_by("pk").values_list(*fields))


@pytest.fixture
def empty(db, settings):
    settings.DEMO_PASSWORD = "demonstration-2018"


def test_a_made_up_board_has_the_rows_and_meetings_that_were_asked_for(empty):
    build()
    assert Action.objects.count() == 40
    assert ActionRevision.objects.count() == 120
    assert Lead.objects.count() >= 120
    assert Minutes.objects.count() == 2
    assert ParagraphRevision.objects.count() == 14 * 12 + 14 * 3
    assert Meeting.objects.count() == 3
    assert UpdateRequest.objects.exists()
    assert UpdateReply.objects.exists()


def test_every_row_stands_as_its_latest_state_says(empty):
    build()
    for row in Action.objects.with_current():
        assert row.current == row.revisions.order_by("-as_at", "-id").first()


def test_the_secretary_signs_in_and_reads_it(empty, sign_in):
    build()
    client = sign_in(User.objects.get(email="secretary@example.org"))
    assert "Made-up issue 1, " in client.get("/actions/").content.decode()
    assert "Made-up barrier" in client.get("/dashboard/").content.decode()


def test_the_same_numbers_give_the_same_board(empty):
    with transaction.atomic():
        build()
        first = told()
        transaction.set_rollback(True)
    build()
    assert told() == first


def test_it_is_never_built_over_a_board(cast):
    with pytest.raises(CommandError, match="There is a Board already"):
        build()


def test_it_is_never_built_in_production(empty, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="in demo mode only"):
        build()
    assert Action.objects.count() == 0
