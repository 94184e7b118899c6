import threading

import pytest
from django.db import connection, transaction

from audit.events import record_event
from audit.models import Event


def test_an_event_says_who_what_and_for_whom_but_no_content(cast):
    cast.board.name = "Operation Halcyon"
    with transaction.atomic():
        record_event(
            "minutes.released", by=cast.secretary, subject=cast.board, recipient="A. Officer"
        )
    event = Event.objects.values().get()
    assert {name: event[name] for name in event if name not in {"at", "hash"}} == {
        "sequence": 1,
        "by_id": cast.secretary.pk,
        "by": "secretary@example.org",
        "verb": "minutes.released",
        "subject_type": "board.Group",
        "subject_id": str(cast.board.pk),
        "recipient": "A. Officer",
        "previous": "",
    }


def test_each_event_carries_the_hash_of_the_one_before(db):
    with transaction.atomic():
        first = record_event("action.rated")
        with transaction.atomic():
            second = record_event("action.rated")
        third = record_event("round.closed")
    assert [second.previous, third.previous] == [first.hash, second.hash]
    assert [e.sequence for e in (first, second, third)] == [1, 2, 3]


def test_the_hash_is_the_same_when_read_back(cast):
    with transaction.atomic():
        record_event("action.rated", by=cast.partner, subject=cast.police, recipient="Ünal –")
    event = Event.objects.get()
    assert event.computed_hash() == event.hash


def test_an_event_is_added_by_three_queries(db, django_assert_num_queries):
    with transaction.atomic():
        record_event("action.rated")
        with django_assert_num_queries(3):
            record_event("action.rated")


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError, match="transaction.atomic"):
        record_event("action.rated")
    assert Event.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_when_its_transaction_is_undone():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record_event("action.rated")
        raise ZeroDivisionError
    assert Event.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_events_written_at_the_same_time_form_one_chain():
    def write():
        try:
            for _ in range(5):
                with transaction.atomic():
                    record_event("action.rated")
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events = list(Event.objects.order_by("sequence"))
    assert [event.sequence for event in events] == list(range(1, 31))
    assert [event.previous for event in events[1:]] == [event.hash for event in events[:-1]]
