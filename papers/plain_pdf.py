"""What a PDF from elsewhere says, and its pages without anything that travels with them."""

import hashlib
import io

from papers.text import clean

LONGEST = 200_000
# What a page can carry besides what is drawn on it.
CARRIED = ("/Annots", "/Metadata", "/PieceInfo", "/AA", "/StructParents", "/Tabs", "/Thumb", "/B")


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
        for name in CARRIED:
            page.pop(name, None)
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
