from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models.functions import Lower

from audit.events import record_event

# What a Board begins with, until its secretariat writes its own.
USUAL = {
    "rec": "The Board received a report of … concerning …",
    "upd": "The Board received an update from … on …",
    "disc": "Members discussed …",
    "ans": "In answer to a question, … said that …",
    "req": "… was asked to … (n)",
    "res": "RESOLVED – That …",
    "resn": "RESOLVED – That the report be noted.",
    "resa": "RESOLVED – That … be approved.",
    "noq": "There were no questions.",
    "nob": "There was no other business.",
    "nod": "There were no declarations of interest.",
    "nxt": "The next meeting will be held on …",
    "fin": "The meeting ended at …",
}


class PhraseQuerySet(models.QuerySet):
    def begin(self):
        """Keep the usual ones, where nobody keeps any yet."""
        if not self.exists():
            self.bulk_create(Phrase(code=code, text=text) for code, text in USUAL.items())


class Phrase(models.Model):
    """A standard phrase of the minutes, written by a short code; … is to be filled in."""

    code = models.CharField(
        max_length=12,
        validators=[RegexValidator(r"^\w{2,}\Z", "Type two letters or more, and no spaces")],
    )
    text = models.TextField(max_length=2000)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        ordering = [Lower("code")]
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                name="phrase_code_once",
                violation_error_message="Another phrase has this code: choose another one",
            )
        ]

    def __str__(self):
        return self.text[:60]

    def record(self, *, by):
        """Keep a new one, or its changed words."""
        with transaction.atomic():
            self.save()
            record_event("phrase.changed", by=by, subject=self)

    def remove(self, *, by):
        """Nobody is offered it any more. Minutes that were written with it keep their words."""
        with transaction.atomic():
            record_event("phrase.removed", by=by, subject=self)
            self.delete()
