"""A list that somebody typed with numbers or letters begins anew in Word, as it does on the page."""

import datetime
import io

from docx import Document

from papers.word import WordPaper


def lists_of(*texts):
    """[(words, which list, what it counts with)] of the lists in a Word file."""
    paper = WordPaper("Minutes", made_at=datetime.datetime(2018, 9, 5, tzinfo=datetime.UTC))
    for text in texts:
        paper.text(text)
    document = Document(io.BytesIO(paper.save()))
    numbering = document.part.numbering_part.element
    found = []
    for paragraph in document.paragraphs:
        if paragraph.style.name == "List Number":
            number = paragraph._p.pPr.numPr.numId.val
            (override,) = numbering.num_having_numId(number).lvlOverride_lst
            start = override.xpath("./w:startOverride/@w:val")
            count = override.xpath("./w:lvl/w:numFmt/@w:val") or ["decimal"]
            found.append((paragraph.text, number, *start, *count))
    return found


def test_the_second_list_begins_at_one_again():
    first, second, third, fourth = lists_of("That:\n\n1. a\n2. b", "And:\n\n1. c\n2. d")

    assert first[1] == second[1] != third[1] == fourth[1]
    assert [row[2:] for row in (first, third)] == [("1", "decimal")] * 2


def test_letters_stay_letters():
    assert [row[0] for row in lists_of("a. one\nb. two")] == ["one", "two"]
    assert {row[2:] for row in lists_of("a. one\nb. two")} == {("1", "lowerLetter")}
