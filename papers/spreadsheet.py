"""Spreadsheets of plain text: an Excel file and a CSV file in which nothing can be a formula.

The Excel file holds sheets of text cells and whole numbers, no formula, nothing hidden and no
defined name (SECURITY, promise 7). The same rows make the same bytes.
"""

import csv
import datetime
import io
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from papers.text import clean
from papers.word import EPOCH

# What a spreadsheet takes for the beginning of a formula, and what already stands before it.
STARTS_FORMULA = re.compile("'*[=+\\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]")
MAX_CELL = 32_767
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PLAIN, BOLD, HEADING, CELL, NUMBER = range(5)


@dataclass(frozen=True)
class Sheet:
    """`above` and `below` are lines of text; `rows` lists of texts or whole numbers
    as long as `headings`; `widths` in characters; `fills` are (text, RRGGBB) for the cells of the column `filled`."""

    title: str
    name: str
    headings: list
    widths: list
    rows: list
    made_at: datetime.datetime
    above: tuple = ()
    below: tuple = ()
    filled: int | None = None
    fills: tuple = ()


def untyped(text):
    """The text for a cell of a CSV file: what could be a formula gets an apostrophe before it."""
    return f"'{text}" if STARTS_FORMULA.match(text) else text


def typed(text):
    """The text of such a cell as it was before."""
    return text[1:] if text[:1] == "'" and STARTS_FORMULA.match(text[1:]) else text


def csv_file(sheet):
    """The bytes of a CSV file that Excel opens: headings first, what is below them at the end."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    for row in [sheet.headings, *sheet.rows]:
        writer.writerow([untyped(clean(text)) for text in row])
    writer.writerow([])
    for line in [*sheet.below, "", *sheet.above]:
        writer.writerow([untyped(clean(line))])
    return written.getvalue().encode("utf-8-sig")


def excel_file(sheet, *more):
    """The bytes of an .xlsx file with this sheet and those after it. The file takes its title, its
    moment and the colours of its cells from the first."""
    import zipfile

    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts([sheet, *more]):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (HEAD + text).encode())
    return written.getvalue()


def parts(sheets):
    sheet, numbers = sheets[0], range(1, len(sheets) + 1)
    at = f"{sheet.made_at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
    kinds = f"{OFFICE}/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    yield (
        "[Content_Types].xml",
        (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
                f'ContentType="{types}.worksheet+xml"/>'
                for number in numbers
            )
            + f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
    )
    yield (
        "_rels/.rels",
        (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{kinds}/officeDocument" Target="xl/workbook.xml"/>'
            f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ),
    )
    yield (
        "docProps/core.xml",
        (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(clean(sheet.title))}</dc:title><dc:language>en-GB</dc:language>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>'
        ),
    )
    yield (
        "xl/workbook.xml",
        (
            f'<workbook xmlns="{MAIN}" xmlns:r="{kinds}"><sheets>'
            + "".join(
                f'<sheet name={quoteattr(each.name[:31])} sheetId="{number}" r:id="rId{number}"/>'
                for number, each in zip(numbers, sheets, strict=True)
            )
            + "</sheets></workbook>"
        ),
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            + "".join(
                f'<Relationship Id="rId{number}" Type="{kinds}/worksheet" '
                f'Target="worksheets/sheet{number}.xml"/>'
                for number in numbers
            )
            + f'<Relationship Id="rId{len(sheets) + 1}" Type="{kinds}/styles" '
            'Target="styles.xml"/></Relationships>'
        ),
    )
    yield "xl/styles.xml", styles(sheet.fills)
    for number, each in zip(numbers, sheets, strict=True):
        yield f"xl/worksheets/sheet{number}.xml", worksheet(each)


def styles(fills):
    colours = ["E6E6E6", *(colour for _, colour in fills)]
    solid = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'
        for colour in colours
    )
    side = "".join(
        f'<{side} style="thin"><color rgb="FF000000"/></{side}>'
        for side in ("left", "right", "top", "bottom")
    )
    wrap = '<alignment vertical="top" wrapText="1"/>'
    text = 'numFmtId="49" applyNumberFormat="1" applyAlignment="1" quotePrefix="1"'
    looks = [
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" applyFont="1"/>',
        f'<xf {text} fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1">{wrap}</xf>',
        f'<xf {text} fontId="0" fillId="0" borderId="1">{wrap}</xf>',
        f'<xf numFmtId="1" applyNumberFormat="1" fontId="0" fillId="0" borderId="1">{wrap}</xf>',
    ]
    looks += [
        f'<xf {text} fontId="1" fillId="{place}" borderId="1" applyFont="1" applyFill="1">{wrap}</xf>'
        for place in range(3, 2 + len(colours))
    ]
    font = '<sz val="10"/><name val="Arial"/>'
    return (
        f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font>{font}</font><font><b/>{font}</font>'
        f'</fonts><fills count="{2 + len(colours)}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{solid}</fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{side}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(looks)}">{"".join(looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def worksheet(sheet):
    looks = {text: NUMBER + 1 + place for place, (text, _) in enumerate(sheet.fills)}
    rows = [([line], BOLD if place == 0 else PLAIN) for place, line in enumerate(sheet.above)]
    rows += [([], PLAIN)] * bool(rows) + [(sheet.headings, HEADING)]
    frozen = len(rows)
    rows += [(row, CELL) for row in sheet.rows]
    rows += [([], PLAIN)] + [([line], PLAIN) for line in sheet.below]
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(sheet.widths, start=1)
    )
    body = "".join(
        row_of(number, texts, look, sheet.filled, looks)
        for number, (texts, look) in enumerate(rows, start=1)
    )
    return (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{frozen}" '
        f'topLeftCell="A{frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{columns}</cols><sheetData>{body}</sheetData>"
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "</worksheet>"
    )


def row_of(number, texts, look, filled, looks):
    cells = "".join(
        cell(
            f"{letters(place)}{number}",
            text,
            looks.get(text, look) if look == CELL and place == filled else look,
        )
        for place, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def cell(name, content, look):
    if isinstance(content, int):
        return f'<c r="{name}" s="{NUMBER}"><v>{content}</v></c>'
    text = escape(clean(content)[:MAX_CELL])
    return f'<c r="{name}" t="inlineStr" s="{look}"><is><t xml:space="preserve">{text}</t></is></c>'


def letters(place):
    """A for 0, AB for 27."""
    name = ""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        name = chr(65 + left) + name
    return name
