"""The words of minutes as each output prints them, one after another, without its layout."""

import html
import io
import re
import subprocess

from django.urls import reverse
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

FOOT = re.compile(r"^\s*(page \d+ of \d+|(demonstration|not for publication|draft).*)\s*$", re.I)


def one_line(text):
    return re.sub(r"\s+", " ", text).strip()


def of_page(content):
    """What the main part of a page says; what is bold does not break the words."""
    main = content.decode().split('id="main-content"')[1].split("</main>")[0].partition(">")[2]
    text = re.sub(r"</?(?:strong|a|span)\b[^>]*>", "", main)
    return one_line(html.unescape(re.sub(r"<[^>]+>", " ", text)))


def of_pdf(content):
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True)
    lines = told.stdout.decode().replace("\f", "\n").split("\n")
    return one_line(" ".join(line for line in lines if not FOOT.match(line)))


def of_word(content):
    body = Document(io.BytesIO(content)).element.body
    return one_line(" ".join(words(part) for part in body))


def words(part):
    if part.tag.endswith("}p"):
        return Paragraph(part, None).text
    if part.tag.endswith("}tbl"):
        return " ".join(cell.text for row in Table(part, None).rows for cell in row.cells)
    return ""


def printed(client, meeting):
    """{output: words} of the fullest minutes this reader may have."""
    names = {"page": "minutes", "pdf": "minutes-pdf", "word": "minutes-word"}
    names["text"] = "minutes-text"
    content = {
        output: client.get(reverse(name, kwargs={"slug": meeting.slug})).content
        for output, name in names.items()
    }
    return {
        "page": of_page(content["page"]),
        "pdf": of_pdf(content["pdf"]),
        "word": of_word(content["word"]),
        "text": one_line(content["text"].decode()),
    }


def published(client, meeting):
    """{output: words} of what everybody may read."""
    page = reverse("publication", kwargs={"slug": meeting.slug})
    file = reverse("publication-pdf", kwargs={"slug": meeting.slug, "name": "minutes"})
    return {
        "page": of_page(client.get(page).content),
        "pdf": of_pdf(client.get(file).content),
    }


def assert_reads(outputs, *sentences):
    """Each output has all of these, in this order."""
    for output, text in outputs.items():
        at = 0
        for sentence in map(one_line, sentences):
            found = text.find(sentence, at)
            assert found >= 0, f"{output}: not found behind {at}: {sentence!r}\n\n{text}"
            at = found + len(sentence)


def assert_never_reads(outputs, *words):
    for output, text in outputs.items():
        assert [word for word in words if word.casefold() in text.casefold()] == [], output
