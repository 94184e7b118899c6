"""Rows of the action table out of tables of cells.

A crime area stands for the rows below it until the next. A row that a page break divided, or a
table that goes on with its headings repeated, is one.
"""

import re
from dataclasses import dataclass, field

from papers.uploads import UploadRefused

from .cells import MAX_ROWS
from .columns import NAMES, columns_of, unknown_in
from .ratings import TO_BE_CONFIRMED, rating_of

TEXTS = ("issues", "actions", "barriers", "outcomes")
CONTINUED = re.compile(r"\s*[-–(\[]*\s*(continued|cont['’]?d|cont\.?|ctd\.?)\s*[)\]]?\s*$", re.I)
# A line that ends with one of these goes on.
DANGLING = re.compile(
    r"(?:\b(?:the|a|an|of|to|and|or|for|in|on|with|by|as|at|from|into|that|which|is|are|be|their"
    r"|our|this|these)|[,(/&])$",
    re.I,
)
NO_TABLE = (
    "No table with the Board’s headings was found. One row must name the columns, such as Key"
    " crime area, Issues, Lead partner, Actions, Potential barriers, Expected outcomes, RAG"
    " rating. Change the headings in the file, or begin with the example file."
)
NO_ROWS = "The table in the file has headings and no rows: add some, or choose another file."
JOINED = "Put together from two rows of the file: a page break had divided it."


@dataclass
class Rows:
    """`rows`: dictionaries ready to be kept; `columns`: those the file has, in its order."""

    rows: list = field(default_factory=list)
    columns: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


def read_rows(found, *, amber_word):
    """`found` is `cells.Found`. Raises `UploadRefused` when it holds no action table."""
    reading = Reading(amber_word)
    for table in found.tables:
        reading.read_table(table)
    reading.end_banner()
    if not reading.columns:
        raise UploadRefused(NO_TABLE)
    if not reading.made.rows:
        raise UploadRefused(NO_ROWS)
    made = reading.made
    made.columns = [name for name in NAMES if name in reading.seen]
    made.remarks = [*found.remarks, *reading.made.remarks]
    return made


class Reading:
    """Goes through the tables of a file from top to bottom."""

    def __init__(self, amber_word):
        self.amber_word = amber_word
        self.columns, self.seen, self.width = {}, set(), 0
        self.area, self.banner = "", None
        self.made = Rows()
        self.issues_above = ""

    def read_table(self, table):
        is_ours, is_first = False, True
        if self.columns and table and len(table[0][1]) == self.width:
            is_ours = True  # It goes on where the table before it stopped.
        for where, cells in table:
            if columns := columns_of(cells):
                self.begin(cells, columns)
                is_ours = True
            elif is_ours and is_key(cells):
                is_ours = False
            elif is_ours and any(cell.text for cell in cells):
                self.read_row(where, cells, is_first)
                is_first = False
        if not is_ours and table and self.columns and len(table) > 1 and is_first:
            self.remark(f"A table that is not the action table was left out ({table[0][0]}).")

    def begin(self, cells, columns):
        self.columns, self.width = columns, len(cells)
        self.seen |= columns.keys()
        for heading in unknown_in(cells, columns):
            self.remark(
                f"The column “{heading[:60]}” is none of the action table’s: it was left out."
            )

    def remark(self, sentence):
        if sentence not in self.made.remarks:
            self.made.remarks.append(sentence)

    def read_row(self, where, cells, after_break):
        if is_banner(cells):
            self.end_banner()
            self.area, self.banner = without_continued(cells), where
            return
        given = {name: self.cell(cells, name) for name in self.columns}
        row = self.row(where, given)
        if self.goes_on(row, given, after_break):
            join(self.made.rows[-1], row)
            return
        self.banner = None
        if len(self.made.rows) >= MAX_ROWS:
            raise UploadRefused("The file has more than 5,000 rows: divide it.")
        self.made.rows.append(row)

    def end_banner(self):
        """A crime area with nothing below it is a row that waits to be filled."""
        if self.banner:
            self.made.rows.append({**self.row(self.banner, {}), "area": self.area})
        self.banner = None

    def cell(self, cells, name):
        place = self.columns[name]
        return cells[place] if place < len(cells) else None

    def row(self, where, given):
        text = {name: cell.text if cell else "" for name, cell in given.items()}
        colour = given["rating"].colour if given.get("rating") else ""
        rating, remark = rating_of(text.get("rating", ""), colour, self.amber_word)
        row = {name: text.get(name, "") for name in (*TEXTS, "lead_printed", "led_by", "four_ps")}
        row |= {"where": where, "area": self.area_of(given), "reference": text.get("reference", "")}
        row |= {"openness": text.get("openness", ""), "left_out": False, "parts": []}
        row |= {"rating": rating if rating is None else rating.value}
        row["waits"] = TO_BE_CONFIRMED in text.get("rating", "").casefold()
        row["remarks"] = [remark] if remark and rating is not None else []
        row["rating_fault"] = remark if rating is None else ""
        issues = given.get("issues")
        if issues and issues.is_carried_on:
            row["issues"] = self.issues_above
        self.issues_above = row["issues"]
        return row

    def area_of(self, given):
        cell = given.get("area")
        if cell and cell.text:
            self.area = CONTINUED.sub("", cell.text).replace("\n", " ").strip()
        return self.area

    def goes_on(self, row, given, after_break):
        """Whether a page break divided this row from the one above it."""
        if not self.made.rows or self.banner:
            return False
        above = self.made.rows[-1]
        if row["reference"] and row["reference"] == above["reference"]:
            return True
        if row["area"] != above["area"] or row["lead_printed"] or row["reference"] or row["rating"]:
            return False
        area = given.get("area")
        begins_area = area and area.text and not CONTINUED.search(area.text)
        if begins_area or not any(row[name] for name in TEXTS):
            return False
        issues = given.get("issues")
        if issues and issues.is_carried_on:
            others = [given[name] for name in ("lead_printed", "rating") if given.get(name)]
            return after_break or all(cell.is_carried_on for cell in others)
        if not row["issues"] or CONTINUED.search(row["issues"]):
            return True
        return after_break and any(breaks_off(above[name]) and row[name] for name in TEXTS)


def breaks_off(text):
    return bool(DANGLING.search(text))


def join(above, row):
    """Put what stood after the page break behind what stood before it."""
    if not above["parts"]:
        above["parts"] = [{name: above[name] for name in (*TEXTS, "lead_printed")}]
        above["remarks"] = [*above["remarks"], JOINED]
    above["parts"].append({**row, "parts": []})
    for name in (*TEXTS, "lead_printed"):
        below = CONTINUED.sub("", row[name]) if name == "issues" else row[name]
        if name == "issues" and below == above[name]:
            continue
        above[name] = joined(above[name], below)


def joined(above, below):
    if not above or not below:
        return above or below
    ends = above[-1] in ".!?:;"
    goes_on = not ends and (below[0].islower() or breaks_off(above))
    return f"{above}{' ' if goes_on else chr(10)}{below}"


def is_key(cells):
    """The line that begins a key to the ratings: the table ends there."""
    filled = [cell.text for cell in cells if cell.text]
    return len(filled) == 1 and bool(re.match(r"key( to.*)?:?$|(rag|rating) key", filled[0], re.I))


def is_banner(cells):
    """One cell across the whole row: the crime area of the rows below."""
    filled = [cell for cell in cells if cell.text]
    return len(filled) == 1 and len(cells) > 2 and filled[0].span >= len(cells) - 1


def without_continued(cells):
    text = next(cell.text for cell in cells if cell.text)
    return CONTINUED.sub("", text).replace("\n", " ").strip()
