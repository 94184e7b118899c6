"""What every kind of file is read into: tables of cells, and the words around them."""

import re
from dataclasses import dataclass, field

from papers.text import clean
from papers.uploads import UploadRefused

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELL = 20_000
TOO_MANY = "The file has more than 5,000 rows: divide it and import one part after the other."
TOO_WIDE = "The table has more than 60 columns: take out those that are not the action table’s."
TOO_LONG = "A cell of the file holds more than 20,000 characters: shorten it."


@dataclass(frozen=True)
class Cell:
    """The text of a cell, the colour it is filled with (RRGGBB), how many columns it spans,
    and whether it only carries on the cell above it."""

    text: str = ""
    colour: str = ""
    span: int = 1
    is_carried_on: bool = False


@dataclass
class Found:
    """`tables`: each a list of (where, cells) with as many cells as columns. `words`: the text
    outside them. `remarks`: what the reader of the file should know."""

    tables: list = field(default_factory=list)
    words: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


def cell(text, **facts):
    if len(text) > MAX_CELL:
        raise UploadRefused(TOO_LONG)
    return Cell(re.sub(r" {2,}", " ", clean(text)), **facts)


def refuse_too_many(rows):
    if rows > MAX_ROWS:
        raise UploadRefused(TOO_MANY)


def refuse_too_wide(columns):
    if columns > MAX_COLUMNS:
        raise UploadRefused(TOO_WIDE)
