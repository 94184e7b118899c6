import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from audit import append_only
from audit.events import record_event
from audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def seal(tmp_path):
    return tmp_path / "kept" / "seal.json"


@pytest.fixture
def verify(seal):
    def run():
        out = StringIO()
        call_command("verify", seal=seal, stdout=out)
        return out.getvalue()

    return run


@pytest.fixture
def five_events(verify):
    with transaction.atomic():
        for number in range(5):
            record_event(f"action.rated_{number}")
    verify()


def tamper(change):
    """Somebody with the keys to the database lifts the triggers, and puts them back."""
    with append_only.lifted(connection):
        change()


def rewrite_from(sequence):
    """Make the chain consistent again after a change, as a careful culprit would."""
    previous = Event.objects.filter(sequence__lt=sequence).first()
    for event in Event.objects.filter(sequence__gte=sequence).order_by("sequence"):
        event.previous = previous.hash if previous else ""
        event.hash = event.computed_hash()
        event.save()
        previous = event


def test_a_whole_audit_is_sealed(five_events, verify, seal):
    assert verify() == "The audit is whole: 5 events.\n"
    last = Event.objects.first()
    assert json.loads(seal.read_text()) == {"sequence": 5, "hash": last.hash}


def test_the_first_run_says_that_there_is_no_seal_yet(verify, seal):
    assert verify() == (
        f"No seal at {seal} yet: the end of the audit cannot be compared.\n"
        "The audit is whole: 0 events.\n"
    )


def test_events_added_since_the_seal_are_in_order(five_events, verify):
    with transaction.atomic():
        record_event("action.rated")
    assert verify() == "The audit is whole: 6 events.\n"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda: Event.objects.filter(sequence=3).update(by="somebody@example.org"),
            "Event 3 was altered.",
        ),
        (
            lambda: Event.objects.filter(sequence=3).delete(),
            "Missing between events 2 and 4.",
        ),
        (
            lambda: Event.objects.filter(sequence__lte=2).delete(),
            "Missing between events 0 and 3.",
        ),
        (
            lambda: Event.objects.filter(sequence__gte=4).delete(),
            "The end is cut off: the last seal knows 5 events.",
        ),
        (
            lambda: Event.objects.all().delete(),
            "The end is cut off: the last seal knows 5 events.",
        ),
    ],
    ids=["altered", "removed", "beginning removed", "end cut off", "emptied"],
)
def test_tampering_is_found_and_not_sealed(five_events, verify, seal, change, fault):
    sealed = seal.read_text()
    tamper(change)
    with pytest.raises(CommandError) as error:
        verify()
    assert str(error.value) == f"The audit is not whole.\n  {fault}"
    assert seal.read_text() == sealed


def test_two_events_changed_round_are_found(five_events, verify):
    def swap():
        second, third = Event.objects.filter(sequence__in=[2, 3]).order_by("sequence")
        second.sequence, third.sequence = 3, 2
        second.save()
        third.save()

    tamper(swap)
    with pytest.raises(CommandError, match="Event 2 does not follow the one before it."):
        verify()


def test_a_chain_written_anew_is_found_by_the_seal(five_events, verify):
    def anew():
        Event.objects.filter(sequence=2).update(verb="something.else")
        rewrite_from(2)

    tamper(anew)
    with pytest.raises(CommandError, match="Event 5 is not the one that was sealed"):
        verify()


def test_missing_triggers_are_found(five_events, verify):
    append_only.lift(connection, "audit_event")
    with pytest.raises(CommandError, match="no longer refuses changes to the audit: run migrate"):
        verify()


def test_a_broken_seal_is_named(five_events, verify, seal):
    seal.write_text("nothing")
    with pytest.raises(CommandError, match="seal.json is not a seal of the audit"):
        verify()
