"""The minutes as a PDF: the same data and the same pieces as the page."""

import datetime
from zoneinfo import ZoneInfo

from meetings.document import ADMITTED, FULL, IN_PART, PUBLISHED
from papers.pdf import render_pdf

LONDON = ZoneInfo("Europe/London")


def minutes_pdf(meeting, document, *, marking=""):
    """The bytes. They depend on the document alone, and on which meeting it is of; `marking` is
    printed on every page of a copy for one reader."""
    if document["fullness"] != PUBLISHED:
        marking = f"{marking} – Not for publication" if marking else "Not for publication"
    if document["is_made_up"]:
        marking = f"Demonstration – made up{f' – {marking}' if marking else ''}"
    midday = datetime.datetime.combine(meeting.held_on, datetime.time(12), LONDON)
    return render_pdf(
        "meetings/minutes_paper.html",
        {"document": document},
        title=document["heading"],
        identifier=f"minutes {meeting.slug} {document['fullness']}",
        made_at=midday,
        marking=marking,
        state=printed_state(document),
    )


def printed_state(document):
    """Minutes are a draft until a later meeting approves them."""
    if document["fullness"] == PUBLISHED:
        return ""
    return document["state"] if document["state"] == "Approved" else "Draft"


def file_name(meeting, document):
    kinds = {FULL: "full", IN_PART: "in-part", ADMITTED: "open-and-admitted"}
    kind = kinds.get(document["fullness"], "members-copy")
    return f"{meeting.slug}-minutes-{kind}-{printed_state(document)}"
