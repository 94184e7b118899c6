"""Enter a series of meetings: first the rule, then the days it proposes, to be changed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from board.models import FrequencyRule
from meetings.forms.series import SeriesDaysFormSet, SeriesForm
from meetings.series import enter_series


@require_http_methods(["GET", "POST"])
def series(request):
    authorize(request.user, "meetings.change_meeting")
    form = SeriesForm(request.POST or request.GET or None)
    if not form.is_valid():
        return chosen(request, form)
    if request.method == "GET":
        return proposed(request, form, SeriesDaysFormSet(days=form.proposed_days()))
    formset = SeriesDaysFormSet(request.POST, days=form.proposed_days())
    if not formset.is_valid() or not formset.rows():
        return proposed(request, form, formset, status=422)
    return entered(request, form.cleaned_data, formset.rows())


def entered(request, data, rows):
    meetings, left_out = enter_series(
        data["group"],
        rows,
        starts_at=data["starts_at"],
        venue=data["venue"],
        by=request.user,
    )
    messages.success(request, outcome(meetings, left_out))
    return redirect("meetings")


def chosen(request, form):
    rules = FrequencyRule.objects.in_force(request.today).select_related("group")
    context = {"form": form, "rules": rules}
    return render(request, "meetings/series.html", context, status=422 if form.is_bound else 200)


def proposed(request, form, formset, status=200):
    context = {"chosen": form, "formset": formset, "is_empty": status == 422 and formset.is_valid()}
    return render(request, "meetings/series_days.html", context, status=status)


def outcome(meetings, left_out):
    said = f"{len(meetings)} meeting{'' if len(meetings) == 1 else 's'} entered."
    if left_out:
        days = ", ".join(date_format(day, "j F Y") for day in left_out)
        said += f" Left out, because the group meets on that day already: {days}."
    return said
