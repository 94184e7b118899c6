"""Word, Excel and CSV files of an action table, as somebody else's programme would write them.

`annex_b()` is the Board's paper as at 31 January 2017: the rows as the pages print them, with merged
crime areas, and a new table with its headings on each page where a row goes on. The two others are
in the manner of other councils.
"""

import csv
import io
import zipfile
from xml.sax.saxutils import escape

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
KEYS = [
    "key_crime_area",
    "issues",
    "lead_partner",
    "actions",
    "potential_barriers",
    "expected_outcomes",
    "rag_rating",
]
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
    """A .docx. `tables` are lists of rows, see `write`; a row of one is a banner."""
    document = Document()
    if title:
        document.add_paragraph(title)
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1:  # One cell across the page.
                cells[0].merge(cells[-1]).text = row[0]
                continue
            for cell, content in zip(cells, row, strict=True):
                write(cell, content)
        document.add_paragraph()
    return saved(document)


def write(cell, content):
    """`content`: text; (text, colour of the cell); or None, which carries on the cell above."""
    text, colour = content if isinstance(content, tuple) else (content, "")
    facts = cell._tc.get_or_add_tcPr()
    if text is None:
        facts.append(OxmlElement("w:vMerge"))
        return
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)
    if colour:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), colour)
        facts.append(shade)


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


# In the manner of a borough: its own words, a crime area as a banner, ratings as letters.
BOROUGH = [
    ["No.", "What we want", "Objective", "What we will do", "Owner", "Risks", "BRAG", "Due"],
    ["Fraud and cyber-enabled crime"],
    ["1", "", "Doorstep fraud", "Visit every ward", "Trading Standards, CoLP", "None", "G", "May"],
    ["2", "", "Courier fraud", "Talk to banks\nTalk to shops", "All", "", "A", "June"],
    ["Gangs (county lines)"],
    ["3", "", "Cuckooed homes", "Joint visits", "LFB and Housing", "Time", "R", ""],
    ["4", "", "Exit route", "Work with schools", "", "", "", ""],
    ["Modern slavery and domestic servitude"],
]
# In the manner of a county: the lead first, ratings as colours, several actions to an issue.
COUNTY = [
    ["Responsible officer", "Theme", "Issue", "Action required", "Outcome", "RAG status"],
    ["Jon Avern", "Cyber attack", "Raising awareness", "Posters", "Fewer reports", ("", "FFC000")],
    ["Partners", None, None, "Films", "", ("", "92D050")],
    ["C Pelham", "", "Passwords", "Talks in schools", "", ("", "FF0000")],
    ["Home Office", "Blackmail & Kidnap", "Guidance", "", "", ("", "0070C0")],
    ["", "Intellectual property", "", "", "", ("", "FFFFFF")],
]


def county():
    """Its table goes on, on the next page, without headings and in the middle of a row."""
    above = [
        *COUNTY[:3],
        ["C Pelham", "Cyber attack (cont.)", "Passwords", "Talks in", "", ("", "FF0000")],
    ]
    below = [["", "Cyber attack (cont'd)", "", "schools", "", ""], *COUNTY[4:]]
    return word_file([above, below], title="Serious crime plan as of 1 March 2018")


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def excel_bytes(rows, *, merged=(), hidden_rows=(), hidden_sheet=None, **parts):
    """An .xlsx as Excel writes it: shared strings, styles with colours, merged cells. A cell is a text,
    (text, colour), a number, or None for an empty one."""
    strings, colours = [], []

    def cell(row, column, content):
        text, colour = content if isinstance(content, tuple) else (content, "")
        if colour and colour not in colours:
            colours.append(colour)
        look = f' s="{colours.index(colour) + 1}"' if colour else ""
        place = f"{chr(65 + column)}{row}"
        if text in ("", None):
            return f'<c r="{place}"{look}/>' if colour else ""
        if isinstance(text, int):
            return f'<c r="{place}"{look}><v>{text}</v></c>'
        strings.append(f"<si><r><t>{escape(text[:3])}</t></r><r><t>{escape(text[3:])}</t></r></si>")
        return f'<c r="{place}" t="s"{look}><v>{len(strings) - 1}</v></c>'

    body = "".join(
        f'<row r="{number}" hidden="{int(number in hidden_rows)}">'
        + "".join(cell(number, column, content) for column, content in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    spans = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{body}</sheetData>'
    sheet += f"<mergeCells>{spans}</mergeCells></worksheet>" if spans else "</worksheet>"
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'
        for colour in colours
    )
    looks = "".join(f'<xf fillId="{place + 2}"/>' for place in range(len(colours)))
    none = '<fill><patternFill patternType="none"/></fill>'
    more = '<sheet name="Notes" sheetId="2" state="hidden" r:id="rId4"/>' if hidden_sheet else ""
    return zipped(
        {
            "[Content_Types].xml": "<Types xmlns="
            '"http://schemas.openxmlformats.org/package/2006/content-types"><Override '
            f'PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/></Types>',
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{KINDS}"><sheets>'
            f'<sheet name="Plan" sheetId="1" r:id="rId1"/>{more}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": "<Relationships>"
            '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="rId4" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/sheet2.xml": hidden_sheet or sheet,
            "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{"".join(strings)}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><fills>{none * 2}{fills}</fills>'
            f'<cellXfs><xf fillId="0"/>{looks}</cellXfs></styleSheet>',
            **parts,
        }
    )


def zipped(parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def csv_bytes(rows, *, delimiter=",", encoding="utf-8"):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


def checked(name, content):
    return check_upload(name, content)
