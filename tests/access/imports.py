"""The action table as files, and on its way in: a file that the secretary has sent."""

import datetime
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from actions.importing.sending import send_table
from papers.uploads import check_upload
from tests.access import GONE, REFUSED, row

CSV = b"Key crime area,Issues,Lead,RAG\nCyber attack,Raising awareness,Partners,Amber\n"
CELLS = {"area": "Cyber attack", "issues": "Raising awareness", "rating": "amber"}


def world(cast):
    day = datetime.date(2018, 3, 1)
    sent = send_table(
        check_upload("table.csv", CSV), as_at=day, by=cast.secretary, today=day, amber_word="Orange"
    )
    return SimpleNamespace(sent=sent)


def sent(world):
    return {"pk": world.sent.pk}


def row_of_sent(world):
    return {"pk": world.sent.pk, "number": 1}


class ReadByEach(SimpleUploadedFile):
    """Sent by one persona after the other."""

    def read(self, size=None):
        self.seek(0)
        return super().read()


def file(world):
    day = {"as_at_day": "1", "as_at_month": "3", "as_at_year": "2018"}
    return {"file": ReadByEach("table.csv", CSV), **day}


UNSEEN = {"officer": REFUSED, "administrator": REFUSED}
DESK = {"others": REFUSED, "secretary": 200}
# Nobody but the sender knows of it.
OWN = {"others": GONE, "kwargs": sent}

ROWS = [
    row("action-table-word", others=200, **UNSEEN),
    row("action-table-excel", others=200, **UNSEEN),
    row("action-table-csv", others=200, **UNSEEN),
    row("action-table-csv", others=422, query="?as_at=tomorrow", **UNSEEN),
    row("action-table-pdf", others=200, query="?paper=A3", **UNSEEN),
    row("action-import-new", **DESK),
    row("action-import-new", "POST", others=REFUSED, secretary=302, data=file),
    row("action-import-new", "POST", others=REFUSED, secretary=422),
    row("action-import-example", kwargs={"ending": "docx"}, **DESK),
    row("action-import-example", kwargs={"ending": "exe"}, others=REFUSED, secretary=GONE),
    row("action-import", secretary=200, **OWN),
    row("action-import-names", "POST", secretary=302, **OWN),
    row("action-import-row", others=GONE, kwargs=row_of_sent, secretary=200),
    row("action-import-row", "POST", others=GONE, kwargs=row_of_sent, data=CELLS, secretary=302),
    row("action-import-taking", "POST", data={"version": 1}, secretary=302, **OWN),
]
