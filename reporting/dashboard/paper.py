"""The dashboard on one sheet of paper."""

import datetime

from django.utils.timezone import make_aware

from actions.table import key_to_ratings
from papers.pdf import render_pdf


def render_dashboard_pdf(dashboard, *, board):
    """The PDF of a `Dashboard`, and its file name. With a closed row counted in it, it is marked
    and named so."""
    day = dashboard.as_at
    content = render_pdf(
        "reporting/dashboard_paper.html",
        {"dashboard": dashboard, "ratings": key_to_ratings(board)},
        title=f"{board.name.removesuffix(' Board')} – Dashboard as at {day:%d.%m.%y}",
        identifier=f"dashboard {dashboard}",
        made_at=make_aware(datetime.datetime.combine(day, datetime.time())),
        marking="NON-PUBLIC" if dashboard.closed else "",
        landscape=True,
    )
    kind = "-non-public" if dashboard.closed else ""
    return content, f"dashboard-{day.isoformat()}{kind}.pdf"
