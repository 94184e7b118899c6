"""Changes of state of a row, each a noun that is posted to."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.authorize import authorize
from actions.forms import ConfirmationForm, MoveForm, OpeningForm, RemovalForm, ReturnForm
from actions.views.rows import row_seen_by, show


@require_POST
def confirmation(request, pk):
    return change(
        request, pk, "actions.confirm_completion", ConfirmationForm, "Completion confirmed."
    )


@require_POST
def move(request, pk):
    return change(request, pk, "actions.edit_row", MoveForm, "The row is moved.")


@require_POST
def removal(request, pk):
    return change(request, pk, "actions.drop_row", RemovalForm, "The row is off the table.")


@require_POST
def putting_back(request, pk):
    return change(request, pk, "actions.drop_row", ReturnForm, "The row is back on the table.")


@require_POST
def opening(request, pk):
    return change(request, pk, "actions.open_row", OpeningForm, "The row is open.")


def change(request, pk, permission, form_class, done):
    row = row_seen_by(request.user, pk)
    authorize(request.user, permission, row)
    form = form_class(request.POST, row=row, user=request.user, today=request.today)
    status = form.save()
    if status == 302:
        messages.success(request, done)
        return redirect(row.action)
    return show(request, form.row, form=form, status=status)
