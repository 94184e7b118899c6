"""Whether what is never to change is as it was. Says which record, and nothing of what is in it:
whoever runs the system does not read the Board's business."""

import hashlib

from django.db.models import Count, F, Max

from actions.models import Action, ActionRevision
from board.models import Publication
from board.models.publications import digest
from meetings.models import (
    AgendaIssue,
    EarlierCopy,
    MinuteParagraph,
    PaperFile,
    PaperVersion,
    ParagraphRevision,
)
from meetings.models.issues import digest as digest_of_issue
from reporting.models import FinalCopy

# Numbered from 1 within what they belong to, without a gap.
NUMBERED = [
    (ActionRevision, "action", "number"),
    (ParagraphRevision, "paragraph", "number"),
    (PaperVersion, "paper", "number"),
    (AgendaIssue, "meeting", "number"),
    (Publication, "slug", "version"),
]


def faults():
    """A sentence for every frozen record that is not what was sealed, and for every row of states
    that has a gap or does not end where its record says; nothing when all is well."""
    for record, sealed, found in sealed_records():
        if sealed != found:
            yield f"{named(record)} is not what was kept."
    for model, of, number in NUMBERED:
        rows = model.objects.order_by().values(of).annotate(there=Count("pk"), last=Max(number))
        for row in rows.exclude(there=F("last")):
            states = f"{row['there']} of {row['last']}"
            yield f"{model._meta.verbose_name_plural.capitalize()} of {of} {row[of]}: {states} are there."
    for model in (Action, MinuteParagraph):
        last = model.objects.annotate(last=Max("revisions__number"))
        for record in last.exclude(current__number=F("last")):
            yield f"{named(record)} does not stand at its latest state."


def sealed_records():
    """(record, what it was sealed as, what its content comes to now), one after another."""
    for copy in Publication.objects.defer(None).iterator(chunk_size=20):
        yield copy, copy.sha256, digest(copy.document, copy.pdf)
    for copy in FinalCopy.objects.iterator(chunk_size=20):
        yield copy, copy.sha256, digest(copy.document, copy.pdf)
    for issue in AgendaIssue.objects.defer(None).iterator(chunk_size=20):
        parts = issue.document, issue.open_document, bytes(issue.pdf), bytes(issue.open_pdf)
        yield issue, issue.sha256, digest_of_issue(*parts)
    for file in PaperFile.objects.select_related("version").iterator(chunk_size=20):
        yield file, file.version.sha256, sha256(file.content)
    for copy in EarlierCopy.objects.defer(None).exclude(sha256="").iterator(chunk_size=20):
        yield copy, copy.sha256, sha256(copy.content)


def sha256(content):
    return hashlib.sha256(bytes(content)).hexdigest()


def named(record):
    return f"{record._meta.verbose_name.capitalize()} {record.pk}"
