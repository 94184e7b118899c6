"""The sheets of an Excel file: words, colours and merged cells, and nothing else. A formula gives
what it last came to."""

import datetime
import io
import re
import zipfile

from lxml import etree

from papers.uploads import UploadRefused

from .cells import MAX_ROWS, TOO_MANY, Cell, Found, cell, refuse_too_wide

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
D = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DATES = {14, 15, 16, 17, 22}
# Excel's own numbers for the plain colours.
INDEXED = {2: "FF0000", 3: "00FF00", 4: "0000FF", 5: "FFFF00", 10: "FF0000", 11: "00FF00"}
INDEXED |= {12: "0000FF", 13: "FFFF00", 17: "008000", 18: "000080", 50: "99CC00", 51: "FFCC00"}
INDEXED |= {52: "FF9900", 53: "FF6600", 57: "339966", 48: "3366FF"}
MAX_MERGED = 20_000


def read_excel(content):
    """Every sheet that can be seen, in order."""
    found = Found()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = Book(archive)
        for title, is_hidden, root in book.sheets():
            if is_hidden:
                found.remarks.append(f"The sheet “{title}” is hidden in the file: it was not read.")
                continue
            found.tables.append(book.read_sheet(root, title, found.remarks))
    for table in found.tables:
        found.words += [one.text for _, cells in table[:20] for one in cells if one.text]
    return found


class Book:
    def __init__(self, archive):
        self.archive = archive
        self.strings = [words(item) for item in self.part("xl/sharedStrings.xml").iter(f"{S}si")]
        self.theme = [
            (one[0].get("lastClr") or one[0].get("val") or "")
            for one in next(self.part("xl/theme/theme1.xml").iter(f"{D}clrScheme"), [])
            if len(one)
        ]
        # The theme lists dark before light, and is counted the other way round.
        self.theme[:4] = [self.theme[i] for i in (1, 0, 3, 2) if len(self.theme) > 3]
        styles = self.part("xl/styles.xml")
        self.fills = [self.fill_of(fill) for fill in styles.iterfind(f"{S}fills/{S}fill")]
        self.formats = {
            int(one.get("numFmtId")): one.get("formatCode", "")
            for one in styles.iterfind(f"{S}numFmts/{S}numFmt")
        }
        self.styles = list(styles.iterfind(f"{S}cellXfs/{S}xf"))

    def part(self, name):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self.archive.read(name), parser)
        except KeyError:
            return etree.Element("nothing")

    def sheets(self):
        """(title, whether it is hidden, its XML) of each sheet with cells."""
        relations = self.part("xl/_rels/workbook.xml.rels")
        targets = {one.get("Id"): one.get("Target", "") for one in relations}
        for sheet in self.part("xl/workbook.xml").iter(f"{S}sheet"):
            target = targets.get(sheet.get(f"{R}id"), "")
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            is_hidden = sheet.get("state", "visible") != "visible"
            yield sheet.get("name", ""), is_hidden, self.part(name)

    def read_sheet(self, root, title, remarks):
        rows, hidden = {}, 0
        for row in root.iterfind(f"{S}sheetData/{S}row"):
            number = whole(row.get("r")) or max(rows, default=0) + 1
            cells = self.read_row(row)
            if not any(one.text or one.colour for one in cells):
                continue
            if len(rows) >= MAX_ROWS:
                raise UploadRefused(TOO_MANY)
            rows[number] = cells
            hidden += is_true(row.get("hidden")) and any(one.text for one in cells)
        if hidden:
            remarks.append(f"{hidden} of the rows are hidden in the file. They are shown here.")
        if any(is_true(col.get("hidden")) for col in root.iterfind(f"{S}cols/{S}col")):
            remarks.append("The file has hidden columns. What is in them is shown here.")
        merge(rows, root)
        width = max((len(cells) for cells in rows.values()), default=0)
        return [
            (f"sheet “{title}”, row {number}", [*cells, *[Cell()] * (width - len(cells))])
            for number, cells in with_gaps(rows)
        ]

    def read_row(self, row):
        cells = []
        for part in row.iterfind(f"{S}c"):
            column = column_of(part.get("r", "")) or len(cells)
            text, fill = self.text_of(part), self.colour_of(part)
            if not text and not fill:
                continue
            refuse_too_wide(column + 1)
            cells += [Cell()] * (column - len(cells))
            cells[column:] = [cell(text, colour=fill)]
        return cells

    def text_of(self, part):
        kind, value = part.get("t", "n"), part.findtext(f"{S}v") or ""
        if kind == "inlineStr":
            return words(part.find(f"{S}is"))
        if kind == "s":
            place = whole(value)
            return self.strings[place] if value and place < len(self.strings) else ""
        if kind in ("e", "b"):
            return "" if kind == "e" else ("Yes" if value == "1" else "No")
        return self.date_of(part, value) if kind == "n" else value

    def date_of(self, part, value):
        """A number, or the day that a number stands for."""
        style = self.style_of(part)
        number = whole(style.get("numFmtId")) if style is not None else 0
        code = re.sub(r'"[^"]*"|\[[^]]*\]', "", self.formats.get(number, ""))
        if value and (number in DATES or re.search("[dy]", code, re.IGNORECASE)):
            try:
                day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(float(value)))
                return f"{day:%d.%m.%Y}"
            except (ValueError, OverflowError):
                return value
        return value.removesuffix(".0")

    def style_of(self, part):
        place = whole(part.get("s"))
        return self.styles[place] if place < len(self.styles) else None

    def colour_of(self, part):
        style = self.style_of(part)
        place = whole(style.get("fillId")) if style is not None else 0
        return self.fills[place] if place < len(self.fills) else ""

    def fill_of(self, fill):
        pattern = fill.find(f"{S}patternFill")
        if pattern is None or pattern.get("patternType") != "solid":
            return ""
        shown = pattern.find(f"{S}fgColor")
        if shown is None:
            return ""
        if shown.get("rgb"):
            return shown.get("rgb")[-6:].upper()
        if shown.get("theme") is not None:
            place = whole(shown.get("theme"))
            return self.theme[place].upper() if place < len(self.theme) else ""
        return INDEXED.get(whole(shown.get("indexed")), "")


def words(part):
    """The text of a string in pieces, without the reading aid above it."""
    if part is None:
        return ""
    return "".join(
        piece.text or "" for piece in part.iter(f"{S}t") if piece.getparent().tag != f"{S}rPh"
    )


def merge(rows, root):
    """Cells that were merged: the first holds the words, the others carry it on."""
    for number, merged in enumerate(root.iterfind(f"{S}mergeCells/{S}mergeCell")):
        corners = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", merged.get("ref", ""))
        if not corners or number > MAX_MERGED:
            continue
        left, right = column_of(corners[1]), column_of(corners[3])
        top, bottom = whole(corners[2]), whole(corners[4])
        if right - left > 100 or bottom - top > MAX_ROWS:
            continue
        first = rows.get(top, [])
        if left < len(first):
            first[left] = Cell(first[left].text, first[left].colour, right - left + 1)
        for row in range(top + 1, bottom + 1):
            if row in rows:
                cells = rows[row]
                cells += [Cell()] * (left + 1 - len(cells))
                cells[left] = Cell(colour=cells[left].colour, is_carried_on=True)


def with_gaps(rows):
    """The rows in order, and one empty row wherever there are any between two."""
    before = None
    for number in sorted(rows):
        if before is not None and number > before + 1:
            yield before + 1, []
        yield number, rows[number]
        before = number


def column_of(name):
    """0 for A, 27 for AB."""
    letters = re.match("[A-Z]{1,3}", name)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - 64
    return number - 1 if letters else 0


def whole(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def is_true(text):
    return text in ("1", "true")
