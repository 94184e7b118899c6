"""The action table as an annex of a report: open rows as at a day, as plain data."""

from actions.paper import COLUMNS
from actions.table import has_left_table, last_board_meeting_before
from board.models import BoardSettings
from reporting.figures import open_rows


def action_table_annex(as_at):
    """A dict of title, columns and rows, in the order and with the words of the printed table."""
    board = BoardSettings.current()
    meeting = last_board_meeting_before(as_at)
    return {
        "title": f"{board.name.removesuffix(' Board')} – Action Table as at {as_at:%d.%m.%y}",
        "columns": [{"heading": heading, "width": width} for heading, width in COLUMNS],
        "rows": [
            annex_row(row, board.amber_word)
            for row in open_rows(as_at)
            if not row.is_dropped and not has_left_table(row, meeting)
        ],
    }


def annex_row(row, amber_word):
    return {
        "area": row.area.title,
        "issues": row.issues,
        "lead_printed": row.lead_printed,
        "actions": row.actions,
        "barriers": row.barriers,
        "outcomes": row.outcomes,
        "rating": row.rating,
        "word": row.rating_word_on_paper(amber_word),
    }
