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
        "names": list(dict.fromkeys(map(str, chosen.priorities))),
        "parts": [
            {"slug": slug, "title": title, "sections": sections(chosen)}
            for slug, title, sections in PARTS
        ],
        "papers": [paper_line(paper) for paper in chosen.papers()],
    }


def same_crime(priority):
    """The heading itself, then those of the other lists that speak of the same crime. Where no
    heading of a list is joined to it, those joined to its counterparts speak for it."""
    links = list(PriorityLink.objects.select_related("one__scheme", "other__scheme"))
    found = {priority.pk: priority, **counterparts([priority], links, but={priority.scheme_id})}
    lists = {one.scheme_id for one in found.values()}
    return list((found | counterparts(found.values(), links, but=lists)).values())


def counterparts(headings, links, *, but):
    """{number: heading} of those joined to these, in lists other than `but`."""
    known = {heading.pk for heading in headings}
    pairs = [(link.one, link.other) for link in links]
    pairs += [(other, one) for one, other in pairs]
    return {
        other.pk: other for one, other in pairs if one.pk in known and other.scheme_id not in but
    }


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
