"""The pack: the agenda's front sheet and every paper behind it as one PDF.

Each rendering is built by choosing what its readers may have; nothing is taken out of another.
"""

import hashlib
import json

from meetings.agenda_document import CHAIR, MEMBERS, OPEN, agenda_document
from meetings.agenda_paper import midday
from meetings.laid_papers import (
    by_item,
    first_pages,
    is_printed,
    papers_on_the_agenda,
    with_papers,
)
from meetings.models import AgendaItem, Pack, PaperFile
from papers.binder import Binder
from papers.pdf import render_pdf

Rendering = Pack.Rendering
FULLNESS = {Rendering.CHAIRMAN: CHAIR, Rendering.MEMBERS: MEMBERS, Rendering.OPEN: OPEN}
DESCRIPTIONS = {
    Rendering.CHAIRMAN: "With the closed items and the time each item is allowed.",
    Rendering.MEMBERS: "With the closed items.",
    Rendering.OPEN: "Without the closed items: for observers and officers.",
}
# Change it when the same papers shall make other bytes.
LAYOUT = 1


def renderings_for(user, meeting):
    """The packs of the meeting that this user may have, the fullest first.

    Who is kept from a closed item of it, by right or by a declared interest, has the open one.
    """
    hidden = AgendaItem.objects.closed_to(user).filter(meeting=meeting)
    if not user.has_perm("meetings.see_closed", meeting) or hidden.exists():
        return [Rendering.OPEN]
    chairman = [Rendering.CHAIRMAN] if user.has_perm("meetings.see_chairmans_pack", meeting) else []
    return [*chairman, Rendering.MEMBERS, Rendering.OPEN]


class PackPlan:
    """What a pack will hold, before a single page is put together."""

    def __init__(self, meeting, rendering):
        self.meeting, self.rendering = meeting, Rendering(rendering)
        with_closed = self.rendering != Rendering.OPEN
        self.papers = papers_on_the_agenda(meeting, with_closed=with_closed)
        _, self.total = first_pages(self.papers)
        self.document = with_papers(agenda_document(meeting, FULLNESS[rendering]), self.papers)

    @property
    def title(self):
        return f"{self.rendering.label} of {self.meeting}"

    @property
    def file_name(self):
        return f"{self.meeting.slug}-pack-{self.rendering}.pdf"

    @property
    def fingerprint(self):
        """Changes with the agenda and with any paper in the pack, and with nothing else."""
        files = [paper.current.sha256 if paper.current else "" for paper in self.papers]
        content = json.dumps([LAYOUT, self.document, files], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def has_closed(self):
        return self.document["has_closed"] or any(p.counts_as_closed for p in self.papers)

    @property
    def describes(self):
        return DESCRIPTIONS[self.rendering]

    @property
    def to_follow(self):
        return sum(paper.current is None for paper in self.papers)

    def kept(self):
        """The pack as kept, when nothing changed since it was put together."""
        packs = Pack.objects.filter(meeting=self.meeting, rendering=self.rendering)
        return packs.filter(fingerprint=self.fingerprint).first()

    def front_sheet(self):
        return render_pdf(
            "meetings/pack_paper.html",
            {"document": self.document},
            title=self.title,
            identifier=f"pack {self.meeting.slug} {self.rendering}",
            made_at=midday(self.meeting),
            marking=self.marking,
            state=self.document["state"],
        )

    @property
    def marking(self):
        words = ["Demonstration – made up"] if self.document["is_made_up"] else []
        return " – ".join([*words, "Not for publication"])

    def assemble(self, progress):
        """The bytes of the pack; `progress(done, total, sentence)` is told after every paper."""
        binder = Binder(self.title, self.total, made_at=midday(self.meeting))
        progress(0, self.total, "Printing the front sheet")
        binder.begin(self.front_sheet())
        laid = by_item(filter(is_printed, self.papers))
        for item in self.document["items"]:
            if item["key"] in laid:
                self._bind(binder, item, laid[item["key"]], progress)
        progress(self.total, self.total, "Writing the file")
        return binder.finish(self.fingerprint)

    def _bind(self, binder, item, papers, progress):
        binder.open_chapter(f"{item['number']}. {item['title']}")
        for paper in papers:
            content = PaperFile.objects.get(version=paper.current_id).content
            marking = " - ".join(["CLOSED"] * paper.counts_as_closed + [paper.marking])
            binder.add(paper.title, bytes(content), paper.current.kind, marking=marking)
            progress(binder.page, self.total, f"Item {item['number']}: {paper.title}")
