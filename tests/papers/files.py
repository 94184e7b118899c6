"""Files that people upload, good ones and hostile ones."""

import io
import zipfile

import docx
import pypdf
from PIL import Image
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.'
    '{main}.main+xml"/></Types>'
)
WORD_MAIN = TYPES.format(part="word/document.xml", main="wordprocessingml.document")
EXCEL_MAIN = TYPES.format(part="xl/workbook.xml", main="spreadsheetml.sheet")
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
)


def pdf(*texts, size=(595, 842), rotate=0):
    """A PDF with one page for each text, in a font that every reader has."""
    writer = pypdf.PdfWriter()
    font = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
    )
    for text in texts:
        page = writer.add_blank_page(*size)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(f"BT /F1 14 Tf 72 700 Td ({text}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
        if rotate:
            page.rotate(rotate)
    return written(writer)


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def changed_pdf(change):
    """A good PDF to which `change(writer)` did something."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("A page")))
    change(writer)
    return written(writer)


def with_action(**action):
    def change(writer):
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {
                NameObject(f"/{key}"): NameObject(value)
                if value.startswith("/")
                else TextStringObject(value)
                for key, value in action.items()
            }
        )

    return changed_pdf(change)


def word(text="A report"):
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def archive(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word_with(parts):
    """The least Word file, with these parts beside what must be there."""
    return archive({"[Content_Types].xml": WORD_MAIN, "word/document.xml": "<w:document/>"} | parts)


def excel_with(parts):
    return archive({"[Content_Types].xml": EXCEL_MAIN, "xl/workbook.xml": "<workbook/>"} | parts)


def picture(kind="PNG", size=(40, 30), mode="RGB", colour="teal"):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind)
    return out.getvalue()
