"""Word files in the manner of the papers: real styles, headings and tables, the same bytes twice."""

import datetime
import io
import zipfile

from papers.text import BULLET, LETTER, clean, parse

# The oldest moment a zip archive can name: a file says nothing of when it was put together.
EPOCH = (1980, 1, 1, 0, 0, 0)
FONT = "Arial"


class WordPaper:
    """A Word file being written. `save()` gives its bytes; the same calls give the same bytes.

    `title` names the document, `made_at` (an aware datetime) comes from the record, `marking`
    and `state` stand at the top and bottom of every page. Texts are the Board's (`papers.text`).
    """

    def __init__(self, title, *, made_at, author="", marking="", state=""):
        from docx import Document

        self._document = Document()
        self._describe(title, made_at, author)
        self._dress()
        line = " – ".join(word for word in (clean(marking), clean(state)) if word).upper()
        section = self._document.sections[0]
        section.page_width, section.page_height = 7560310, 10692130  # A4
        for part in (section.header, section.footer):
            part.paragraphs[0].text = line
        self._number_pages(section.footer)

    def _number_pages(self, footer):
        """“Page 1 of 3” at the foot, counted by Word itself."""
        paragraph = footer.add_paragraph("Page ", style="Footer")
        self._field(paragraph, "PAGE")
        paragraph.add_run(" of ")
        self._field(paragraph, "NUMPAGES")

    @staticmethod
    def _field(paragraph, name):
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        run = paragraph.add_run("1")._r
        field.append(run)
        paragraph._p.append(field)

    def _describe(self, title, made_at, author):
        facts = self._document.core_properties
        facts.title, facts.author, facts.last_modified_by = clean(title), clean(author), ""
        facts.comments = facts.keywords = facts.subject = facts.category = ""
        facts.language, facts.revision = "en-GB", 1
        at = made_at.astimezone(datetime.UTC).replace(tzinfo=None)
        facts.created = facts.modified = at

    def _dress(self):
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        # Header and footer are small enough for two lines in the margin.
        for name in ("Header", "Footer"):
            self._document.styles[name].font.size = Pt(9)
        for name, size in (("Normal", 12), ("Heading 1", 16), ("Heading 2", 13)):
            style = self._document.styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.rPr.rFonts
            for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(kind), None)
            fonts.set(qn("w:hAnsi"), FONT)

    def heading(self, text, level=1):
        self._document.add_heading(clean(text), level)

    def text(self, text, *, bold=False):
        for block in parse(text):
            if block.kind == "paragraph":
                self._runs(self._document.add_paragraph(), block.runs, bold)
                continue
            style = "List Bullet" if block.kind == BULLET else "List Number"
            number = None if block.kind == BULLET else self._new_numbering(block.kind)
            for item in block.items:
                paragraph = self._document.add_paragraph(style=style)
                if number is not None:
                    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
                self._runs(paragraph, item, bold)

    def _new_numbering(self, kind):
        """The number of a new list of its own: it begins again at 1, or at a."""
        numbering = self._document.part.numbering_part.element
        style = self._document.styles["List Number"].element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(style).abstractNumId.val
        new = numbering.add_num(abstract)
        override = new.add_lvlOverride(ilvl=0)
        override.add_startOverride(1)
        if kind == LETTER:
            override.append(lettered())
        return new.numId

    def bullets(self, texts):
        for text in texts:
            self._document.add_paragraph(clean(text), style="List Bullet")

    def facts(self, rows):
        """A table of (name, words); lines of the words are paragraphs of the cell."""
        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        section = self._document.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        widths = room * 3 // 10, room * 7 // 10
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for name, words in rows:
            cells = table.add_row().cells
            for cell, width in zip(cells, widths, strict=True):
                cell.width = width
            cells[0].paragraphs[0].add_run(clean(name)).bold = True
            lines = clean(words).split("\n")
            cells[1].paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cells[1].add_paragraph(line)
        self._document.add_paragraph()

    @staticmethod
    def _runs(paragraph, runs, bold):
        for run in runs:
            paragraph.add_run(run.text).bold = bold or run.bold

    def save(self):
        written = io.BytesIO()
        self._document.save(written)
        return with_fixed_times(written.getvalue())


def lettered():
    """A list that counts a., b., c., hanging as the numbered ones do."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(
        f'<w:lvl {nsdecls("w")} w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl>'
    )


def with_fixed_times(content):
    """The same archive, whose parts do not say when they were written."""
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in archive.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(entry, archive.read(name))
    return fixed.getvalue()
