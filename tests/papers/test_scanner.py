"""The scanner that guards closed items, tried on words planted where they could leak."""

import base64
import gzip
import io
import zipfile

import pypdf
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from pypdf.annotations import FreeText

from tests.papers.scanner import leaks, response_leaks, words_found

WORD = "Zanzibarium"


def packed(entries, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def rewritten(content, change):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "the Zanzibarium papers",
        "ZANZIBARIUM",
        b"<p>Zanzibarium</p>",
        "<p>Zanzi<b>barium</b></p>",
        "Zanzi&shy;barium",
        "&#90;anzibarium",
        "/papers/%5Aanzibarium/",
        '{"a": "\\u005aanzibarium"}',
        "Zanzi\r\n barium",
        "Zanzi=\r\nbarium",
        "Zanzibarium".encode("utf-16"),
        b"x" + "Zanzibarium".encode("utf-16-be"),
        base64.b64encode(b"about Zanzibarium now"),
        b"Zanzibarium".hex(),
        gzip.compress(b"Zanzibarium"),
        packed({"word/document.xml": "<w:t>Zanzi</w:t><w:t>barium</w:t>"}),
        packed({"Zanzibarium.txt": "nothing"}),
        packed({"a.txt": "nothing"}, comment=b"Zanzibarium"),
        packed({"inner.xlsx": packed({"docProps/core.xml": "<a>Zanzibarium</a>"})}),
    ],
    ids=range(19),
)
def test_a_word_planted_in_text_or_an_archive_is_found(content):
    assert leaks(content, WORD) != []


@pytest.mark.parametrize("content", ["", b"", "Zanzibar", b"%PDX", packed({"a": "b"})])
def test_nothing_is_found_where_nothing_was_planted(content):
    assert leaks(content, WORD) == []


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("information", lambda pdf: pdf.add_metadata({"/Keywords": WORD})),
        ("bookmarks", lambda pdf: pdf.add_outline_item(title=WORD, page_number=0)),
        ("named places", lambda pdf: pdf.add_named_destination(WORD, 0)),
        ("attachment Zanzibarium.txt", lambda pdf: pdf.add_attachment("Zanzibarium.txt", b"-")),
        (
            "attachment list.zip",
            lambda pdf: pdf.add_attachment("list.zip", packed({"a": WORD})),
        ),
        ("attachment name.txt", lambda pdf: pdf.add_attachment("name.txt", WORD.encode("utf-16"))),
        (
            "notes of page 1",
            lambda pdf: pdf.add_annotation(0, FreeText(text=WORD, rect=(0, 0, 9, 9))),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_word_planted_in_a_corner_of_a_pdf_is_found(print_sample, place, change):
    clean = print_sample()
    assert leaks(clean, WORD) == []
    planted = rewritten(clean, change)
    assert [found for found in leaks(planted, WORD) if found.startswith(place)] != []


@pytest.mark.parametrize(
    ("place", "context", "options"),
    [
        ("page 1", {"sections": [(WORD, [])]}, {}),
        ("bookmarks", {"sections": [(WORD, [])]}, {}),
        ("XMP", {}, {"title": f"About {WORD}"}),
        ("page 1", {}, {"state": WORD}),
        ("notes of page 1", {"cover": {"summary": f"https://example.org/{WORD}"}}, {}),
    ],
)
def test_a_word_printed_in_a_paper_is_found(print_sample, place, context, options):
    assert place in leaks(print_sample(context=context, **options), WORD)


def test_a_word_broken_over_two_lines_of_a_paper_is_found(print_sample):
    narrow = print_sample(context={"cover": {"dates": "x" * 21 + WORD}})
    assert leaks(narrow, WORD) != []


def test_the_headers_cookies_and_body_of_an_answer_are_read():
    answer = HttpResponse(f"<p>{WORD}</p>", headers={"Content-Disposition": f'x="{WORD}.pdf"'})
    answer.set_cookie("last", WORD)
    found = response_leaks(answer, WORD)
    assert found == ["headers: text", "cookies: text", "body: text"]
    assert response_leaks(StreamingHttpResponse(iter([b"Zanzi", b"barium"])), WORD) == [
        "body: text"
    ]


def test_several_words_are_looked_for_at_once():
    answer = HttpResponse("<p>Zanzi<b>barium</b></p>", headers={"X-About": "Quillback"})
    words = [WORD, "Quillback", "Bandersnatch"]
    assert words_found(answer, words) == {WORD, "Quillback"}


def test_a_short_word_is_refused():
    with pytest.raises(AssertionError):
        leaks("text", "tex")
