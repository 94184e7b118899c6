"""A table of names and words leaves the room to the words; the foot keeps to the margin."""

import datetime
import io

from docx import Document
from docx.shared import Pt

from papers.word import WordPaper


def test_the_words_have_more_room_than_their_names_and_the_foot_is_small():
    paper = WordPaper("Minutes", made_at=datetime.datetime(2018, 9, 5, tzinfo=datetime.UTC))
    paper.facts([("(1) SOCB/2018/07", "Police to report back."), ("(2)", "Partners to answer.")])

    document = Document(io.BytesIO(paper.save()))

    (table,) = document.tables
    widths = {tuple(cell.width for cell in row.cells) for row in table.rows}
    ((name, words),) = widths
    assert 2 < words / name < 2.5
    foot = document.sections[0].footer.paragraphs
    assert {line.style.font.size for line in foot} == {Pt(9)}
