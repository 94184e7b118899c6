"""The agenda as a PDF: the same data and the same pieces as the page."""

import datetime
from zoneinfo import ZoneInfo

from meetings.agenda_document import PUBLISHED
from papers.pdf import render_pdf

LONDON = ZoneInfo("Europe/London")


def agenda_pdf(meeting, document):
    """The bytes. They depend on the document alone, and on which meeting it is of."""
    return render_pdf(
        "meetings/agenda_paper.html",
        {"document": document},
        title=document["heading"],
        identifier=f"agenda {meeting.slug} {document['fullness']} {document['state']}",
        made_at=midday(meeting),
        marking=marking(document),
        state=document["state"],
    )


def midday(meeting):
    return datetime.datetime.combine(meeting.held_on, datetime.time(12), LONDON)


def marking(document):
    words = ["Demonstration – made up"] if document["is_made_up"] else []
    if document["fullness"] != PUBLISHED:
        words.append("Not for publication")
    return " – ".join(words)


def agenda_file_name(meeting, document):
    return f"{meeting.slug}-agenda-{document['fullness']}-{document['state']}"
