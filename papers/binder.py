"""Many papers bound into one PDF: continuous page numbers, and a bookmark for each."""

import hashlib
import io

from papers.uploads import PDF

A4 = (595.28, 841.89)
MARGIN = 42
FONT_SIZE = 9
# About a letter of Helvetica: enough to set a line at the right edge.
WIDTH = FONT_SIZE * 0.52


class CannotBind(Exception):
    """A paper cannot be put into the pack; the message names it and says what to do."""


class Binder:
    """Papers go in one after the other; the front sheet keeps numbers of its own.

    `total` is how many pages the papers have together. The same papers make the same bytes.
    """

    def __init__(self, title, total, *, made_at):
        import pypdf

        self.title, self.total, self.made_at = title, total, made_at
        self.writer = pypdf.PdfWriter()
        self.page, self.chapter, self.front_pages, self.front_title = 0, None, 0, ""
        self.font = self.writer._add_object(_font())

    def begin(self, front_sheet, *, title="Agenda"):
        """`title` is its bookmark, and stands before its page numbers; without one it keeps its
        own bookmarks."""
        self._append(front_sheet, import_outline=not title)
        self.front_pages, self.front_title = len(self.writer.pages), title
        if title:
            self.writer.add_outline_item(title=title, page_number=0)

    def open_chapter(self, title):
        """A bookmark that leads to the next paper; the papers' own stand under it."""
        page = len(self.writer.pages)
        self.chapter = self.writer.add_outline_item(title=title, page_number=page)

    def add(self, title, content, kind, *, marking=""):
        """Its pages follow on; `marking` (plain ASCII) stands at the foot of each."""
        start = len(self.writer.pages)
        try:
            self._append(content if kind == PDF else picture_page(content))
        except Exception as error:  # pypdf and Pillow raise anything at a broken file.
            raise CannotBind(
                f"“{title}” cannot be put into the pack: print it to PDF again and replace it."
            ) from error
        self.writer.add_outline_item(title=title, page_number=start, parent=self.chapter)
        for page in self.writer.pages[start:]:
            self.page += 1
            self._stamp(page, marking)

    def _append(self, content, *, import_outline=False):
        import pypdf

        reader = pypdf.PdfReader(io.BytesIO(content))
        self.writer.append(reader, import_outline=import_outline)

    def _stamp(self, page, marking):
        """“Page 17 of 200” at the foot, whatever the size of the page and however it is turned."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject

        for name in ("/StructParents", "/Metadata", "/PieceInfo", "/Tabs", "/AA"):
            page.pop(name, None)
        if page.rotation:
            page.transfer_rotation_to_content()
        words, box = f"Page {self.page} of {self.total}", page.cropbox
        right = float(box.right) - MARGIN - WIDTH * len(words)
        lines = [_line(words, right, float(box.bottom) + 16)]
        if marking:
            lines.insert(0, _line(marking, float(box.left) + MARGIN, float(box.bottom) + 16))
        drawn = f"Q /Artifact BMC q {' '.join(lines)} Q EMC"
        resources = page.setdefault(NameObject("/Resources"), DictionaryObject()).get_object()
        fonts = resources.setdefault(NameObject("/Font"), DictionaryObject()).get_object()
        fonts[NameObject("/BoardPage")] = self.font
        page[NameObject("/Contents")] = ArrayObject(
            [self._stream("q"), *_contents(page), self._stream(drawn)]
        )

    def _stream(self, operators):
        from pypdf.generic import DecodedStreamObject

        stream = DecodedStreamObject()
        stream.set_data(f"\n{operators}\n".encode())
        return self.writer._add_object(stream)

    def finish(self, identifier):
        """The bytes; `identifier` is any text that is the same for the same papers."""
        from pypdf.generic import ArrayObject, ByteStringObject, NameObject, TextStringObject

        day = self.made_at.strftime("D:%Y%m%d%H%M%S")
        self.writer.metadata = None
        self.writer.add_metadata(
            {"/Title": self.title, "/CreationDate": day, "/ModDate": day, "/Producer": "pypdf"}
        )
        root = self.writer.root_object
        root[NameObject("/Lang")] = TextStringObject("en-GB")
        root[NameObject("/PageMode")] = NameObject("/UseOutlines")
        if self.front_pages:
            named = {"style": "/r", "prefix": f"{self.front_title} "}
            plain = {"style": "/D"}
            self.writer.set_page_label(
                0, self.front_pages - 1, **(named if self.front_title else plain)
            )
        if self.total:
            papers = {"style": "/D"} if self.front_title else {"style": "/D", "prefix": "Papers "}
            self.writer.set_page_label(self.front_pages, len(self.writer.pages) - 1, **papers)
        mark = ByteStringObject(hashlib.sha256(identifier.encode()).digest()[:16])
        self.writer._ID = ArrayObject([mark, mark])
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()


def _line(words, x, y):
    """The operators that print words in black on a strip of white."""
    strip = f"1 g {x - 4:.2f} {y - 4:.2f} {WIDTH * len(words) + 8:.2f} 15 re f"
    return f"{strip} 0 g BT /BoardPage {FONT_SIZE} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({words}) Tj ET"


def _font():
    from pypdf.generic import DictionaryObject, NameObject

    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    names["/Encoding"] = "/WinAnsiEncoding"
    return DictionaryObject({NameObject(key): NameObject(name) for key, name in names.items()})


def _contents(page):
    from pypdf.generic import ArrayObject

    raw = page.get("/Contents")
    if raw is None:
        return []
    return list(raw) if isinstance(raw.get_object(), ArrayObject) else [page.raw_get("/Contents")]


def picture_page(content):
    """A PDF of one A4 page with the picture on it; small ones keep their size."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as opened:
        opened.thumbnail((3000, 3000))
        picture = ImageOps.exif_transpose(opened)
        if picture.mode in ("RGBA", "LA", "P"):
            picture = picture.convert("RGBA")
            paper = Image.new("RGB", picture.size, "white")
            paper.paste(picture, mask=picture.getchannel("A"))
            picture = paper
        wide = picture.width > picture.height
        width, height = reversed(A4) if wide else A4
        dots = max(
            2,
            picture.width / (width - 2 * MARGIN),
            picture.height / (height - 2 * MARGIN),
        )
        sheet = Image.new("RGB", (round(width * dots), round(height * dots)), "white")
        at = (sheet.width - picture.width) // 2, (sheet.height - picture.height) // 2
        sheet.paste(picture.convert("RGB"), at)
        out = io.BytesIO()
        sheet.save(out, "PDF", resolution=72 * dots, quality=90)
    return out.getvalue()
