"""A file that somebody sends: read at once, and kept for a day until it is taken over."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format

from actions.models import ActionRevision, TableImport
from audit.events import record_event
from board.day import now
from papers.uploads import UploadRefused

from .reading import day_of, read_file
from .rows import read_rows

NO_DAY = "Enter the day the table speaks of: the file does not say it"
LATER = "The day must not be after today"


def send_table(checked, *, as_at, by, today, amber_word):
    """Keep what the file says. `checked` is `papers.uploads.Checked`; `as_at` a day, or None to
    take the one in the file. Raises `ValidationError` by field."""
    try:
        found = read_file(checked)
        rows = read_rows(found, amber_word=amber_word)
    except UploadRefused as refused:
        raise ValidationError({"file": str(refused)}) from refused
    said = day_of(found.words)
    day = as_at or said
    if day is None or day > today:
        raise ValidationError({"as_at": LATER if day else NO_DAY})
    if said and said != day:
        rows.remarks.append(f"The file says “as at {date_format(said, 'j F Y')}”.")
    with transaction.atomic():
        TableImport.objects.forget(now())
        sent = TableImport.objects.create(
            file_name=checked.name,
            as_at=day,
            made_at=now(),
            latest_revision=ActionRevision.objects.aggregate(last=Max("pk"))["last"] or 0,
            made_by=by,
            rows=rows.rows,
            columns=rows.columns,
            remarks=rows.remarks,
        )
        record_event("action_table.file_sent", by=by, subject=sent)
    return sent
