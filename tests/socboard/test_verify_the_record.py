import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from actions.models import Action, ActionRevision
from audit import append_only
from audit.events import record_event
from audit.models import Event
from board.models import Publication
from meetings.models import AgendaIssue, PaperFile, ParagraphRevision
from reporting.models import FinalCopy

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
    assert verify() == "The record is whole: 5 events of the audit, and all it keeps.\n"
    last = Event.objects.first()
    assert json.loads(seal.read_text()) == {"sequence": 5, "hash": last.hash}


def test_the_first_run_says_that_there_is_no_seal_yet(verify, seal):
    assert verify() == (
        f"No seal at {seal} yet: the end of the audit cannot be compared.\n"
        "The record is whole: 0 events of the audit, and all it keeps.\n"
    )


def test_events_added_since_the_seal_are_in_order(five_events, verify):
    with transaction.atomic():
        record_event("action.rated")
    assert verify() == "The record is whole: 6 events of the audit, and all it keeps.\n"


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
    assert str(error.value) == f"The record is not whole.\n  {fault}"
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


def test_what_is_not_as_it_was_kept_is_named_by_its_number(verify):
    call_command("load_demo", stdout=StringIO())
    verify()
    publication, final, issue, file = (
        model.objects.first() for model in (Publication, FinalCopy, AgendaIssue, PaperFile)
    )
    state = ActionRevision.objects.filter(number=2).first()
    text = ParagraphRevision.objects.first()

    def change():
        Publication.objects.filter(pk=publication.pk).update(pdf=b"another file")
        FinalCopy.objects.filter(pk=final.pk).update(document={"title": "Other words"})
        AgendaIssue.objects.filter(pk=issue.pk).update(open_document={"title": "Other words"})
        PaperFile.objects.filter(pk=file.pk).update(content=b"another file")
        ParagraphRevision.objects.filter(pk=text.pk).update(number=2)
        Action.objects.filter(pk=state.action_id).update(current=state.action.revisions.first())

    tamper(change)
    with pytest.raises(CommandError) as error:
        verify()
    assert str(error.value).splitlines() == [
        "The record is not whole.",
        f"  Publication {publication.pk} is not what was kept.",
        f"  Final copy {final.pk} is not what was kept.",
        f"  Agenda issue {issue.pk} is not what was kept.",
        f"  Paper file {file.pk} is not what was kept.",
        f"  Paragraph revisions of paragraph {text.paragraph_id}: 1 of 2 are there.",
        f"  Action {state.action_id} does not stand at its latest state.",
    ]
