"""The action table on paper: Annex B of the Board's reports."""

import datetime

from django.utils.timezone import make_aware

from actions.table import key_to_ratings
from papers.pdf import render_pdf

# As the paper heads its columns; the width of each in hundredths.
COLUMNS = [
    ("Key crime area", 12),
    ("Issues", 16),
    ("Lead partner", 10),
    ("Actions", 20),
    ("Potential barriers", 20),
    ("Expected outcomes", 10),
    ("Rag rating (blue denotes completion)", 12),
]


def render_table_pdf(table, *, board):
    """The PDF of a table, and its file name. A paper with a closed row is marked and named so."""
    closed = bool(table.closed)
    subject = board.name.removesuffix(" Board")
    title = f"{subject} – Action Table as at {table.as_at:%d.%m.%y}"
    context = {
        "table": table,
        "columns": COLUMNS,
        "ratings": key_to_ratings(board.amber_word),
    }
    content = render_pdf(
        "actions/table_paper.html",
        context,
        title=title,
        identifier=f"action table {table.as_at} {table.chosen} {closed}",
        made_at=make_aware(datetime.datetime.combine(table.as_at, datetime.time())),
        marking="NON-PUBLIC" if closed else "",
        landscape=True,
    )
    kind = "-non-public" if closed else ""
    return content, f"action-table-{table.as_at.isoformat()}{kind}.pdf"
