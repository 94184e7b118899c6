"""The one way to write into the audit."""

from django.db import transaction
from django.utils import timezone

from audit.models import Chain, Event


def record_event(verb, *, by=None, subject=None, recipient=""):
    """Add an event to the chain, as the last thing of the transaction that does what it says.

    `verb` is such as "minutes.published"; `by` the user, or None for the system itself; `subject`
    the record concerned, of which kind and number are kept and no text; `recipient` whom
    something was released to. Outside a transaction it raises TransactionManagementError.
    """
    # The transaction that wraps a test does not count: the site has none around a request.
    blocks = transaction.get_connection().atomic_blocks
    if all(block._from_testcase for block in blocks):
        raise transaction.TransactionManagementError(
            "record_event belongs inside transaction.atomic(), with the change it speaks of."
        )
    hold_the_chain()
    last = Event.objects.first()
    event = Event(
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        by_id=by.pk if by else None,
        by=by.email if by else "",
        verb=verb,
        subject_type=subject._meta.label if subject else "",
        subject_id=str(subject.pk) if subject else "",
        recipient=recipient,
        previous=last.hash if last else "",
    )
    event.hash = event.computed_hash()
    event.save(force_insert=True)
    return event


def hold_the_chain():
    """Until the end of the transaction. The first event of all makes the row that is held."""
    chain = Chain.objects.select_for_update().filter(pk=1)
    if chain.first() is None:
        Chain.objects.get_or_create(pk=1)
        chain.get()
