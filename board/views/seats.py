from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.forms.membership import EndingForm, HoldingForm, SeatForm
from board.models import Nomination, Seat, SeatHolding
from board.views.pages import form_page


@require_GET
def seat(request, pk):
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    holdings = seat.holdings.select_related("person")
    organisations = seat.seat_organisations.select_related("organisation")
    return render(
        request,
        "board/seat.html",
        {
            "seat": seat,
            "holdings": holdings,
            "nominations": Nomination.objects.visible_to(request.user).filter(seat=seat),
            "organisations": [row.organisation for row in organisations],
        },
    )


@require_http_methods(["GET", "POST"])
def seat_new(request):
    authorize(request.user, "board.change_membership")
    form = SeatForm(request.POST or None)
    if form.is_valid():
        seat = form.save(commit=False)
        seat.record(form.cleaned_data["organisations"], by=request.user)
        messages.success(request, "Seat added. Put somebody in it, or leave it vacant.")
        return redirect(seat)
    return form_page(request, form, title="Add a seat", back="members", back_text="Board")


@require_http_methods(["GET", "POST"])
def seat_edit(request, pk):
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "board.change_membership", seat)
    form = SeatForm(request.POST or None, instance=seat)
    if form.is_valid():
        form.save(commit=False).record(form.cleaned_data["organisations"], by=request.user)
        messages.success(request, "Seat changed.")
        return redirect(seat)
    return form_page(request, form, title="Put right a seat", back=seat, back_text="Seat")


@require_http_methods(["GET", "POST"])
def seat_ending(request, pk):
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "board.change_membership", seat)
    form = EndingForm(request.POST or None, dated=seat)
    if form.is_valid() and ended(form, seat, request.user):
        messages.success(request, "Last day of the seat saved. It stays in the record.")
        return redirect(seat)
    return form_page(
        request,
        form,
        title=f"End the seat “{seat}”",
        back=seat,
        back_text="Seat",
        lead="Whoever is in the seat leaves it on that day too. Nothing is deleted.",
    )


@require_http_methods(["GET", "POST"])
def holding_new(request, pk):
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "board.change_membership", seat)
    form = HoldingForm(request.POST or None, initial={"starts_on": request.today})
    if form.is_valid() and put_in(form, seat, request.user):
        messages.success(request, f"{form.cleaned_data['person']} is in the seat.")
        return redirect(seat)
    return form_page(
        request,
        form,
        title="Put somebody in the seat",
        back=seat,
        back_text="Seat",
        lead=f"{seat.get_category_display()}: {seat}. What they may see and do here follows"
        " from the seat, from the first day to the last.",
    )


@require_http_methods(["GET", "POST"])
def holding_ending(request, pk):
    holdings = SeatHolding.objects.visible_to(request.user).select_related("seat", "person")
    holding = get_object_or_404(holdings, pk=pk)
    authorize(request.user, "board.change_membership", holding.seat)
    form = EndingForm(request.POST or None, dated=holding)
    if form.is_valid() and ended(form, holding, request.user):
        messages.success(request, f"Last day of {holding.printed_name} in the seat saved.")
        return redirect(holding.seat)
    return form_page(
        request,
        form,
        title=f"{holding.printed_name} leaves the seat",
        back=holding.seat,
        back_text="Seat",
        lead="What they may see and do by this seat ends after that day. The record stays.",
    )


def put_in(form, seat, by):
    try:
        seat.put_in(by=by, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error("person", refused)
        return False
    return True


def ended(form, dated, by):
    try:
        dated.end(on=form.cleaned_data["ends_on"], by=by)
    except ValidationError as refused:
        form.add_error("ends_on", refused)
        return False
    return True
