"""PDFs from elsewhere: what may be kept, and how their pages are put into a pack."""

import io
import logging

from papers.uploads import UploadRefused

MAX_PAGES = 1500
MAX_OBJECTS = 300_000
DAMAGED = "The PDF cannot be read: open it, print it to PDF again and try once more."
LOCKED = "The PDF is protected by a password or by restrictions: save it without them."
TOO_MUCH = "The PDF is too large to be looked through: print it to PDF again, or divide it."
REFUSED = {
    "/JavaScript": "The PDF holds a program (JavaScript): print it to PDF again without it.",
    "/Launch": "The PDF starts another program: print it to PDF again without that.",
    "/EmbeddedFile": "The PDF has other files attached inside: take them out and try again.",
    "/XFA": "The PDF is a form that changes itself: print it to PDF and send that.",
    "/SubmitForm": "The PDF sends what is typed into it elsewhere: print it to PDF again.",
    "/RichMedia": "The PDF holds sound, film or a drawing in space: take it out and try again.",
}
# What a value of /S, /Type or /Subtype, or a key, gives away.
ACTIONS = {
    "/JavaScript": "/JavaScript",
    "/Launch": "/Launch",
    "/GoToE": "/EmbeddedFile",
    "/ImportData": "/SubmitForm",
    "/SubmitForm": "/SubmitForm",
    "/Rendition": "/RichMedia",
    "/Sound": "/RichMedia",
    "/Movie": "/RichMedia",
}
KINDS = {
    "/EmbeddedFile": "/EmbeddedFile",
    "/FileAttachment": "/EmbeddedFile",
    "/RichMedia": "/RichMedia",
    "/3D": "/RichMedia",
    "/Movie": "/RichMedia",
    "/Screen": "/RichMedia",
}
KEYS = {"/JS": "/JavaScript", "/JavaScript": "/JavaScript", "/EmbeddedFiles": "/EmbeddedFile"}
KEYS |= {"/EF": "/EmbeddedFile", "/XFA": "/XFA"}

logging.getLogger("pypdf").setLevel(logging.ERROR)


def check_pdf(content):
    """The number of its pages, or `UploadRefused` with the sentence that says what to do."""
    try:
        return _check(content)
    except UploadRefused:
        raise
    except Exception as error:  # pypdf raises anything at a broken file.
        raise UploadRefused(DAMAGED) from error


def _check(content):
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise UploadRefused(LOCKED)
    for thing in _objects(reader):
        found = _forbidden(thing)
        if found:
            raise UploadRefused(REFUSED[found])
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise UploadRefused(f"The PDF has {pages} pages; up to {MAX_PAGES} are accepted.")
    if not pages or not all(page.mediabox.width > 0 for page in reader.pages):
        raise UploadRefused(DAMAGED)
    return pages


def _objects(reader):
    """Every dictionary that can be reached, each once; without unpacking any page."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting, seen, count = [reader.trailer], set(), 0
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if thing.idnum in seen:
                continue
            seen.add(thing.idnum)
            thing = thing.get_object()
        count += 1
        if count > MAX_OBJECTS:
            raise UploadRefused(TOO_MUCH)
        if isinstance(thing, DictionaryObject):
            yield thing
            waiting.extend(raw for raw in thing.values() if _holds(raw))
        elif isinstance(thing, ArrayObject):
            waiting.extend(raw for raw in thing if _holds(raw))


def _holds(raw):
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    return isinstance(raw, IndirectObject | DictionaryObject | ArrayObject)


def _forbidden(thing):
    found = next((KEYS[key] for key in thing if key in KEYS), None)
    found = found or ACTIONS.get(_name(thing, "/S"))
    return found or KINDS.get(_name(thing, "/Subtype")) or KINDS.get(_name(thing, "/Type"))


def _name(thing, key):
    value = thing.get(key)
    return str(value) if isinstance(value, str) else ""
