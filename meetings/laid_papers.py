"""The papers of a meeting as pages list them, to be opened: those this reader may see."""

from meetings.models import AgendaItem, Paper
from meetings.named_papers import marked_when_late


def papers_seen_by(user, meeting):
    """{number of the item: its papers}, each with `late` set; those this reader may see."""
    papers = list(Paper.objects.visible_to(user).of(meeting))
    for paper in papers:
        paper.item.meeting = meeting
    return by_item(marked_when_late(papers, meeting))


def has_closed(papers_by_item):
    return any(paper.counts_as_closed for papers in papers_by_item.values() for paper in papers)


def by_item(papers):
    found = {}
    for paper in papers:
        found.setdefault(paper.item_id, []).append(paper)
    return found


def marked_when_new(papers, items):
    """The same papers; `is_new` is what the agenda of these items, as issued, does not name yet."""
    issued = {line["key"] for item in items for line in item.get("papers", ())}
    for paper in papers:
        is_off = paper.is_withdrawn or paper.item.outcome == AgendaItem.Outcome.WITHDRAWN
        paper.is_new = paper.pk not in issued and not is_off
    return papers
