"""A report as a Word file: cover, numbered paragraphs, points and appendices in styles of their own,
so that whoever puts it into an agenda pack changes the look of all of them at once."""

from copy import deepcopy

from papers.text import clean, parse
from papers.word import FONT, WordPaper
from papers.word_table import HEIGHT, POINTS, WIDTH, Grid

# Indents in twentieths of a point: where a number hangs, and where the words begin.
MARGIN, HANGING = 1134, 567
UPRIGHT_MARGIN = 1247
TWELVE_POINTS = 12 * 20 * POINTS
# Style: how Word counts it, what it prints, how far in it stands.
LISTS = {
    "Report paragraph": ("decimal", "%1.", HANGING),
    "Report letter": ("lowerLetter", "%1.", 2 * HANGING),
    "Report bullet": ("bullet", "•", 2 * HANGING),
    "Report dash": ("bullet", "–", HANGING),
}
NUMBERED, LETTER, BULLET, DASH = LISTS


class WordReport(Grid, WordPaper):
    """A `papers.word.WordPaper` with the parts of a report."""

    def __init__(self, title, **facts):
        super().__init__(title, **facts)
        self._stand(self._document.sections[0])
        self._abstract = {style: self._add_list(style, *look) for style, look in LISTS.items()}

    def _dress(self):
        super()._dress()
        second = self._document.styles["Heading 2"]
        for name in ("Heading 3", "Heading 4"):
            style = self._document.styles[name]
            style.element.replace(style.element.rPr, deepcopy(second.element.rPr))
            style.font.size = TWELVE_POINTS

    @staticmethod
    def _stand(section):
        section.orientation = 0
        section.page_width, section.page_height = HEIGHT * POINTS, WIDTH * POINTS
        section.left_margin = section.right_margin = UPRIGHT_MARGIN * POINTS
        section.top_margin = section.bottom_margin = MARGIN * POINTS

    def _add_list(self, name, count, mark, left):
        """A paragraph style that Word itself counts; returns the number of its list."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        numbering = self._document.part.numbering_part.element
        known = numbering.findall(qn("w:abstractNum"))
        number = 1 + max(int(one.get(qn("w:abstractNumId"))) for one in known)
        known[-1].addnext(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                f'<w:numFmt w:val="{count}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="{left}" w:hanging="{HANGING}"/></w:pPr>'
                f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"/></w:rPr></w:lvl>'
                "</w:abstractNum>"
            )
        )
        style = self._document.styles.add_style(name, 1)
        style.base_style = self._document.styles["Normal"]
        style.quick_style = True
        self._count(style.element, numbering.add_num(number).numId)
        return number

    @staticmethod
    def _count(element, number):
        element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number

    def cover(self, rows):
        """The cover table: rows of one or two cells; a cell is (name, words, style)."""
        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1:
                cells = [cells[0].merge(cells[1])]
            for cell, content in zip(cells, row, strict=True):
                self._fill(cell, *content)
        self._document.add_paragraph()

    def _fill(self, cell, name, words, style):
        first = cell.paragraphs[0]
        first.add_run(clean(name)).bold = True
        for line in clean(words).split("\n") if words else []:
            paragraph = cell.add_paragraph(line, style=style or None)
            if style:
                self._small(paragraph)
        if not name and words:
            first._p.getparent().remove(first._p)

    @staticmethod
    def _small(paragraph):
        """A heading in a cell is as large as the words about it."""
        paragraph.runs[0].font.size = TWELVE_POINTS

    def centred(self, text, level):
        self.heading(text, level)
        self._document.paragraphs[-1].alignment = 1

    def numbered(self, text):
        """A paragraph that Word numbers straight through; what follows in it stands under it."""
        for place, block in enumerate(parse(text)):
            if block.kind == "paragraph":
                paragraph = self._document.add_paragraph(style=NUMBERED if not place else None)
                if place:
                    paragraph.paragraph_format.left_indent = HANGING * POINTS
                self._runs(paragraph, block.runs, bold=False)
            else:
                self._items(BULLET if block.kind == "bullet" else LETTER, block.items)

    def points(self, texts, kind):
        """Points under a paragraph; lettered ones begin at a. again."""
        runs = [[run for block in parse(text) for run in runs_of(block)] for text in texts]
        self._items(kind, runs)

    def _items(self, kind, items):
        number = self._begin_again() if kind == LETTER else None
        for item in items:
            paragraph = self._document.add_paragraph(style=kind)
            if number is not None:
                self._count(paragraph._p, number)
            self._runs(paragraph, item, bold=False)

    def _begin_again(self):
        numbering = self._document.part.numbering_part.element
        new = numbering.add_num(self._abstract[LETTER])
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return new.numId

    def appendix(self, label, title, *, turned):
        """Begin a page of a section of its own; `turned` for a wide table."""
        section = self._document.add_section()
        (self._turn if turned else self._stand)(section)
        self.heading(label, 2)
        self.heading(title, 3)


def runs_of(block):
    return (
        block.runs if block.kind == "paragraph" else [run for item in block.items for run in item]
    )
