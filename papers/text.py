"""The one reading of text that people type: minutes, reports, notes.

Text is kept as it was typed and read here into a small tree that knows nothing of HTML, so
that the page, the PDF, Word and plain text cannot disagree. What counts as markup is in
`docs/decisions/0002-papers.md`; everything else is literal.
"""

import re
from dataclasses import dataclass
from string import ascii_lowercase

BULLET, NUMBER, LETTER = "bullet", "number", "letter"

# Line breaks by other names: Word's soft break, form feed, NEL, the Unicode separators.
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What neither a database, Word nor a reader can use: controls, marks that reorder what is
# shown, halves of characters, and the byte order mark.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_MARKER = re.compile(r"(?:(-)|([1-9][0-9]{0,2})\.|([a-z])\.) +(?=\S)")
_STARS = re.compile(r"\*+")
_LINK = re.compile(r"\bhttps?://[^\s<>\"*]+", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """Some words in a row that look alike; `text` may hold line breaks."""

    text: str
    bold: bool = False
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    kind = "paragraph"


@dataclass(frozen=True)
class List:
    """Items in a row; `kind` is "bullet", "number" (from 1) or "letter" (from a)."""

    kind: str
    items: tuple[tuple[Run, ...], ...]


def clean(text):
    """The text as it may be kept: one kind of line break, no character that nobody can see."""
    text = _LINE_BREAKS.sub("\n", text or "").replace("\t", " ")
    lines = _UNWANTED.sub("", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def parse(text):
    """A list of `Paragraph` and `List`, in the order typed. Never raises."""
    blocks = []
    paragraph = []
    for line in [*clean(text).split("\n"), ""]:
        if line:
            paragraph.append(line)
        elif paragraph:
            blocks += _blocks_of(paragraph)
            paragraph = []
    return blocks


def to_plain(text):
    """The words alone, as for an e-mail or a spreadsheet cell; lists keep their marks."""
    return "\n\n".join(_plain(block) for block in parse(text))


def _blocks_of(lines):
    """The lines of one paragraph, split where two or more in a row make a list."""
    blocks, plain, at = [], [], 0
    while at < len(lines):
        kind, items = _list_at(lines, at)
        if len(items) < 2:
            plain.append(lines[at])
            at += 1
            continue
        if plain:
            blocks.append(Paragraph(_runs("\n".join(plain))))
            plain = []
        blocks.append(List(kind, tuple(_runs(item) for item in items)))
        at += len(items)
    if plain:
        blocks.append(Paragraph(_runs("\n".join(plain))))
    return blocks


def _list_at(lines, start):
    """The kind and items of the list that begins on this line, if one does.

    Numbers begin at 1 and letters at a, and run on: a list prints exactly what was typed.
    """
    kind, items = "", []
    for position in range(start, len(lines)):
        line = lines[position]
        marker = _MARKER.match(line)
        if not marker:
            break
        found = (BULLET, NUMBER, LETTER)[marker.lastindex - 1]
        if found != (kind or found) or marker[marker.lastindex] != _mark(found, len(items)):
            break
        kind = found
        items.append(line[marker.end() :])
    return kind, items


def _mark(kind, position):
    if kind == LETTER:
        return ascii_lowercase[position] if position < len(ascii_lowercase) else None
    return "-" if kind == BULLET else str(position + 1)


def _runs(text):
    runs = []
    for part, bold in _bold_parts(text):
        at = 0
        for match in _LINK.finditer(part):
            address = _without_closing_marks(match[0])
            if match.start() > at:
                runs.append(Run(part[at : match.start()], bold))
            runs.append(Run(address, bold, address))
            at = match.start() + len(address)
        if at < len(part):
            runs.append(Run(part[at:], bold))
    return tuple(runs)


def _bold_parts(text):
    """(words, whether bold) in order. Two stars open before a word and close after one."""
    parts, at, opening = [], 0, None
    for stars in _STARS.finditer(text):
        if len(stars[0]) != 2:
            continue
        if opening is not None and not text[stars.start() - 1].isspace():
            parts += [(text[at:opening], False), (text[opening + 2 : stars.start()], True)]
            at, opening = stars.end(), None
        elif not text[stars.end() : stars.end() + 1].isspace():
            opening = stars.start()
    parts.append((text[at:], False))
    return [(words, bold) for words, bold in parts if words]


def _without_closing_marks(address):
    """The address without the full stop or bracket of the sentence around it."""
    spare = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in ".,;:!?'’”]" or (address[end - 1] == ")" and spare > 0)):
        spare -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _plain(block):
    if isinstance(block, Paragraph):
        return _words(block.runs)
    return "\n".join(
        f"{_mark(block.kind, position)}{'' if block.kind == BULLET else '.'} {_words(item)}"
        for position, item in enumerate(block.items)
    )


def _words(runs):
    return "".join(run.text for run in runs)
