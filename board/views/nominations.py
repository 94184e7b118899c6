from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from board.forms.nominations import NominationForm
from board.models import Nomination, Seat
from board.views.pages import form_page


@require_http_methods(["GET", "POST"])
def nomination_new(request, pk):
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "board.change_membership", seat)
    form = NominationForm(request.POST or None, instance=Nomination(seat=seat), today=request.today)
    if form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Nomination recorded.")
        return redirect(seat)
    return form_page(
        request,
        form,
        title="Record a nomination",
        back=seat,
        back_text="Seat",
        lead=f"{seat.get_category_display()}: {seat}. The next activity report tells of it until"
        " somebody is put in the seat or the nomination is taken back.",
    )


@require_POST
def nomination_withdrawal(request, pk):
    nominations = Nomination.objects.visible_to(request.user).select_related("seat")
    nomination = get_object_or_404(nominations, pk=pk)
    authorize(request.user, "board.change_membership", nomination.seat)
    nomination.withdraw(on=request.today, by=request.user)
    messages.success(request, f"Nomination of {nomination.name} taken back.")
    return redirect(nomination.seat)
