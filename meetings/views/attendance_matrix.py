from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from board.models import BoardSettings
from meetings.attendance_of_year import KEY, attendance_of_year, year_from, year_of


@require_GET
def attendance_matrix(request):
    authorize(request.user, "meetings.view_attendance_of_the_year")
    kind = BoardSettings.current().quarter_year
    now = year_of(request.today, kind)
    asked = request.GET.get("year", "")
    is_a_year = asked.isascii() and asked.isdigit() and 1900 <= int(asked) <= now.number
    year = year_from(int(asked), kind) if is_a_year else now
    context = {
        "attendance": attendance_of_year(year, user=request.user, today=request.today),
        "key": KEY,
        "previous": year_from(year.number - 1, kind),
        "following": year_from(year.number + 1, kind) if year.number < now.number else None,
    }
    return render(request, "meetings/attendance_matrix.html", context)
