import datetime

from django.shortcuts import render
from django.utils.timezone import make_aware
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from meetings.attendance_of_year import KEY, attendance_of_year, year_from, year_of
from papers.http import pdf_response
from papers.pdf import render_pdf


@require_GET
def attendance_matrix(request):
    authorize(request.user, "meetings.view_attendance_of_the_year")
    attendance, kind = attendance_asked_for(request)
    number = attendance.year.number
    is_past = number < year_of(request.today, kind).number
    context = {
        "attendance": attendance,
        "key": KEY,
        "previous": year_from(number - 1, kind),
        "following": year_from(number + 1, kind) if is_past else None,
    }
    return render(request, "meetings/attendance_matrix.html", context)


@require_GET
def attendance_matrix_pdf(request):
    authorize(request.user, "meetings.view_attendance_of_the_year")
    attendance, _ = attendance_asked_for(request)
    label = attendance.year.label
    content = render_pdf(
        "meetings/attendance_matrix_paper.html",
        {"attendance": attendance, "key": KEY},
        title=f"{request.board.name}: attendance by seat, {label}",
        identifier=f"attendance {label} {request.today}",
        made_at=make_aware(datetime.datetime.combine(request.today, datetime.time())),
        landscape=True,
    )
    return pdf_response(content, f"attendance-{label}.pdf".replace("–", "-"))


def attendance_asked_for(request):
    """(the attendance of the year in the address, else of this one, the kind of year)."""
    kind = request.board.quarter_year
    now = year_of(request.today, kind)
    asked = request.GET.get("year", "")
    is_a_year = asked.isascii() and asked.isdigit() and 1900 <= int(asked) <= now.number
    year = year_from(int(asked), kind) if is_a_year else now
    return attendance_of_year(year, user=request.user, today=request.today), kind
