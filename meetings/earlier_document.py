"""What the public reads of minutes older than the system: as plain data, page and PDF."""

import datetime

from board.models import BoardSettings
from meetings.document import PUBLISHED
from meetings.kept_names import when_and_where
from meetings.paper import LONDON
from papers.pdf import render_pdf
from papers.plain_pdf import pages_alone

KIND = "earlier_minutes"


def earlier_document(minutes):
    """A dict that JSON can hold. Of a file nothing but its pages and its hash: not its name."""
    meeting, copy = minutes.meeting, minutes.earlier_public_copy
    is_file = copy is not None and copy.is_file
    return {
        "kind": KIND,
        "fullness": PUBLISHED,
        "is_made_up": meeting.is_made_up,
        "board": BoardSettings.current().name,
        "group": meeting.group.name,
        "heading": f"Minutes of {meeting}",
        "held_on": meeting.held_on.isoformat(),
        "when_and_where": when_and_where(meeting),
        "text": copy.text if copy and not is_file else "",
        "file": {"pages": copy.pages, "sha256": copy.sha256} if is_file else {},
    }


def words_of(minutes, document):
    """The document with the words that can be read out of its file, to be looked through."""
    copy = minutes.earlier_public_copy
    return {**document, "text": copy.text if copy else ""}


def earlier_pdf(minutes, document):
    """The bytes that become public: the file's pages alone, or the text printed."""
    meeting = minutes.meeting
    midday = datetime.datetime.combine(meeting.held_on, datetime.time(12), LONDON)
    title = f"Minutes of {meeting}"
    if document["file"]:
        return pages_alone(minutes.earlier_public_copy.bytes(), title, made_at=midday)
    return render_pdf(
        "meetings/earlier_paper.html",
        {"document": document},
        title=title,
        identifier=f"earlier minutes {meeting.slug}",
        made_at=midday,
        marking="Demonstration – made up" if meeting.is_made_up else "",
    )
