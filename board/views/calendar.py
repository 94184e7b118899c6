"""How often the groups meet, and the days on which nobody works."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from board.clear_days import built_in_holidays
from board.forms.calendar import FrequencyForm, HolidayForm
from board.models import FrequencyRule, Holiday
from board.views.pages import form_page


@require_GET
def frequency(request):
    authorize(request.user, "board.view_terms_of_reference")
    rules = FrequencyRule.objects.select_related("group").order_by("group", "-starts_on", "-pk")
    return render(request, "board/frequency.html", {"rules": rules})


@require_http_methods(["GET", "POST"])
def frequency_new(request):
    authorize(request.user, "board.change_frequency")
    return recorded(request, FrequencyRule(), "Record how often a group meets")


@require_http_methods(["GET", "POST"])
def frequency_edit(request, pk):
    authorize(request.user, "board.change_frequency")
    rule = get_object_or_404(FrequencyRule, pk=pk)
    return recorded(request, rule, "Put right how a rule is worded")


def recorded(request, rule, title):
    form = FrequencyForm(request.POST or None, instance=rule)
    if form.is_valid():
        try:
            form.save(commit=False).record(by=request.user)
        except ValidationError as refusal:
            form.add_error("starts_on", refusal)
        else:
            messages.success(request, "Recorded. A series of meetings can follow it.")
            return redirect("frequency")
    return form_page(request, form, title=title, back="frequency", back_text="Frequency")


@require_http_methods(["GET", "POST"])
def holidays(request):
    authorize(request.user, "board.change_settings")
    form = HolidayForm(request.POST or None)
    if form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Added. The latest day to issue an agenda takes it into account.")
        return redirect("holidays")
    years, now = holidays_by_year(), [request.today.year, request.today.year + 1]
    context = {
        "form": form,
        "own": Holiday.objects.all(),
        "years": [row for row in years if row[0] in now],
        "other_years": [row for row in years if row[0] not in now],
    }
    return render(request, "board/holidays.html", context, status=422 if form.is_bound else 200)


def holidays_by_year():
    """[(year, [(day, name)])] of the built-in list."""
    rows = groupby(sorted(built_in_holidays().items()), key=lambda row: row[0].year)
    return [(year, list(days)) for year, days in rows]


@require_POST
def holiday_removal(request, pk):
    authorize(request.user, "board.change_settings")
    get_object_or_404(Holiday, pk=pk).remove(by=request.user)
    messages.success(request, "Taken off the list.")
    return redirect("holidays")
