"""What the Chairman was sent, and what was changed in it since, word by word."""

from difflib import SequenceMatcher
from itertools import zip_longest

from papers.differences import word_changes
from reporting.document import report_document


def send_to_chairman(report, *, by):
    """Put a draft before the Chairman as it stands; False when it is no draft any more."""
    return report.send_to_chairman(by=by, document=report_document(report))


def changes_since_sent(report):
    """[(where, parts)] of what differs from what the Chairman was sent; empty when nothing does.

    `parts` as `papers.differences.word_changes` gives them.
    """
    if not report.sent_document:
        return []
    now = report.final.document if report.is_final else report_document(report)
    before, after = texts_of(report.sent_document), texts_of(now)
    matcher = SequenceMatcher(None, [text for _, text in before], [text for _, text in after])
    changes = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            pairs = zip_longest(before[i:j], after[k:m], fillvalue=("", ""))
            changes += [(new[0] or old[0], word_changes(old[1], new[1])) for old, new in pairs]
    return changes


def texts_of(document):
    """[(where it stands, words)] of a `report_document`, in the order of the paper."""
    cover = document["cover"]
    found = [(label, cover.get(name, "")) for name, label in COVER.items()]
    found += [("Summary", document["summary"])]
    found += [("Recommendation", line) for line in document["recommendations"]]
    for section in document["sections"]:
        found.append(("Heading", section["heading"]))
        for paragraph in section["paragraphs"]:
            found.append((f"Paragraph {paragraph['number'] or ''}".strip(), paragraph["text"]))
            found += [("Point", point) for point in paragraph["points"]]
    found += [("Signature", " ".join(filter(None, [*map(str, signature(document))])))]
    return [(where, text) for where, text in found if text]


def signature(document):
    signed = document["signature"]
    return [signed["name"], signed["title"], *signed["contact"]]


COVER = {
    "committees": "Committee(s)",
    "dates": "Date(s)",
    "subject": "Subject",
    "publicity": "Public or non-public",
    "report_of": "Report of",
    "purpose": "For",
    "author": "Report author",
    "summary": "Summary",
}
