"""An inspection pack as files: one PDF with bookmarks, and a zip of its parts."""

import io
import zipfile

from django.utils.text import slugify

from board.day import now
from board.roles import roles_of
from meetings.models import AgendaItem, Paper
from meetings.named_papers import PRINTED
from papers.binder import Binder, CannotBind
from papers.pdf import render_pdf
from reporting.models import InspectionPack

from .content import fingerprint_of, inspection_document

WITH_CLOSED = "CONTAINS CLOSED MATERIAL"
OPEN = "OPEN MATERIAL ONLY"
# Zip files know no earlier day; the same parts make the same bytes.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def may_have_closed(user):
    """Who sees closed items, unless one is kept from them because of an interest declared."""
    return roles_of(user).sees_closed and not AgendaItem.objects.closed_to(user).exists()


class PackPlan:
    """What an inspection pack will hold, before a page of it is printed."""

    def __init__(self, priority, *, with_closed):
        self.priority, self.with_closed = priority, with_closed
        self.document = inspection_document(priority, with_closed=with_closed)

    @property
    def label(self):
        return "Pack with closed material" if self.with_closed else "Open pack"

    @property
    def describes(self):
        if self.with_closed:
            return "Everything, closed items, rows and papers too; these are marked."
        return "Only what is open: closed items, rows and papers are left out, without a trace."

    @property
    def title(self):
        return f"{self.document['title']} ({self.label.lower()})"

    @property
    def stem(self):
        closed = "-with-closed-material" if self.with_closed else ""
        return f"inspection-pack-{slugify(self.priority.title)}{closed}"

    @property
    def fingerprint(self):
        return fingerprint_of(self.document)

    @property
    def bound(self):
        """The papers that are printed into the PDF; the others are in the zip file alone."""
        return [line for line in self.document["papers"] if line["kind"] in PRINTED]

    def kept(self):
        """The pack as kept, when nothing changed since it was put together."""
        return InspectionPack.objects.of(
            self.priority, with_closed=self.with_closed, fingerprint=self.fingerprint
        )

    def put_together(self, progress):
        """Print, bind and keep it; `progress(done, total, sentence)` is told at every step."""
        made_at, parts = now(), self.document["parts"]
        total = len(parts) + len(self.document["papers"]) + 1
        progress(0, total, "Printing the pack")
        pdf, pages = self._bind(self._print(parts, self.bound, made_at, whole=True), made_at)
        files = []
        for done, part in enumerate(parts, start=1):
            progress(done, total, part["title"])
            name = f"{self.stem}/{done}-{part['slug']}.pdf"
            files.append((name, self._print([part], [], made_at)))
        for done, line in enumerate(self.document["papers"], start=1):
            progress(len(parts) + done, total, line["title"])
            name = f"{self.stem}/papers/{done:02}-{file_name(line)}"
            files.append((name, content_of(line)))
        InspectionPack.objects.keep(
            self.priority,
            with_closed=self.with_closed,
            fingerprint=self.fingerprint,
            pages=pages,
            pdf=pdf,
            parts=zipped(files),
        )

    def _print(self, parts, papers, made_at, *, whole=False):
        title = self.title if whole else f"{self.title}: {parts[0]['title']}"
        context = {
            "document": self.document,
            "parts": parts,
            "papers": papers,
            "in_zip_alone": [line for line in self.document["papers"] if line not in self.bound],
            "whole": whole,
            "made_at": made_at,
        }
        return render_pdf(
            "reporting/inspection_paper.html",
            context,
            title=title,
            identifier=f"{title} {self.fingerprint}",
            made_at=made_at,
            marking=WITH_CLOSED if self.with_closed else OPEN,
        )

    def _bind(self, front, made_at):
        """(bytes, pages): the parts, and behind them the papers under numbers of their own."""
        total = sum(line["pages"] for line in self.bound)
        binder = Binder(self.title, total, made_at=made_at)
        binder.begin(front, title="")
        if not self.bound:
            return front, binder.front_pages
        binder.open_chapter("Papers")
        for line in self.bound:
            foot = " - ".join(["CLOSED"] * line["is_closed"] + [line["marking"]])
            binder.add(line["title"], content_of(line), line["kind"], marking=foot)
        return binder.finish(self.fingerprint), binder.front_pages + total


def content_of(line):
    version = Paper.objects.select_related("current").get(pk=line["key"]).current
    if version.sha256 != line["sha256"]:
        raise CannotBind(f"“{line['title']}” was replaced this moment: put it together again.")
    return version.content


def file_name(line):
    return f"{slugify(line['title'])[:60] or 'paper'}.{line['kind']}"


def zipped(files):
    """The bytes of a zip file of (name, content)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), bytes(content))
    return out.getvalue()
