"""What every PDF of the Board must be, and everything a person could get out of one."""

import io
import re
import subprocess
import tempfile
from pathlib import Path

import page
import pypdf


def assert_is_accessible_pdf(content, *, title=None, language="en-GB"):
    """A whole, tagged PDF/UA-1 with a language and a title, and without attachments.

    The validator is young: look into a failure; a pass is no proof.
    """
    report = page.validate_pdf_bytes(content, profile="ua1")
    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert report.is_compliant
    assert _qpdf(content, "--check") is not None
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title
    assert title is None or reader.metadata.title == title
    assert list(reader.attachment_list) == []
    return reader


def page_texts(content):
    """The words of each page, in reading order."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def pdf_texts(content):
    """{where: text} for everything that can be got out of a PDF.

    Words of the pages by two readers, the information, XMP, bookmarks, named places,
    attachments, notes and links, and every object with its streams unpacked.
    """
    reader = pypdf.PdfReader(io.BytesIO(content))
    found = {f"page {n}": text for n, text in enumerate(page_texts(content), 1)}
    found["page text"] = _tool(content, "pdftotext", "-layout", "{}", "-").decode(errors="replace")
    found["information"] = repr(dict(reader.metadata or {}))
    xmp = reader.trailer["/Root"].get("/Metadata")
    found["XMP"] = xmp.get_object().get_data().decode(errors="replace") if xmp else ""
    found["bookmarks"] = "\n".join(_titles(reader.outline))
    found["named places"] = "\n".join(map(str, reader.named_destinations))
    for attachment in reader.attachment_list:
        found[f"attachment {attachment.name}"] = attachment.content.decode("latin-1")
    for number, sheet in enumerate(reader.pages, 1):
        notes = [str(dict(note.get_object())) for note in sheet.get("/Annots", [])]
        found[f"notes of page {number}"] = "\n".join(notes)
    unpacked = _qpdf(content, "--qdf", "--object-streams=disable", "--stream-data=uncompress")
    found["objects"] = unpacked.decode("latin-1")
    found["strings"] = "\n".join(_strings(unpacked))
    return found


def _titles(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield entry.title


def _strings(unpacked):
    """The strings of the objects, read as a viewer would: hexadecimal, escaped, UTF-16."""
    for match in re.finditer(rb"<([0-9A-Fa-f\s]+)>|\(((?:\\.|[^\\()])*)\)", unpacked, re.DOTALL):
        if match[1] is not None:
            digits = re.sub(rb"\s", b"", match[1])
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        else:
            raw = re.sub(rb"\\([0-7]{1,3}|.)", _unescaped, match[2], flags=re.DOTALL)
        yield (
            raw.decode("utf-16", "replace")
            if raw[:2] in (b"\xfe\xff", b"\xff\xfe")
            else (raw.decode("latin-1"))
        )


def _unescaped(match):
    if match[1].isdigit():
        return bytes([int(match[1], 8) & 255])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\n": b""}.get(match[1], match[1])


def _qpdf(content, *options):
    return _tool(content, "qpdf", *options, "{}", *(["-"] if "--qdf" in options else []))


def _tool(content, *command):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(content)
        done = subprocess.run([part.format(path) for part in command], capture_output=True)
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode(errors="replace")
    return done.stdout
