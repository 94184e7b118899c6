import io
import struct
import tracemalloc
import zipfile

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile
from pypdf.generic import DictionaryObject, NameObject

from papers.uploads import MAX_SIZE, UploadRefused, check_upload
from tests.papers.files import (
    RELATION,
    WORD_MAIN,
    archive,
    changed_pdf,
    excel_with,
    pdf,
    picture,
    with_action,
    word,
    word_with,
    written,
)

RELS = "word/_rels/document.xml.rels"
MACROS = "The file holds macros: save it without them, or as PDF."
FETCHES = (
    "The file fetches something from elsewhere, such as a template, a picture or a table: "
    "break its links, or save it as PDF."
)
DTD = "The file has definitions of its own (a DTD), which are not accepted: save it as PDF."
TOO_LARGE = "The file unpacks to far more than it should: save it again, or send it as PDF."
DAMAGED = "The file cannot be read: open it, save it again and try once more."
DAMAGED_PDF = "The PDF cannot be read: open it, print it to PDF again and try once more."
ALLOWED = "Choose a PDF, Word (.docx), Excel (.xlsx), CSV, PNG or JPEG file."


def refusal(name, content):
    with pytest.raises(UploadRefused) as refused:
        check_upload(name, content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "kind", "pages"),
    [
        ("Report.pdf", pdf("one", "two", "three"), "pdf", 3),
        ("Report.docx", word(), "docx", None),
        ("Table.xlsx", excel_with({}), "xlsx", None),
        ("table.csv", "area,rating\nFraud,Orange £\n".encode("cp1252"), "csv", None),
        ("Map.PNG", picture(), "png", 1),
        ("photo.jpeg", picture("JPEG"), "jpg", 1),
    ],
)
def test_a_good_file_is_kept_as_it_is(name, content, kind, pages):
    checked = check_upload(name, content)
    assert (checked.kind, checked.pages, checked.size) == (kind, pages, len(content))
    assert checked.content == content
    assert checked.name == name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\sam\\Report.pdf", "Report.pdf"),
        ("../../etc/Report.pdf", "Report.pdf"),
        ("Re\u202eport\x00.pdf", "Report.pdf"),
        ("x" * 400 + ".pdf", "x" * 180 + ".pdf"),
    ],
)
def test_of_the_name_only_the_last_part_is_kept(sent, kept):
    assert check_upload(sent, pdf("one")).name == kept


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "The file is empty: choose another one."),
        (
            "a.pdf",
            b"%PDF-" + b" " * MAX_SIZE,
            "The file is larger than 20 MB: make it smaller, or divide it.",
        ),
        ("a.exe", b"MZ", ALLOWED),
        ("a", b"MZ", ALLOWED),
        ("a.pdf", word(), f"The file is named .pdf but is something else: {ALLOWED}"),
        ("a.docx", pdf("x"), f"The file is named .docx but is something else: {ALLOWED}"),
        ("a.csv", pdf("x"), f"The file is named .csv but is something else: {ALLOWED}"),
        ("a.png", picture("JPEG"), f"The file is named .png but is something else: {ALLOWED}"),
        ("a.csv", b"a,b\0c", "The file is not plain text: save the table again as CSV."),
        (
            "a.docm",
            word(),
            "The file can hold macros: save it as .docx or .xlsx, or as PDF.",
        ),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0" + b"\0" * 600,
            "The file is in an old format of Office or has a password: "
            "save it as .docx, .xlsx or PDF without a password.",
        ),
        (
            "a.xlsx",
            word(),
            "The file is not what the ending of its name says: save it again.",
        ),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(name, content, sentence):
    assert refusal(name, content) == sentence


# Word and Excel


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (word_with({"word/vbaProject.bin": b"x"}), MACROS),
        (word_with({"word/VBAData.xml": "<x/>"}), MACROS),
        (
            archive(
                {
                    "[Content_Types].xml": WORD_MAIN + "<!-- macroEnabled -->",
                    "word/document.xml": "<x/>",
                }
            ),
            MACROS,
        ),
        (
            word_with({RELS: RELATION.format(kind="attachedTemplate", target="http://x/a.dotm")}),
            FETCHES,
        ),
        (word_with({RELS: RELATION.format(kind="image", target="\\\\host\\a.png")}), FETCHES),
        (
            word_with({RELS: RELATION.format(kind="hyperlink", target="file:///c:/a.doc")}),
            "The file links to a file on somebody’s computer or network: "
            "take the link out, or save the file as PDF.",
        ),
        (
            word_with({"word/x.xml": "<w:x><w:instrText> DDEAUTO c:\\a </w:instrText></w:x>"}),
            FETCHES,
        ),
        (word_with({"word/x.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}), DTD),
        (word_with({"word/x.xml": '<!DOCTYPE x SYSTEM "file:///a"><x/>'.encode("utf-16")}), DTD),
        (
            word_with({"word/x.xml": '<?xml version="1.0" encoding="utf-7"?><x/>'}),
            DAMAGED,
        ),
        (
            word_with({"word/embeddings/oleObject1.bin": b"x"}),
            "The file has another file embedded in it: take it out, or save the file as PDF.",
        ),
        (
            word_with({"word/embeddings/Sheet1.xlsx": excel_with({"xl/vbaProject.bin": b"x"})}),
            MACROS,
        ),
        (
            word_with({"word/activeX/activeX1.xml": "<x/>"}),
            "The file has controls in it: take them out, or save it as PDF.",
        ),
        (word_with({"../word/x.xml": "<x/>"}), DAMAGED),
        (word_with({"word/a.xml": b"\0" * (70 * 1024 * 1024)}), TOO_LARGE),
        (word_with({f"word/{n}.xml": "<x/>" for n in range(3001)}), TOO_LARGE),
        (word()[:-30], DAMAGED),
        (word() + b"trailing", DAMAGED),
    ],
)
def test_a_hostile_word_file_is_refused(content, sentence):
    assert refusal("Report.docx", content) == sentence


@pytest.mark.parametrize("part", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml"])
def test_an_excel_file_that_fetches_its_figures_is_refused(part):
    assert refusal("Table.xlsx", excel_with({part: "<x/>"})) == FETCHES


def test_a_word_file_with_links_to_the_web_and_a_chart_is_kept():
    link = RELATION.format(kind="hyperlink", target="https://example.org")
    chart = {"word/embeddings/Sheet1.xlsx": excel_with({})}
    assert check_upload("a.docx", word_with({RELS: link} | chart)).kind == "docx"


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = word_with({"word/document2.xml": b"\0" * (140 * 1024 * 1024)})
    tracemalloc.start()
    refusal("Report.docx", bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(bomb) < 200_000
    assert peak < 2_000_000


def test_sizes_that_lie_do_not_unpack_more_than_they_say():
    content = bytearray(word_with({"word/big.xml": b" " * 5_000_000}))
    listed = content.rindex(b"PK\x01\x02")
    content[listed + 24 : listed + 28] = struct.pack("<I", 100)
    assert refusal("Report.docx", bytes(content)) == DAMAGED


# PDF


def encrypted(writer):
    writer.encrypt("secret")


def program_by_name(writer):
    named = DictionaryObject({NameObject("/JavaScript"): DictionaryObject()})
    writer.root_object[NameObject("/Names")] = named


def launches(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            changed_pdf(encrypted),
            "The PDF is protected by a password or by restrictions: save it without them.",
        ),
        (
            changed_pdf(program_by_name),
            "The PDF holds a program (JavaScript): print it to PDF again without it.",
        ),
        (
            with_action(S="/JavaScript", JS="app.alert(1)"),
            "The PDF holds a program (JavaScript): print it to PDF again without it.",
        ),
        (
            changed_pdf(launches),
            "The PDF starts another program: print it to PDF again without that.",
        ),
        (
            changed_pdf(lambda writer: writer.add_attachment("a.txt", b"x")),
            "The PDF has other files attached inside: take them out and try again.",
        ),
        (
            with_action(S="/SubmitForm", F="https://example.org"),
            "The PDF sends what is typed into it elsewhere: print it to PDF again.",
        ),
        (b"%PDF-1.7 nothing else", DAMAGED_PDF),
        (written(pypdf.PdfWriter()), DAMAGED_PDF),
    ],
)
def test_a_hostile_pdf_is_refused(content, sentence):
    assert refusal("Report.pdf", content) == sentence


# Pictures


def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked():
    assert refusal("a.png", picture(size=(20_000, 20_000), mode="1", colour=0)) == (
        "The picture is too large: make it smaller and try again."
    )


def test_a_picture_that_is_cut_off_is_refused(monkeypatch):
    # As it is once WeasyPrint was imported.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = picture("JPEG", size=(400, 400))
    assert refusal("a.jpg", whole[: len(whole) // 2]) == (
        "The picture cannot be read: save it again and try."
    )


def test_only_the_two_kinds_of_picture_are_read():
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "GIF")
    assert refusal("a.gif", out.getvalue()) == ALLOWED


# Anything at all

GOOD = [("a.pdf", pdf("one", "two")), ("a.docx", word()), ("a.png", picture())]


@settings(max_examples=150)
@given(st.sampled_from(GOOD), st.data())
def test_a_file_with_bytes_changed_is_kept_or_refused_and_nothing_else(good, data):
    name, content = good
    broken = bytearray(content)
    for _ in range(data.draw(st.integers(1, 12))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(broken)))
    try:
        check_upload(name, bytes(broken[:cut]))
    except UploadRefused as refused:
        assert str(refused)


@settings(max_examples=100)
@given(st.sampled_from(["a.pdf", "a.docx", "a.xlsx", "a.csv", "a.png", "a.jpg"]), st.binary())
def test_any_bytes_are_kept_or_refused_and_nothing_else(name, content):
    beginnings = {"pdf": b"%PDF-1.4\n", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04"}
    try:
        check_upload(name, beginnings.get(name[2:], b"") + content)
    except UploadRefused as refused:
        assert str(refused)


def test_the_list_of_an_archive_is_measured_before_it_is_read():
    end = zipfile.structEndArchive
    record = struct.pack(end, b"PK\x05\x06", 0, 0, 9, 9, 10 * 1024 * 1024, 0, 0)
    assert refusal("a.docx", b"PK\x03\x04" + b"\0" * 100 + record) == TOO_LARGE
