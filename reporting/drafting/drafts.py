"""The pieces a draft is made of: headings, paragraphs and their points."""

from dataclasses import dataclass, field

from reporting.models import ReportBlock

Kind = ReportBlock.Kind


@dataclass(frozen=True)
class Draft:
    """A block of the draft. `source` tells the reader where its words come from; `key` names the
    fact it tells, so that the same fact can be told anew. A paragraph and its points share one."""

    kind: str
    text: str
    source: str = ""
    key: str = field(default="", compare=False)
    is_closed: bool = False


def under(heading, drafts):
    """The drafts with their heading, or nothing when there is nothing to say."""
    return [Draft(Kind.HEADING, heading, key=f"heading: {heading}"), *drafts] if drafts else []


def paragraph(text, source, points=(), kind=Kind.BULLET, *, key):
    return [
        Draft(Kind.PARAGRAPH, text, source, key),
        *(Draft(kind, point, source, key) for point in points),
    ]
