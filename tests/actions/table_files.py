"""Word, Excel and CSV files of an action table, as somebody else's programme would write them.

`annex_b()` is the Board's paper as at 31 January 2017: the rows as the pages print them, with merged
crime areas, and a new table with its headings on each page where a row goes on. The two others are
in the manner of other councils.
"""

import csv
import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from papers.uploads import check_upload

HEADINGS = [
    "Key crime area",
    "Issues",
    "Lead partner",
    "Actions",
    "Potential barriers",
    "Expected outcomes",
    "Rag rating (blue denotes completion)",
]
KEYS = "key_crime_area issues lead_partner actions potential_barriers expected_outcomes rag_rating".split()
PAGE_BREAK = object()


def lines(paragraphs):
    return "\n".join(paragraphs)


def printed_rows(paper):
    """The rows of `action_table_2017-01-31.json` as its pages print them: three of them are divided
    by the end of a page, and a crime area is printed once."""
    rows, before = [], ""
    for row in paper["rows"]:
        cells = [row["key_crime_area"], *(lines(row[key]) for key in KEYS[1:-1]), row["rag_rating"]]
        cells[0] = "" if cells[0] == before else cells[0]
        before = row["key_crime_area"]
        rows += divided(cells)
    return rows


# Where a page ends within a row, the first words of each cell on the next page.
BREAKS = {
    "Raising awareness": {3: "messages for all", 4: "possible."},
    "Operation Signature": {1: "Raising awareness through", 3: "HO site about"},
    "CoL profile focus": {3: "vacant commercial", 4: "Training need"},
}


def divided(cells):
    for start, places in BREAKS.items():
        if cells[1].startswith(start):
            above, below = list(cells), [""] * 7
            for place, words in places.items():
                at = cells[place].index(words)
                above[place], below[place] = cells[place][:at].rstrip(), cells[place][at:]
            return [above, PAGE_BREAK, below]
    return [cells]


def word_file(tables, *, title=""):
    """A .docx. `tables` are lists of rows of texts; None carries on the cell above it."""
    document = Document()
    if title:
        document.add_paragraph(title)
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                write(cell, text)
        document.add_paragraph()
    return saved(document)


def write(cell, text):
    text, _, colour = (text or "").partition("#") if "#" in (text or "") else (text, "", "")
    if text is None:
        merge = OxmlElement("w:vMerge")
        cell._tc.get_or_add_tcPr().append(merge)
        return
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)
    if colour:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), colour)
        cell._tc.get_or_add_tcPr().append(shade)


def saved(document):
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def annex_b(paper):
    """The Board's paper: a table to a page, each with the headings."""
    tables, rows = [], [HEADINGS]
    for row in printed_rows(paper):
        if row is PAGE_BREAK:
            tables.append(rows)
            rows = [HEADINGS]
        else:
            rows.append([row[0] or (None if len(rows) > 1 else ""), *row[1:]])
    return word_file([*tables, rows], title=paper["title"])


def csv_bytes(rows, *, delimiter=",", encoding="utf-8"):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


def checked(name, content):
    return check_upload(name, content)
