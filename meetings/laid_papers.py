"""The papers of a meeting as pages and the front sheet list them, chosen for the reader."""

from board.clear_days import all_holidays, latest_day
from board.models import BoardSettings
from meetings.models import Paper
from papers.uploads import JPEG, PDF, PNG

# What is printed into a pack; the rest is circulated separately.
PRINTED = {PDF, PNG, JPEG}


def papers_seen_by(user, meeting):
    """{number of the item: its papers}, each with `late` set; those this reader may see."""
    papers = list(Paper.objects.visible_to(user).of(meeting))
    for paper in papers:
        paper.item.meeting = meeting
    return by_item(marked_when_late(papers, meeting))


def has_closed(papers_by_item):
    return any(paper.counts_as_closed for papers in papers_by_item.values() for paper in papers)


def papers_on_the_agenda(meeting, *, with_closed):
    """The papers that stand, in order, each with `late` set; without the closed ones, or with.

    Those of an item that was withdrawn are not among them.
    """
    papers = Paper.objects.of(meeting).standing().exclude(item__outcome="withdrawn")
    return marked_when_late(list(papers if with_closed else papers.open()), meeting)


def by_item(papers):
    found = {}
    for paper in papers:
        found.setdefault(paper.item_id, []).append(paper)
    return found


def marked_when_late(papers, meeting):
    """The same papers; late is what came after the latest day for sending out the agenda."""
    if any(paper.current for paper in papers):
        clear_days = BoardSettings.current().agenda_clear_days
        day = latest_day(meeting.held_on, clear_days, all_holidays())
        for paper in papers:
            paper.late = paper.is_late(day)
    return papers


def is_printed(paper):
    return bool(paper.current and paper.current.kind in PRINTED)


def first_pages(papers):
    """({number of the paper: its first page}, all pages): papers follow on from page 1."""
    first, total = {}, 0
    for paper in filter(is_printed, papers):
        first[paper.pk] = total + 1
        total += paper.current.pages
    return first, total


def with_papers(document, papers):
    """The agenda as plain data with the papers of each item: title, where it is, closed or not."""
    first, _ = first_pages(papers)
    laid = by_item(papers)
    for item in document["items"]:
        item["papers"] = [
            {
                "title": paper.title,
                "is_closed": paper.counts_as_closed,
                "where": where(paper, first.get(paper.pk)),
            }
            for paper in laid.get(item["key"], [])
        ]
    return document


def where(paper, first):
    """Where a paper is found, and what is to be minded: “Pages 1 – 16, late”."""
    if paper.current is None:
        return "to follow"
    words = ["circulated separately"]
    if first:
        last = first + paper.current.pages - 1
        words = [f"Page {first}" if first == last else f"Pages {first} – {last}"]
    words += [paper.marking] * (paper.marking == paper.Marking.SENSITIVE) + ["late"] * paper.late
    return ", ".join(words)
