"""The action table for Word and for spreadsheets: files that come back by an import as they left."""

from actions.paper import COLUMNS, file_name, heading, made_at
from actions.table import key_to_ratings
from papers.spreadsheet import Sheet, csv_file, excel_file
from papers.text import clean
from papers.word_table import WordTablePaper

HEADINGS = [text for text, _ in COLUMNS]
WORD_WIDTHS = [30, 42, 27, 54, 50, 28, 24, 14]
CELL_WIDTHS = [24, 34, 22, 46, 40, 30, 18, 30, 18, 8]
RATING = HEADINGS.index("Rag rating (blue denotes completion)")
# Light enough to read black words on, and different greys on a printer without colours.
COLOURS = {"red": "F2AFA5", "amber": "F9D3A5", "green": "CCE2D8", "blue": "A9CBEB"}
CLOSED = "Open or closed"


def word_table(table, *, board):
    """The bytes of a Word file of the table, and its name. A key crime area is one merged cell."""
    paper = WordTablePaper(
        heading(table, board), made_at=made_at(table), marking="Non-public" if table.closed else ""
    )
    paper.heading(heading(table, board))
    paper.text(table.counts)
    closed = bool(table.closed)
    headings = [*HEADINGS, "Ref.", *[CLOSED] * closed]
    rows = [[*printed(row), row.reference, *[openness(row)] * closed] for row in table.rows]
    widths = [*WORD_WIDTHS, *[22] * closed]
    paper.grid(headings, widths, rows, filled=RATING, fills=fills(table), merged=0)
    for line in key(board):
        paper.text(line)
    return paper.save(), file_name(table, "docx")


def excel_table(table, *, board):
    """The bytes of an Excel file of the table, and its name."""
    return excel_file(sheet_of(table, board)), file_name(table, "xlsx")


def csv_table(table, *, board):
    """The bytes of a CSV file of the table, and its name."""
    return csv_file(sheet_of(table, board)), file_name(table, "csv")


def sheet_of(table, board):
    """The seven columns of the Board, then what only a spreadsheet has room for."""
    closed = bool(table.closed)
    title = heading(table, board)
    return Sheet(
        title=title,
        name="Action table",
        headings=[*HEADINGS, "Led by", "The 4 Ps", "Ref.", *[CLOSED] * closed],
        widths=[*CELL_WIDTHS, *[24] * closed],
        rows=[
            [*printed(row), row.led_by, row.four_ps, row.reference, *[openness(row)] * closed]
            for row in table.rows
        ],
        made_at=made_at(table),
        above=(f"NON-PUBLIC – {title}" if closed else title, table.counts),
        below=tuple(key(board)),
        filled=RATING,
        fills=fills(table),
    )


def printed(row):
    """The seven cells as the paper prints them."""
    cells = (row.area, row.issues, row.lead_printed, row.actions, row.barriers, row.outcomes)
    return [*map(clean, cells), row.word_in_file]


def openness(row):
    return f"Closed: {row.closed_reason_words}" if row.is_closed else "Open"


def fills(table):
    rated = (row for row in table.rows if row.rating and not row.has_no_return)
    words = {row.word_in_file: COLOURS[row.rating] for row in rated}
    return tuple(words.items())


def key(board):
    yield "Key to the ratings"
    for _, word, meaning in key_to_ratings(board):
        yield f"{word}: {meaning}"
