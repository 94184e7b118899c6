from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from actions.forms import UpdateForm
from actions.views.rows import closed_was_seen, row_seen_by


@require_http_methods(["GET", "POST"])
def update(request, pk):
    row = row_seen_by(request.user, pk)
    authorize(request.user, "actions.note_row", row)
    known = {"user": request.user, "today": request.today, "board": request.board}
    form = UpdateForm(request.POST if request.method == "POST" else None, row=row, **known)
    status = form.save() if request.method == "POST" else 200
    if status == 302:
        messages.success(request, "Your update is saved.")
        return redirect(row.action)
    closed_was_seen(request.user, form.row)
    context = {
        "row": form.row,
        "word": form.row.rating_word(request.board.amber_word),
        "rated_by": form.row.accountable or "the secretariat",
        "form": form,
        "form_failed": status != 200,
    }
    return render(request, "actions/update_form.html", context, status=status)
