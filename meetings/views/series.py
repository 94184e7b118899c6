"""Enter a series of meetings: first the rule, then the days it proposes, to be changed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from accounts.authorize import authorize
from board.models import FrequencyRule
from meetings.forms.series import SeriesDaysFormSet, SeriesForm
from meetings.forms.standing import StandingChoiceForm
from meetings.series import enter_series


@require_http_methods(["GET", "POST"])
def series(request):
    authorize(request.user, "meetings.change_meeting")
    form = SeriesForm(request.POST or request.GET or None)
    if not form.is_valid():
        return chosen(request, form)
    if request.method == "GET":
        days = SeriesDaysFormSet(days=form.proposed_days())
        return proposed(request, form, days, standing_choice(form))
    formset = SeriesDaysFormSet(request.POST, days=form.proposed_days())
    choice = standing_choice(form, request.POST)
    if not formset.is_valid() or not formset.rows() or not choice.is_valid():
        return proposed(request, form, formset, choice, status=422)
    return entered(request, form.cleaned_data, formset.rows(), list(choice.cleaned_data["items"]))


def standing_choice(form, data=None):
    """The standing items of the group that is chosen, to be ticked."""
    standing = form.cleaned_data["group"].standing_items.all()
    return StandingChoiceForm(data, standing=standing, prefix="standing")


def entered(request, data, rows, standing):
    meetings, left_out = enter_series(
        data["group"],
        rows,
        starts_at=data["starts_at"],
        venue=data["venue"],
        by=request.user,
        standing=standing,
    )
    messages.success(request, outcome(meetings, left_out))
    return redirect("meetings")


def chosen(request, form):
    rules = FrequencyRule.objects.in_force(request.today).select_related("group")
    context = {"form": form, "rules": rules}
    return render(request, "meetings/series.html", context, status=422 if form.is_bound else 200)


def proposed(request, form, formset, choice, status=200):
    is_empty = status == 422 and formset.is_valid() and not formset.rows()
    context = {"chosen": form, "formset": formset, "choice": choice, "is_empty": is_empty}
    return render(request, "meetings/series_days.html", context, status=status)


def outcome(meetings, left_out):
    said = f"{len(meetings)} meeting{'' if len(meetings) == 1 else 's'} entered."
    if left_out:
        days = ", ".join(date_format(day, "j F Y") for day in left_out)
        said += f" Left out, because the group meets on that day already: {days}."
    return said
