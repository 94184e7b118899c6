from django.db import transaction
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from actions.exporting import csv_table, excel_table, word_table
from actions.forms import PageForm, PaperSizeForm, TableChoiceForm
from actions.paper import render_table_pdf
from actions.table import key_to_ratings, read_table
from audit.events import record_event
from papers.http import file_to_save, pdf_response


@require_GET
def page(request):
    authorize(request.user, "actions.view_table")
    form, table = chosen_table(request, page=PageForm(request.GET).number)
    return show(request, form, table)


@require_GET
def pdf(request):
    authorize(request.user, "actions.view_table")
    form, table = chosen_table(request)
    if form.errors:
        return page(request)
    large = PaperSizeForm(request.GET).is_large
    content, filename = render_table_pdf(table, board=request.board, large=large)
    return pdf_response(content, filename)


@require_GET
def word(request):
    return to_save(request, word_table)


@require_GET
def excel(request):
    return to_save(request, excel_table)


@require_GET
def csv(request):
    return to_save(request, csv_table)


def to_save(request, write):
    """The table that was chosen, as a file to save."""
    authorize(request.user, "actions.view_table")
    form, table = chosen_table(request)
    if form.errors:
        return page(request)
    return file_to_save(*write(table, board=request.board))


def chosen_table(request, page=None):
    """The form and the table it asks for; today's whole table when it asks for no real day."""
    form = TableChoiceForm(request.GET, today=request.today)
    asked = form.is_valid()
    table = read_table(
        request.user,
        as_at=form.cleaned_data["as_at"] if asked else request.today,
        today=request.today,
        board=request.board,
        chosen=form.chosen() if asked else None,
        page=page,
    )
    if table.closed:
        with transaction.atomic():
            record_event("action_table.closed_rows_seen", by=request.user)
    return form, table


def show(request, form, table):
    form.offer(table)
    context = {
        "form": form,
        "table": table,
        "ratings": key_to_ratings(request.board),
        "print_query": request.GET.urlencode(),
    }
    return render(request, "actions/table.html", context, status=422 if form.errors else 200)
