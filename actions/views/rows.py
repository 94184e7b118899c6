from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from actions.forms import ConfirmationForm, OpeningForm, RemovalForm, ReturnForm, RowForm, WordsForm
from actions.history import read_asks, read_history
from actions.models import Action, UpdateRound
from audit.events import record_event


def row_seen_by(user, pk):
    """The row as it stands, if this person may see it."""
    return get_object_or_404(Action.objects.visible_to(user).with_current(), pk=pk).current


def closed_was_seen(user, row):
    """Who is shown a closed row leaves a trace, on whichever page."""
    if row and row.is_closed:
        with transaction.atomic():
            record_event("action.closed_row_seen", by=user, subject=row.action)


@require_GET
def page(request, pk):
    row = row_seen_by(request.user, pk)
    return show(request, row)


def show(request, row, *, form=None, status=200):
    """The row's page; `form` is a change of state that failed, shown again with what was typed."""
    closed_was_seen(request.user, row)
    context = {
        "row": row,
        "word": row.rating_word(request.board.amber_word),
        "has_no_return": has_no_return(row, request.today),
        "history": read_history(row.action, user=request.user, amber_word=request.board.amber_word),
        "asks": read_asks(row.action, user=request.user),
        "form": form,
        "form_failed": status != 200,
        **state_forms(form, row=row, user=request.user, today=request.today),
    }
    return render(request, "actions/row.html", context, status=status)


def has_no_return(row, day):
    """Asked for in the last update round, which has closed, and nobody said a word."""
    silent = UpdateRound.objects.rows_in_silence(day)
    return not row.is_complete and silent.filter(action=row.action_id).exists()


def state_forms(failed, **known):
    forms = {
        "confirmation_form": ConfirmationForm,
        "removal_form": RemovalForm,
        "return_form": ReturnForm,
        "opening_form": OpeningForm,
    }
    return {
        name: failed if isinstance(failed, kind) else kind(**known) for name, kind in forms.items()
    }


@require_http_methods(["GET", "POST"])
def new(request):
    authorize(request.user, "actions.create_row")
    return write(request, None)


@require_http_methods(["GET", "POST"])
def edit(request, pk):
    row = row_seen_by(request.user, pk)
    authorize(request.user, "actions.edit_row", row)
    return write(request, row)


@require_http_methods(["GET", "POST"])
def words(request, pk):
    """What the row says, cell by cell: the table opens this page's form under the row."""
    row = row_seen_by(request.user, pk)
    authorize(request.user, "actions.edit_row", row)
    typed = request.POST if request.method == "POST" else None
    form = WordsForm(typed, row=row, user=request.user, today=request.today)
    status = form.save() if typed is not None else 200
    if status == 302:
        messages.success(request, "Row saved.")
        return redirect(form.row.action)
    closed_was_seen(request.user, form.row)
    context = {"row": form.row, "form": form, "form_failed": status != 200}
    return render(request, "actions/words_form.html", context, status=status)


def write(request, row):
    known = {"user": request.user, "today": request.today, "board": request.board}
    form = RowForm(request.POST if request.method == "POST" else None, row=row, **known)
    status = form.save() if request.method == "POST" else 200
    if status == 302:
        messages.success(request, "Row saved." if row else "Row added to the table.")
        return redirect(form.action)
    closed_was_seen(request.user, form.row)
    context = {"row": form.row, "form": form, "form_failed": status != 200}
    return render(request, "actions/row_form.html", context, status=status)
