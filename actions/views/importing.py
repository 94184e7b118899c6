"""The action table from a file: sent, looked at and put right, taken over as a whole."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from actions.exporting import csv_table, excel_table, word_table
from actions.forms import ImportedRowForm, ImportForm, NamesForm, TakingForm
from actions.importing.plan import make_plan
from actions.importing.taking import NotTaken, take_over
from actions.models import TableImport
from actions.table import Table
from board.day import now
from papers.http import file_to_save
from papers.uploads import CSV, EXCEL, WORD

CHANGED_ELSEWHERE = "You changed something in another window: look at the rows once more."
# So many rows can be put right without leaving the list; each has a page of its own besides.
IN_PLACE = 20
EXAMPLES = {WORD: word_table, EXCEL: excel_table, CSV: csv_table}


@require_http_methods(["GET", "POST"])
def new(request):
    authorize(request.user, "actions.import_table")
    form = ImportForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        user=request.user,
        board=request.board,
        today=request.today,
    )
    if request.method == "POST" and (sent := form.save()):
        return redirect("action-import", pk=sent.pk)
    waiting = TableImport.objects.visible_to(request.user).waiting(now())
    context = {"form": form, "waiting": waiting}
    return render(request, "actions/import_new.html", context, status=422 if form.errors else 200)


@require_GET
def example(request, ending):
    """The table without rows, to be filled in."""
    authorize(request.user, "actions.import_table")
    if ending not in EXAMPLES:
        raise Http404
    empty = Table(request.today, request.board.amber_word, rows=[])
    content, _ = EXAMPLES[ending](empty, board=request.board)
    return file_to_save(content, f"action-table-example.{ending}")


@require_GET
def page(request, pk):
    sent = sent_or_404(request, pk)
    if sent.taken_at:
        return redirect("actions")
    return show(request, sent, plan_of(request, sent))


@require_POST
def names(request, pk):
    sent = sent_or_404(request, pk)
    plan = plan_of(request, sent)
    form = NamesForm(request.POST, plan=plan, sent=sent)
    if not form.is_valid():
        return show(request, sent, plan, names_form=form, status=422)
    sent.settle(*form.decisions())
    messages.success(request, "Saved. The rows below follow it.")
    return redirect("action-import", pk=sent.pk)


@require_http_methods(["GET", "POST"])
def row(request, pk, number):
    sent = sent_or_404(request, pk)
    plan = plan_of(request, sent)
    if not 1 <= number <= len(plan.rows):
        raise Http404
    planned = plan.rows[number - 1]
    posted = request.POST if request.method == "POST" else None
    form = ImportedRowForm(
        posted, planned=planned, board=request.board, areas=plan.area_names.areas
    )
    if request.method == "POST" and form.is_valid():
        sent.put_right(number, form.row(planned.given), apart=form.is_apart)
        return redirect(f"{sent.get_absolute_url()}#row-{number}")
    context = {"form": form, "sent": sent, "row": planned}
    return render(request, "actions/import_row.html", context, status=422 if form.errors else 200)


@require_POST
def taking(request, pk):
    sent = sent_or_404(request, pk)
    form = TakingForm(request.POST, sent=sent)
    if not sent.taken_at and not form.is_valid():
        messages.error(request, CHANGED_ELSEWHERE)
        return show(request, sent, plan_of(request, sent), status=409)
    try:
        counts = take_over(sent, by=request.user, amber_word=request.board.amber_word)
    except NotTaken as refused:
        status = 409 if refused.plan.was_overtaken else 422
        return show(request, sent, refused.plan, status=status)
    said = f"Imported: {counts['added']} added, {counts['changed']} changed."
    messages.success(request, said)
    return redirect("actions")


def sent_or_404(request, pk):
    """What this person sent within the last day, or has just taken over."""
    sent = get_object_or_404(TableImport.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "actions.import_table")
    if not sent.taken_at and sent.is_over(now()):
        raise Http404
    return sent


def plan_of(request, sent):
    return make_plan(sent, user=request.user, amber_word=request.board.amber_word)


def show(request, sent, plan, *, names_form=None, status=200):
    for planned in [*plan.faulty, *plan.doubtful][:IN_PLACE]:
        planned.form = ImportedRowForm(
            planned=planned,
            board=request.board,
            areas=plan.area_names.areas,
            auto_id=f"id_row_{planned.number}_%s",
        )
    context = {
        "sent": sent,
        "plan": plan,
        "names_form": names_form or NamesForm(plan=plan, sent=sent),
        "taking_form": TakingForm(sent=sent),
        "form_failed": status != 200,
    }
    return render(request, "actions/import.html", context, status=status)
