"""A Word file that is one wide table: landscape, its headings repeated on every page."""

from xml.sax.saxutils import escape

from papers.text import clean
from papers.word import WordPaper

# A4 turned, in the twentieths of a point that Word counts in, between margins of 15 mm.
WIDTH, HEIGHT, MARGIN = 16838, 11906, 850
POINTS = 635  # English Metric Units in a twentieth of a point.
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Grid:
    """Wide tables, for a `papers.word.WordPaper` that has turned pages."""

    @staticmethod
    def _turn(section):
        section.orientation = 1
        section.page_width, section.page_height = WIDTH * POINTS, HEIGHT * POINTS
        section.left_margin = section.right_margin = MARGIN * POINTS
        section.top_margin = section.bottom_margin = 2 * MARGIN * POINTS

    def grid(self, headings, widths, rows, *, filled=None, fills=(), merged=None):
        """A table of texts, a line a paragraph. `widths` share the page out. The column `filled` has
        the colour that `fills` maps its text to; in the column `merged` the same text below
        itself is one cell."""
        from docx.oxml import parse_xml

        total = WIDTH - 2 * MARGIN
        each = [total * width // sum(widths) for width in widths]
        body = self._document.element.body
        table = Table(each, filled, dict(fills), merged).xml(headings, rows)
        body.insert(len(body) - 1, parse_xml(table))
        self._document.add_paragraph()


class WordTablePaper(Grid, WordPaper):
    """A `papers.word.WordPaper` on its side, with `grid`."""

    def __init__(self, title, **facts):
        super().__init__(title, **facts)
        self._turn(self._document.sections[0])


class Table:
    """The words of a table as Word keeps them. Written at once: a table made cell by cell takes
    time that grows with its square."""

    def __init__(self, widths, filled, fills, merged):
        self.widths, self.filled, self.fills, self.merged = widths, filled, fills, merged

    def xml(self, headings, rows):
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
            'w:noHBand="1" w:noVBand="1"/>'
            f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{self.heading_row(headings)}"
            f"{''.join(self.body(rows))}</w:tbl>"
        )

    def heading_row(self, headings):
        cells = "".join(
            self.cell(place, text, bold=True, colour="E6E6E6")
            for place, text in enumerate(headings)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def body(self, rows):
        above = None
        for row in rows:
            text = row[self.merged] if self.merged is not None else None
            cells = "".join(
                self.cell(
                    place,
                    words,
                    bold=place in (self.filled, self.merged),
                    colour=self.fills.get(words, "") if place == self.filled else "",
                    merge=("continue" if text == above else "restart")
                    if place == self.merged
                    else "",
                )
                for place, words in enumerate(row)
            )
            above = text
            yield f"<w:tr>{cells}</w:tr>"

    def cell(self, place, text, *, bold=False, colour="", merge=""):
        facts = f'<w:tcW w:w="{self.widths[place]}" w:type="dxa"/>'
        facts += f'<w:vMerge w:val="{merge}"/>' if merge else ""
        facts += f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""
        lines = [""] if merge == "continue" else clean(text).split("\n")
        paragraphs = "".join(paragraph(line, bold) for line in lines)
        return f"<w:tc><w:tcPr>{facts}</w:tcPr>{paragraphs}</w:tc>"


def paragraph(line, bold):
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="17"/></w:rPr>'
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
    return f'<w:p><w:pPr><w:spacing w:before="20" w:after="40"/></w:pPr>{run}</w:p>'
