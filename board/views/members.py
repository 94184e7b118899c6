from bisect import bisect_left, bisect_right

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from board.composition import composition, days_of_change
from board.forms.membership import AsAtForm


@require_GET
def members(request):
    authorize(request.user, "board.view_membership")
    form = AsAtForm(request.GET if "as_at" in request.GET else None)
    day = (form.is_valid() and form.cleaned_data["as_at"]) or request.today
    days = days_of_change()
    earlier = days[: bisect_left(days, day)]
    later = days[bisect_right(days, day) :]
    return render(
        request,
        "board/members.html",
        {
            "form": form if form.is_bound else AsAtForm(initial={"as_at": day}),
            "composition": composition(day),
            "is_today": day == request.today,
            "earlier": earlier[-1] if earlier else None,
            "later": later[0] if later else None,
        },
        status=422 if form.errors else 200,
    )
