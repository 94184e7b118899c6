"""What may be uploaded: looked at as bytes before anything is parsed or unpacked."""

import hashlib
import io
import re
from dataclasses import dataclass

from papers import text

MAX_SIZE = 20 * 1024 * 1024
PDF, WORD, EXCEL, CSV, PNG, JPEG = "pdf", "docx", "xlsx", "csv", "png", "jpg"
CONTENT_TYPES = {
    PDF: "application/pdf",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv",
    PNG: "image/png",
    JPEG: "image/jpeg",
}
NAMES = {
    PDF: "PDF",
    WORD: "Word",
    EXCEL: "Excel",
    CSV: "CSV",
    PNG: "PNG picture",
    JPEG: "JPEG picture",
}
ENDINGS = {**{kind: kind for kind in CONTENT_TYPES}, "jpeg": JPEG}
ALLOWED = "Choose a PDF, Word (.docx), Excel (.xlsx), CSV, PNG or JPEG file."
MAX_PIXELS = 40_000_000
PICTURE_ENDS = [b"IEND\xaeB`\x82", b"\xff\xd9"]
BROKEN_PICTURE = "The picture cannot be read: save it again and try."


class UploadRefused(Exception):
    """The file may not be kept; the message tells the person what to do."""


@dataclass(frozen=True)
class Checked:
    """A file that may be kept. `pages` is None for what has none before it is printed."""

    name: str
    kind: str
    pages: int | None
    size: int
    sha256: str
    content: bytes


def check_upload(name, content):
    """The file as it may be kept, or `UploadRefused` with the sentence that says what to do.

    `name` is what the browser sent, `content` all its bytes. The kind is read from the bytes and
    must be what the ending of the name says (SECURITY, promise 6).
    """
    name = clean_name(name)
    if not content:
        raise UploadRefused("The file is empty: choose another one.")
    if len(content) > MAX_SIZE:
        raise UploadRefused("The file is larger than 20 MB: make it smaller, or divide it.")
    kind = _kind(name, content)
    pages = _CHECKS[kind](content)
    return Checked(
        name=name,
        kind=kind,
        pages=pages,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )


def clean_name(name):
    """The name alone, without folders and without characters nobody can see."""
    name = re.split(r"[/\\]", text.clean(name).replace("\n", " "))[-1].strip(" .")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:180]}.{ending[:10]}" if dot and stem else name[:180]


def _kind(name, content):
    ending = name.rpartition(".")[2].lower()
    if ending in ("docm", "xlsm", "dotm", "xltm", "xlsb"):
        raise UploadRefused("The file can hold macros: save it as .docx or .xlsx, or as PDF.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UploadRefused(
            "The file is in an old format of Office or has a password: "
            "save it as .docx, .xlsx or PDF without a password."
        )
    kind = ENDINGS.get(ending)
    if kind is None:
        raise UploadRefused(ALLOWED)
    if not _BEGINS[kind](content):
        raise UploadRefused(f"The file is named .{ending} but is something else: {ALLOWED}")
    return kind


def _is_text(content):
    return not any(begins(content) for kind, begins in _BEGINS.items() if kind != CSV)


_BEGINS = {
    PDF: lambda content: content.startswith(b"%PDF-"),
    WORD: lambda content: content.startswith(b"PK\x03\x04"),
    EXCEL: lambda content: content.startswith(b"PK\x03\x04"),
    CSV: _is_text,
    PNG: lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    JPEG: lambda content: content.startswith(b"\xff\xd8\xff"),
}


def _check_pdf(content):
    from papers.foreign_pdf import check_pdf

    return check_pdf(content)


def _check_office(kind):
    def check(content):
        from papers.office import check_office

        return check_office(content, kind)

    return check


def _check_csv(content):
    try:
        typed = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        typed = content.decode("cp1252", errors="replace")
    if re.search("[\x00-\x08\x0e-\x1f\ufffd]", typed):
        raise UploadRefused("The file is not plain text: save the table again as CSV.")


def _check_picture(content):
    from PIL import Image

    # WeasyPrint tells Pillow, for the whole process, to read what is cut off.
    if not any(end in content[-65536:] for end in PICTURE_ENDS):
        raise UploadRefused(BROKEN_PICTURE)
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise Image.DecompressionBombError
            picture.load()
    except Image.DecompressionBombError as error:
        raise UploadRefused("The picture is too large: make it smaller and try again.") from error
    except Exception as error:  # Pillow raises anything at a broken picture.
        raise UploadRefused(BROKEN_PICTURE) from error
    return 1


_CHECKS = {
    PDF: _check_pdf,
    WORD: _check_office(WORD),
    EXCEL: _check_office(EXCEL),
    CSV: _check_csv,
    PNG: _check_picture,
    JPEG: _check_picture,
}
