"""What a row needs from a committee or somebody else: asked, answered, taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from actions.forms.help import AnswerHelpForm, HelpForm, WithdrawHelpForm
from actions.models import Escalation
from actions.views.rows import closed_was_seen, row_seen_by
from board.views.pages import form_page
from meetings.views.found import posted


@require_http_methods(["GET", "POST"])
def ask(request, pk):
    row = row_seen_by(request.user, pk)
    authorize(request.user, "actions.ask_for_help", row)
    closed_was_seen(request.user, row)
    form = HelpForm(posted(request))
    if form.is_valid():
        asked = form.save(row, by=request.user, today=request.today)
        messages.success(request, f"Kept with the row: {asked.heading}.")
        return redirect(row.action)
    return form_page(
        request,
        form,
        title=f"What does {row.action.reference} need?",
        back=row.action,
        back_text=row.action.reference,
        lead=row.title,
    )


@require_http_methods(["GET", "POST"])
def answer(request, pk, asked):
    return end(request, pk, asked, "actions.answer_request", AnswerHelpForm)


@require_http_methods(["GET", "POST"])
def withdrawal(request, pk, asked):
    return end(request, pk, asked, "actions.ask_for_help", WithdrawHelpForm)


def end(request, pk, asked, permission, form_class):
    row = row_seen_by(request.user, pk)
    asks = Escalation.objects.visible_to(request.user).with_steps().filter(action=row.action)
    asked = get_object_or_404(asks, pk=asked)
    authorize(request.user, permission, row)
    closed_was_seen(request.user, row)
    form = form_class(posted(request), asked=asked, user=request.user, today=request.today)
    if form.is_bound and form.save():
        messages.success(request, f"{asked.heading}: recorded.")
        return redirect(row.action)
    return form_page(
        request,
        form,
        title=form.submit_label,
        back=row.action,
        back_text=row.action.reference,
        lead=str(asked),
    )
