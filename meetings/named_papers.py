"""The papers named on an agenda, as plain data: for page, PDF, Word, pack and publication alike."""

from board.clear_days import all_holidays, latest_day
from board.models import BoardSettings
from papers.uploads import JPEG, PDF, PNG

# What is printed into a pack; the rest is circulated separately.
PRINTED = {PDF, PNG, JPEG}
FOR_EVERYBODY = "OFFICIAL"


def standing_papers(items):
    """{number of the item: its papers}, without what was withdrawn, or lies under a withdrawn
    item. `items` come with `papers__current` fetched."""
    return {
        item.pk: [paper for paper in item.papers.all() if not paper.is_withdrawn]
        for item in items
        if item.outcome != item.Outcome.WITHDRAWN
    }


def marked_when_late(papers, meeting):
    """The same papers; late is what came after the latest day for sending out the agenda."""
    if any(paper.current for paper in papers):
        clear_days = BoardSettings.current().agenda_clear_days
        day = latest_day(meeting.held_on, clear_days, all_holidays())
        for paper in papers:
            paper.late = paper.is_late(day)
    return papers


def paper_line(paper):
    """One paper as the agenda names it, frozen with it: `sha256` is of the file it stands for."""
    version = paper.current
    line = {
        "key": paper.pk,
        "title": paper.title,
        "marking": paper.marking,
        "is_closed": paper.counts_as_closed,
        "is_late": bool(version and paper.late),
        "sha256": version.sha256 if version else "",
        "pages": version.pages if version and version.kind in PRINTED else 0,
    }
    return {**line, "where": where(line)}


def where(line, place=""):
    """Where a paper is found, and what is to be minded: “Pages 1 – 16, late”."""
    marking = [line["marking"]] * (line["marking"] != FOR_EVERYBODY)
    if not line["sha256"]:
        return ", ".join([*marking, "to follow"])
    return ", ".join(filter(None, [place, *marking, *["late"] * line["is_late"]]))


def pages_of(document):
    """How many pages of papers stand behind this agenda in a pack."""
    return sum(line["pages"] for item in document["items"] for line in item.get("papers", ()))


def with_pages(document):
    """The agenda as the front sheet of a pack: each paper says on which pages it is.

    Papers are numbered from page 1, one after the other; what is not printed into a pack is
    circulated separately.
    """
    first, items = 1, []
    for item in document["items"]:
        lines = []
        for line in item.get("papers", ()):
            lines.append({**line, "where": where(line, place(line, first))})
            first += line["pages"]
        items.append({**item, "papers": lines} if "papers" in item else item)
    return {**document, "items": items}


def place(line, first):
    if not line["pages"]:
        return "circulated separately"
    last = first + line["pages"] - 1
    return f"Page {first}" if first == last else f"Pages {first} – {last}"


def without_papers(document, closed, hidden):
    """A frozen agenda without the papers that this reader may not know of today.

    `closed`: ids of the papers that are closed now; `hidden`: ids of the items of whose closed
    matters the reader may see nothing. A paper that was closed when the agenda was frozen is kept
    from them as well. What was added since the agenda was frozen, it never held.
    """

    def is_kept(item, line):
        return item not in hidden or not (line["is_closed"] or line["key"] in closed)

    def of(item):
        papers = [line for line in item["papers"] if is_kept(item["key"], line)]
        return {**item, "papers": papers}

    changes = [
        change
        for change in document["changes"]
        if "paper" not in change or is_kept(change["key"], change["paper"])
    ]
    items = [of(item) if "papers" in item else item for item in document["items"]]
    return {**document, "changes": changes, "items": items}


# What a supplement says of them


def changes_of_papers(number, before, now):
    """[(the paper as named, a sentence)]: what `now` says of the papers of an item that `before`
    did not. Both are lists of lines."""
    known = {line["key"]: line for line in before}
    for line in now:
        texts = changes_of_paper(known[line["key"]], line) if line["key"] in known else [new(line)]
        yield from ((line, f"Item {number}: {text}") for text in texts)
    standing = {line["key"] for line in now}
    for line in before:
        if line["key"] not in standing:
            yield line, f"Item {number}: the paper “{line['title']}” is withdrawn."


def new(line):
    closed = "closed " if line["is_closed"] else ""
    how = ", still to follow" if not line["sha256"] else ", late" if line["is_late"] else ""
    return f"a {closed}paper is added{how}: “{line['title']}”."


def changes_of_paper(was, line):
    title = line["title"]
    if was["title"] != title:
        yield f"the paper “{was['title']}” is now called “{title}”."
    if line["is_closed"] and not was["is_closed"]:
        yield f"the paper “{title}” is now closed."
    if was["is_closed"] and not line["is_closed"]:
        yield f"the paper “{title}” is now open."
    if was["marking"] != line["marking"]:
        yield f"the paper “{title}” is now marked {line['marking']}."
    if was["sha256"] != line["sha256"]:
        late = ", late" if line["is_late"] else ""
        what = "there is a new version of the paper" if was["sha256"] else "no longer to follow:"
        yield f"{what} “{title}”{late}."
