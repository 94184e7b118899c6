"""Word and Excel files from elsewhere: judged by the list of their parts before any is unpacked."""

import io
import re
import struct
import zipfile
import zlib
from xml.etree import ElementTree

from papers.uploads import EXCEL, MAX_SIZE, WORD, UploadRefused

MAX_PARTS = 3000
MAX_LIST = 512 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_PART = 60 * 1024 * 1024
# Beyond this an entry says little at great length: a bomb, not a report.
MAX_RATIO = 200
SMALL = 1024 * 1024

MAIN = {
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
DAMAGED = "The file cannot be read: open it, save it again and try once more."
TOO_LARGE = "The file unpacks to far more than it should: save it again, or send it as PDF."
MACROS = "The file holds macros: save it without them, or as PDF."
EMBEDDED = "The file has another file embedded in it: take it out, or save the file as PDF."
FETCHES = (
    "The file fetches something from elsewhere, such as a template, a picture or a table: "
    "break its links, or save it as PDF."
)
DTD = "The file has definitions of its own (a DTD), which are not accepted: save it as PDF."
LINKS = ("http://", "https://", "mailto:", "#")


def check_office(content, kind):
    """Nothing when the file may be kept, else `UploadRefused`. `kind` is WORD or EXCEL."""
    try:
        _check(content, kind)
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, ElementTree.ParseError) as error:
        raise UploadRefused(DAMAGED) from error
    except (NotImplementedError, RuntimeError, OSError, struct.error) as error:
        raise UploadRefused(DAMAGED) from error


def _check(content, kind, *, is_inside=False):
    _check_list(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        _check_sizes(entries, len(content))
        _check_names(entries)
        texts = {entry.filename: _read(archive, entry) for entry in entries if _is_xml(entry)}
        _check_kind(texts, kind)
        for name, text in texts.items():
            _check_text(name, text)
        for entry in entries:
            if "/embeddings/" in entry.filename.lower():
                _check_embedded(archive, entry, is_inside)


def _check_list(content):
    """The list at the end of the archive, before it is read: its length, and that it is the end."""
    end = content[-22:]
    if end[:4] != b"PK\x05\x06" or b"PK\x06\x07" in content[-42:-22]:
        raise UploadRefused(DAMAGED)
    _, _, _, entries, length, start, _ = struct.unpack("<HHHHIIH", end[4:])
    if entries > MAX_PARTS or length > MAX_LIST:
        raise UploadRefused(TOO_LARGE)
    if start + length != len(content) - 22:
        raise UploadRefused(DAMAGED)


def _check_sizes(entries, size):
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED or packed > size:
        raise UploadRefused(TOO_LARGE)
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or (entry.file_size > SMALL and ratio > MAX_RATIO):
            raise UploadRefused(TOO_LARGE)
        if entry.flag_bits & 1:
            raise UploadRefused("The file has a password: save it without one.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UploadRefused(DAMAGED)


def _check_names(entries):
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names):
        raise UploadRefused(DAMAGED)
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise UploadRefused(DAMAGED)
        if "vbaproject" in name or "vbadata" in name or "/macrosheets/" in name:
            raise UploadRefused(MACROS)
        if "/activex/" in name or "/ctrlprops/" in name:
            raise UploadRefused("The file has controls in it: take them out, or save it as PDF.")
        if name.endswith("xl/connections.xml") or "/externallinks/" in name:
            raise UploadRefused(FETCHES)


def _is_xml(entry):
    return entry.filename.lower().endswith((".xml", ".rels", ".vml"))


def _read(archive, entry):
    """The text of a part; only the two codes that the standard allows."""
    raw = archive.read(entry)
    code = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = raw.decode(code)
    said = re.match(r"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)", text)
    if said and said[1].lower() not in ("utf-8", "utf-16", "us-ascii", "ascii"):
        raise UploadRefused(DAMAGED)
    return text


def _check_kind(texts, kind):
    types = texts.get("[Content_Types].xml", "")
    if "macroenabled" in types.lower():
        raise UploadRefused(MACROS)
    if MAIN[kind] not in types:
        raise UploadRefused("The file is not what the ending of its name says: save it again.")


def _check_text(name, text):
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise UploadRefused(DTD)
    if name.lower().endswith(".rels"):
        _check_relationships(text)
    instructions = "".join(re.findall(r"<w:instrText[^>]*>([^<]*)<", text))
    attributes = " ".join(re.findall(r"<w:fldSimple[^>]*w:instr=\"([^\"]*)\"", text))
    if re.search(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\b", f"{instructions} {attributes}"):
        raise UploadRefused(FETCHES)
    if "<ddeLink" in text:
        raise UploadRefused(FETCHES)


def _check_relationships(text):
    for relation in ElementTree.fromstring(text).iter():
        if relation.get("TargetMode", "").lower() != "external":
            continue
        is_link = relation.get("Type", "").endswith("/hyperlink")
        target = relation.get("Target", "").strip().lower()
        if not is_link:
            raise UploadRefused(FETCHES)
        if not target.startswith(LINKS):
            raise UploadRefused(
                "The file links to a file on somebody’s computer or network: "
                "take the link out, or save the file as PDF."
            )


def _check_embedded(archive, entry, is_inside):
    """The table behind a chart is a workbook of its own, and is looked at alike; once."""
    name = entry.filename.lower()
    kind = {"xlsx": EXCEL, "docx": WORD}.get(name.rpartition(".")[2])
    if kind is None or is_inside or entry.file_size > MAX_SIZE:
        raise UploadRefused(EMBEDDED)
    _check(archive.read(entry), kind, is_inside=True)
