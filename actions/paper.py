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


def heading(table, board):
    """Such as "Serious and Organised Crime – Action Table as at 31.01.17"."""
    subject = board.name.removesuffix(" Board")
    return f"{subject} – Action Table as at {table.as_at:%d.%m.%y}"


def file_name(table, ending):
    """A file with a closed row is named so."""
    kind = "-non-public" if table.closed else ""
    return f"action-table-{table.as_at.isoformat()}{kind}.{ending}"


def made_at(table):
    return make_aware(datetime.datetime.combine(table.as_at, datetime.time()))


def render_table_pdf(table, *, board, large=False):
    """The PDF of a table, and its file name. A paper with a closed row is marked and named so.
    `large` prints it on A3."""
    closed = bool(table.closed)
    context = {
        "table": table,
        "columns": COLUMNS,
        "ratings": key_to_ratings(board),
    }
    content = render_pdf(
        "actions/table_paper.html",
        context,
        title=heading(table, board),
        identifier=f"action table {table.as_at} {table.chosen} {closed} {large}",
        made_at=made_at(table),
        marking="NON-PUBLIC" if closed else "",
        landscape=True,
        large=large,
    )
    return content, file_name(table, "pdf")


def render_moves_pdf(moves, *, board):
    """The PDF of what moved (`actions.moved.Moves`), and its file name."""
    kind = "-non-public" if moves.closed else ""
    title = f"Action Table: what moved from {moves.since:%d.%m.%y} to {moves.as_at:%d.%m.%y}"
    content = render_pdf(
        "actions/moved_paper.html",
        {"moves": moves, "ratings": key_to_ratings(board)},
        title=f"{board.name.removesuffix(' Board')} – {title}",
        identifier=f"action table moves {moves.since} {moves.as_at} {moves.closed}",
        made_at=made_at(moves),
        marking="NON-PUBLIC" if moves.closed else "",
    )
    return content, f"action-table-moves-{moves.as_at.isoformat()}{kind}.pdf"
