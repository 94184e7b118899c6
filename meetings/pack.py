"""The pack: the agenda's front sheet and every paper behind it as one PDF.

Each rendering is built by choosing what its readers may have; nothing is taken out of another.
"""

from meetings.agenda_document import CHAIR, MEMBERS, OPEN, PUBLISHED, agenda_document
from meetings.agenda_paper import marking, midday
from meetings.models import AgendaItem, Pack, Paper
from meetings.named_papers import pages_of, with_pages
from papers.binder import Binder, CannotBind
from papers.pdf import render_pdf

Rendering = Pack.Rendering
FULLNESS = {
    Rendering.CHAIRMAN: CHAIR,
    Rendering.MEMBERS: MEMBERS,
    Rendering.OPEN: OPEN,
    Rendering.PUBLIC: PUBLISHED,
}
DESCRIPTIONS = {
    Rendering.CHAIRMAN: "With the closed items and the time each item is allowed.",
    Rendering.MEMBERS: "With the closed items.",
    Rendering.OPEN: "Without the closed items: for observers, co-optees and officers. The papers of a"
    " closed item that a co-optee is admitted to are opened from the agenda.",
    Rendering.PUBLIC: "As it can be published: without what is closed or OFFICIAL-SENSITIVE.",
}


def renderings_for(user, meeting):
    """The packs of the meeting that this user may have, the fullest first.

    Who is kept from a closed item of it, by right or by a declared interest, has the open one.
    """
    open_ones = [Rendering.OPEN]
    if user.has_perm("meetings.publish_agenda", meeting):
        open_ones.append(Rendering.PUBLIC)
    hidden = AgendaItem.objects.closed_to(user).filter(meeting=meeting)
    if not user.has_perm("meetings.see_closed", meeting) or hidden.exists():
        return open_ones
    chairman = [Rendering.CHAIRMAN] if user.has_perm("meetings.see_chairmans_pack", meeting) else []
    return [*chairman, Rendering.MEMBERS, *open_ones]


class PackPlan:
    """What a pack will hold, before a single page is put together."""

    def __init__(self, meeting, rendering):
        self.meeting, self.rendering = meeting, Rendering(rendering)
        self.document = with_pages(agenda_document(meeting, FULLNESS[rendering]))
        self.total = pages_of(self.document)

    @property
    def title(self):
        return f"{self.rendering.label} of {self.meeting}"

    @property
    def file_name(self):
        return f"{self.meeting.slug}-pack-{self.rendering}-{self.document['state']}"

    @property
    def lines(self):
        """Every paper that the agenda names, in order."""
        return [line for item in self.document["items"] for line in item.get("papers", ())]

    @property
    def fingerprint(self):
        return Pack.fingerprint_of(self.document)

    @property
    def has_closed(self):
        return self.document["has_closed"]

    @property
    def describes(self):
        return DESCRIPTIONS[self.rendering]

    @property
    def to_follow(self):
        return sum(not line["sha256"] for line in self.lines)

    def kept(self):
        """The pack as kept, when nothing changed since it was put together."""
        return Pack.objects.of(self.meeting, self.rendering, self.document)

    def front_sheet(self):
        return render_pdf(
            "meetings/pack_paper.html",
            {"document": self.document},
            title=self.title,
            identifier=f"pack {self.meeting.slug} {self.rendering}",
            made_at=midday(self.meeting),
            marking=marking(self.document),
            state=self.document["state"],
        )

    def assemble(self, progress):
        """The bytes of the pack; `progress(done, total, sentence)` is told after every paper."""
        binder = Binder(self.title, self.total, made_at=midday(self.meeting))
        progress(0, self.total, "Printing the front sheet")
        binder.begin(self.front_sheet())
        for item in self.document["items"]:
            if printed := [line for line in item.get("papers", ()) if line["pages"]]:
                self._bind(binder, item, printed, progress)
        progress(self.total, self.total, "Writing the file")
        return binder.finish(self.fingerprint)

    def _bind(self, binder, item, lines, progress):
        binder.open_chapter(f"{item['number']}. {item['title']}")
        for line in lines:
            version = Paper.objects.select_related("current").get(pk=line["key"]).current
            if version.sha256 != line["sha256"]:
                raise CannotBind(
                    f"“{line['title']}” was replaced this moment: put it together again."
                )
            foot = " - ".join(["CLOSED"] * line["is_closed"] + [line["marking"]])
            binder.add(line["title"], version.content, version.kind, marking=foot)
            progress(binder.page, self.total, f"Item {item['number']}: {line['title']}")
