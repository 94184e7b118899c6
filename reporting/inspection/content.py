"""What the Board can show an inspection of a priority, as plain data that JSON can hold.

The open pack is built by choosing what everybody on the Board's table may read; nothing is taken
out of the other.
"""

import hashlib
import json

from board.models import BoardSettings
from priorities.models import PriorityLink
from reporting.wording import day

from .parts import PARTS, Chosen

# Change it when the same content shall make another file.
LAYOUT = 1


def inspection_document(priority, *, with_closed):
    """A dict of title, board, with_closed, names, parts and papers.

    A part is slug, title and sections; a section is heading, columns and rows (lists of words,
    with whether the row is closed), or a sentence when there is nothing. A paper is title, key,
    sha256, kind, pages, marking and is_closed.
    """
    chosen = Chosen(same_crime(priority), with_closed)
    return {
        "title": f"Inspection pack: {priority.title}",
        "board": BoardSettings.current().name,
        "with_closed": with_closed,
        "names": [str(one) for one in chosen.priorities],
        "parts": [
            {"slug": slug, "title": title, "sections": sections(chosen)}
            for slug, title, sections in PARTS
        ],
        "papers": [paper_line(paper) for paper in chosen.papers()],
    }


def same_crime(priority):
    """The heading itself, then those of the other lists that speak of the same crime."""
    links = PriorityLink.objects.select_related("one__scheme", "other__scheme")
    found = {priority.pk: priority}
    for link in links.filter(one=priority) | links.filter(other=priority):
        for one in (link.one, link.other):
            found.setdefault(one.pk, one)
    return list(found.values())


def paper_line(paper):
    version = paper.current
    return {
        "key": paper.pk,
        "title": paper.title,
        "meeting": f"{paper.item.meeting.group.name}, {day(paper.item.meeting.held_on)}",
        "kind": version.kind,
        "sha256": version.sha256,
        "pages": version.pages,
        "marking": paper.marking,
        "is_closed": paper.counts_as_closed,
    }


def fingerprint_of(document):
    """Changes with anything that the pack tells, or with a file in it, and with nothing else."""
    content = json.dumps([LAYOUT, document], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
