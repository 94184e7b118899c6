"""What a PDF from elsewhere says, and its pages without anything that travels with them."""

import hashlib
import io

from papers.text import clean

LONGEST = 200_000
# What of a page is drawn, and how; all else that can travel with it stays behind.
DRAWN = {"/Type", "/Parent", "/Resources", "/Contents", "/Group", "/MediaBox", "/CropBox"}
DRAWN |= {"/Rotate", "/UserUnit"}
# What a picture or a drawing on it can carry: who made it, where, and what it was before.
CARRIED = ("/Metadata", "/PieceInfo", "/LastModified", "/Alternates", "/StructParent")
CARRIED += ("/StructParents",)


def words_in(content):
    """Every word that can be read out of the PDF, also those under a black box; "" when none can."""
    import pypdf

    try:
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        text = "\n\n".join(page.extract_text() for page in pages)
    except Exception:  # pypdf raises anything at a broken file; then nobody copies words out of it.
        return ""
    return clean(text).strip()[:LONGEST]


def pages_alone(content, title, *, made_at):
    """The same pages with a title and a date of ours: no earlier states of the file, no author, no
    notes, links, bookmarks or attachments. The same pages make the same bytes."""
    import pypdf
    from pypdf.generic import ArrayObject, ByteStringObject, NameObject, TextStringObject

    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        for name in set(page) - DRAWN:
            del page[name]
        strip(page.get("/Resources"), set())
        writer.add_page(page)
    writer.metadata = None
    day = made_at.strftime("D:%Y%m%d%H%M%S")
    writer.add_metadata({"/Title": title, "/CreationDate": day, "/ModDate": day})
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    mark = ByteStringObject(hashlib.sha256(content).digest()[:16])
    writer._ID = ArrayObject([mark, mark])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def strip(part, seen):
    """Take out what anything drawn carries besides, however deep."""
    part = part.get_object() if part is not None else None
    if id(part) in seen or not isinstance(part, (dict, list)):
        return
    seen.add(id(part))
    if isinstance(part, dict):
        for name in CARRIED:
            part.pop(name, None)
    for inner in part.values() if isinstance(part, dict) else part:
        strip(inner, seen)
