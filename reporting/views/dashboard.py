from django.db import transaction
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from audit.events import record_event
from papers.http import pdf_response
from reporting.dashboard import read_dashboard
from reporting.dashboard.paper import render_dashboard_pdf
from reporting.forms.dashboard import DashboardForm


@require_GET
def page(request):
    authorize(request.user, "actions.view_table")
    form, dashboard = chosen_dashboard(request)
    return show(request, form, dashboard)


@require_GET
def pdf(request):
    authorize(request.user, "actions.view_table")
    form, dashboard = chosen_dashboard(request)
    if form.errors:
        return show(request, form, dashboard)
    return pdf_response(*render_dashboard_pdf(dashboard, board=request.board))


def chosen_dashboard(request):
    """The form and the dashboard it asks for; today's when it asks for no real day."""
    form = DashboardForm(request.GET, today=request.today)
    asked = form.is_valid()
    dashboard = read_dashboard(
        request.user,
        as_at=form.cleaned_data["as_at"] if asked else request.today,
        board=request.board,
        open_only=asked and form.cleaned_data["open_only"],
    )
    if dashboard.closed:
        with transaction.atomic():
            record_event("action_table.closed_rows_seen", by=request.user)
    return form, dashboard


def show(request, form, dashboard):
    if not form.errors:
        form.data = form.data.copy()
        form.data["as_at"] = dashboard.as_at.isoformat()
    context = {"form": form, "dashboard": dashboard, "query": request.GET.urlencode()}
    status = 422 if form.errors else 200
    return render(request, "reporting/dashboard.html", context, status=status)
