"""What minutes hold back when they become public: shown beside what appears, and counted."""

from dataclasses import dataclass

from django.utils.text import get_text_list

from meetings.brought_document import closed_words_on
from meetings.document import FULL, PUBLISHED, all_declarations, minutes_document
from meetings.models import Paper


@dataclass(frozen=True)
class Counted:
    """How much of one kind is withheld: “2 papers”, “1 reference (SOCB/2018/C01)”."""

    number: int
    word: str
    named: str = ""

    def __str__(self):
        words = f"{self.number} {self.word}{'' if self.number == 1 else 's'}"
        return f"{words} ({self.named})" if self.named else words


def withheld(minutes, hidden=frozenset()):
    """What stays closed: items with their closed paragraphs, references, papers; people; interests.

    `hidden`: ids of items whose closed parts are kept from the reader of this, too.
    """
    full = minutes_document(minutes, fullness=FULL, hidden=hidden)
    public = minutes_document(minutes, fullness=PUBLISHED)
    keys = list(minutes.meeting.items.order_by("position", "pk").values_list("pk", flat=True))
    papers = closed_papers(minutes.meeting, hidden)
    references = closed_references(minutes)
    items = []
    for key, item in zip(keys, full["items"], strict=True):
        kept_back = part_withheld(key, item, papers.get(key, []), references.get(key, []))
        if kept_back:
            items.append(kept_back)
    return {
        "items_kept": items,
        "references": full["closed_references"],
        **closed_brought(full),
        "people": [
            row
            for part in ("present", "in_attendance")
            for row in full[part]
            if row not in public[part]
        ],
        "declarations": [d for d in all_declarations(full) if d["is_closed"]],
    }


def part_withheld(key, item, papers, references):
    """What of this item stays closed; None when all of it is open."""
    whole = item["is_closed"]
    closed = [p for p in item.get("paragraphs", []) if p["is_closed"] or whole]
    if not (whole or closed or papers):
        return None
    counted = [Counted(len(closed), "paragraph")] * bool(closed)
    counted += [Counted(len(references), "reference", ", ".join(references))] * bool(references)
    counted += [Counted(len(papers), "paper")] * bool(papers)
    sentence = get_text_list([str(one) for one in counted], "and")
    return {**item, "key": key, "paragraphs": closed, "papers": papers, "counted": sentence}


def closed_brought(full):
    """Of references that came from earlier meetings: the closed ones, and what is closed of others."""
    parts = [full, *full["items"]]
    return {
        "brought": [entry for part in parts for entry in part.get("closed_brought", [])],
        "said_closed": [
            {"number": f"{entry['label']} {entry['serial']}", "words": words}
            for part in parts
            for entry in part.get("brought", [])
            if (words := closed_words_on(entry))
        ],
    }


def closed_papers(meeting, hidden):
    """{number of the item: titles of its closed papers}."""
    found = {}
    for paper in Paper.objects.of(meeting).standing():
        if paper.counts_as_closed and paper.item_id not in hidden:
            found.setdefault(paper.item_id, []).append(paper.title)
    return found


def closed_references(minutes):
    """{number of the item: the permanent numbers of its closed references}."""
    found = {}
    marked = minutes.references.marked().select_related("paragraph__current", "paragraph__item")
    for reference in marked:
        if reference.is_closed:
            found.setdefault(reference.paragraph.item_id, []).append(str(reference))
    return found


def closed_words(kept_back):
    """The same without what is open of an item that is closed in part: its title, who presents."""
    closed = ("paragraphs", "papers")
    items = [
        item if item["is_closed"] else {key: item[key] for key in closed}
        for item in kept_back["items_kept"]
    ]
    return {**kept_back, "items_kept": items}
