"""The tables of a Word file. Read part by part: rows and cells that are asked for by number take
time that grows with the square of the table."""

import io
import zipfile

from lxml import etree

from .cells import Cell, Found, cell, refuse_too_many, refuse_too_wide

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What Word calls its marker pens.
PENS = {
    "red": "FF0000",
    "darkRed": "800000",
    "yellow": "FFFF00",
    "darkYellow": "FFC000",
    "green": "00FF00",
    "darkGreen": "008000",
    "blue": "0000FF",
    "darkBlue": "000080",
    "cyan": "00B0F0",
    "darkCyan": "008080",
}


def read_word(content):
    """The tables of a .docx in their order, and the words before and after them."""
    found = Found()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        body = etree.fromstring(archive.read("word/document.xml"), parser).find(f"{W}body")
    for part in blocks(body if body is not None else []):
        if part.tag == f"{W}tbl":
            found.tables.append(read_table(part, len(found.tables) + 1))
            refuse_too_many(sum(map(len, found.tables)))
        elif text := paragraph(part):
            found.words.append(text)
    return found


def blocks(parent):
    """Paragraphs and tables, also those in a content control."""
    for part in parent:
        if part.tag in (f"{W}p", f"{W}tbl"):
            yield part
        elif part.tag == f"{W}sdt":
            yield from blocks(part.find(f"{W}sdtContent"))


def inner(parent, tag):
    """Rows of a table or cells of a row, also those in a content control or an accepted change."""
    for part in parent:
        if part.tag == f"{W}{tag}":
            yield part
        elif part.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from inner(part, tag)


def read_table(table, number):
    rows = []
    for position, row in enumerate(inner(table, "tr"), start=1):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells = [Cell()] * value(row, "trPr/gridBefore", 0)
        for part in inner(row, "tc"):
            cells += read_cell(part)
            refuse_too_wide(len(cells))
        rows.append((f"table {number}, row {position}", cells))
    return rows


def read_cell(part):
    """The cell, then an empty one for each further column it spans."""
    span = max(1, min(value(part, "tcPr/gridSpan", 1), 100))
    merge = part.find(f"{W}tcPr/{W}vMerge")
    carried_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    text = "" if carried_on else "\n".join(map(paragraph, part.iter(f"{W}p")))
    one = cell(text, colour=colour(part), span=span, is_carried_on=carried_on)
    return [one, *[Cell()] * (span - 1)]


def value(part, path, otherwise):
    found = part.find("/".join(f"{W}{step}" for step in path.split("/")))
    text = found.get(f"{W}val", "") if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise


def colour(part):
    shade = part.find(f"{W}tcPr/{W}shd")
    fill = shade.get(f"{W}fill", "") if shade is not None else ""
    if fill and fill != "auto":
        return fill.upper()
    for pen in part.iter(f"{W}highlight"):
        return PENS.get(pen.get(f"{W}val"), "")
    return ""


def paragraph(part):
    """The words of a paragraph as they print: without what was deleted or hidden."""
    return "".join(filter(None, map(printed, part.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}cr"))))


def printed(part):
    run = part.getparent()
    if run.tag != f"{W}r" or is_hidden(run):
        return ""
    if part.tag == f"{W}t":
        return part.text
    return " " if part.tag == f"{W}tab" else "\n"


def is_hidden(run):
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false", "off")
