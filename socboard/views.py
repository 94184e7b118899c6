from django.db import transaction
from django.shortcuts import render

from audit.events import record_event
from board.models import Publication
from board.unchanged import known_by
from board.views.publications import all_live, read_by_everybody
from meetings.brought import own_references
from socboard.home import next_meetings, own_rows, tasks_for


@read_by_everybody
@known_by(all_live)
def home(request):
    """What needs doing, for this person; the public page for everybody else."""
    if not request.user.is_authenticated:
        return public_page(request)
    rows = own_rows(request.user, board=request.board, today=request.today)
    if any(row.is_closed for row in rows):
        with transaction.atomic():
            record_event("action_table.closed_rows_seen", by=request.user)
    context = {
        "tasks": tasks_for(request.user, board=request.board, today=request.today),
        "meetings": list(next_meetings(request.user, today=request.today)),
        "rows": rows,
        "references": own_references(request.user, request.today),
    }
    return render(request, "socboard/home.html", context)


def public_page(request):
    """Who we are, the next meetings, the published papers: publications and nothing else."""
    past = {"kind__in": ["notice", "agenda"], "held_on__lt": request.today}
    live = list(Publication.objects.live().exclude(**past))
    notices = [publication for publication in live if publication.kind == "notice"]
    context = {
        "notices": sorted(notices, key=lambda notice: notice.held_on),
        "agendas": [publication for publication in live if publication.kind == "agenda"],
        "minutes": [publication for publication in live if publication.kind == "minutes"],
        "reports": [publication for publication in live if publication.kind == "report"],
    }
    return render(request, "socboard/public.html", context)
