"""Who did and saw what. Rows are only added; the database refuses anything else."""

import hashlib
import json

from django.db import models


class Event(models.Model):
    """One thing somebody did or saw: who, when, what, for whom. No content of the record itself.

    Each event carries the hash of the one before, so that none can be changed, taken out or moved
    without the rest telling. The names are text as they were on the day.
    """

    sequence = models.BigIntegerField("number", primary_key=True)
    at = models.DateTimeField("when")
    by_id = models.BigIntegerField("number of the account", null=True, db_index=True)
    by = models.CharField("who", max_length=254, blank=True)
    verb = models.CharField("what", max_length=100, db_index=True)
    subject_type = models.CharField("kind of record", max_length=100, blank=True)
    subject_id = models.CharField("number of the record", max_length=64, blank=True)
    recipient = models.TextField("released to", blank=True)
    previous = models.CharField("hash of the event before", max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-sequence"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_event_subject")]

    def __str__(self):
        return f"{self.sequence} {self.verb}"

    def computed_hash(self):
        """SHA-256 over everything the event says, the hash before it included."""
        row = {
            "sequence": self.sequence,
            "at": self.at.timestamp(),
            "by_id": self.by_id,
            "by": self.by,
            "verb": self.verb,
            "subject_type": self.subject_type,
            "subject_id": self.subject_id,
            "recipient": self.recipient,
            "previous": self.previous,
        }
        return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()


class Chain(models.Model):
    """The one row that whoever adds an event holds until the end of the transaction."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="audit_chain_one_row"),
        ]

    def __str__(self):
        return "The chain of events"
