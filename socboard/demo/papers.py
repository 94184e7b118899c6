"""Made-up papers under the items of a made-up meeting: one that came in, one that is to follow."""

import datetime

from meetings.agenda_paper import midday
from meetings.models import Paper
from papers.pdf import render_pdf
from papers.uploads import check_upload

TITLE = "The exercise in July: what was tried and what was learnt"
TEXT = """Members are asked to note this paper.

Five partners took part. What was tried:

- who is told first, and by whom;
- how a meeting is called within an hour;
- what is written down meanwhile.

Calling the meeting took forty minutes. One list of names was out of date and has been renewed."""


def lay(meeting, *, by):
    """Under an open item of a report: a PDF, and a table that has not come in yet."""
    item = meeting.items.filter(is_closed=False).exclude(presenter="").first()
    content = render_pdf(
        "socboard/demo_paper.html",
        {"text": TEXT},
        title=TITLE,
        identifier=f"demonstration paper {meeting.slug}",
        made_at=midday(meeting),
        marking="Demonstration – made up",
    )
    day = meeting.held_on - datetime.timedelta(days=14)
    file = check_upload("exercise.pdf", content)
    Paper(item=item, title=TITLE).add(checked=file, received_on=day, by=by)
    Paper(item=item, title="Table of times").add(by=by)
