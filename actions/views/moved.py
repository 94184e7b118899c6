"""What moved on the table since a day: on the page, and printed."""

from django.db import transaction
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from actions.forms.choosing import MovedForm
from actions.moved import read_moves
from actions.paper import render_moves_pdf
from audit.events import record_event
from papers.http import pdf_response


@require_GET
def page(request):
    form, moves = asked_for(request)
    context = {"form": form, "moves": moves, "form_failed": bool(form.errors)}
    return render(request, "actions/moved.html", context, status=422 if form.errors else 200)


@require_GET
def pdf(request):
    form, moves = asked_for(request)
    if form.errors:
        return page(request)
    return pdf_response(*render_moves_pdf(moves, board=request.board))


def asked_for(request):
    authorize(request.user, "actions.view_table")
    form = MovedForm(request.GET, today=request.today)
    since, as_at = form.days()
    moves = read_moves(
        request.user,
        since=since,
        as_at=as_at,
        today=request.today,
        amber_word=request.board.amber_word,
    )
    if moves.closed:
        with transaction.atomic():
            record_event("action_table.closed_rows_seen", by=request.user)
    return form, moves
