"""The inspection pack of a priority: asked for, put together by the worker, kept and served."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from audit.events import record_event
from background.models import Job
from papers.http import pdf_response, zip_response
from priorities.models import Priority
from reporting.forms import InspectionForm
from reporting.inspection.pack import PackPlan, may_have_closed
from reporting.inspection.tasks import CLOSED, OPEN, assemble_inspection_pack
from reporting.models import InspectionPack


@require_http_methods(["GET", "POST"])
def page(request, pk):
    authorize(request.user, "reporting.view_inspection_packs")
    priority = get_object_or_404(Priority.objects.select_related("scheme"), pk=pk)
    if request.method == "POST":
        form = InspectionForm(request.POST)
        with_closed = form.is_valid() and form.cleaned_data["closed"]
        return redirect(begin(request.user, plan_for(request.user, priority, with_closed)))
    renderings = [False, True] if may_have_closed(request.user) else [False]
    plans = [PackPlan(priority, with_closed=with_closed) for with_closed in renderings]
    return render(request, "reporting/inspection.html", {"priority": priority, "plans": plans})


def plan_for(user, priority, with_closed):
    """404 where the closed pack is not theirs: for them there is none."""
    if with_closed and not may_have_closed(user):
        raise Http404
    return PackPlan(priority, with_closed=with_closed)


def begin(user, plan):
    """The job that puts the pack together for this user."""
    closed = "?closed=1" if plan.with_closed else ""
    with transaction.atomic():
        return Job.objects.start(
            assemble_inspection_pack,
            kind="inspection pack",
            subject=f"{plan.priority.pk} {CLOSED if plan.with_closed else OPEN}",
            title=plan.title,
            address=f"{reverse('inspection-pack', kwargs={'pk': plan.priority.pk})}{closed}",
            by=user,
        )


@require_GET
def pdf(request, pk):
    plan, content = kept(request, pk, "pdf")
    if content is None:
        return to_be_made(request, pk)
    return pdf_response(content, f"{plan.stem}.pdf")


@require_GET
def parts(request, pk):
    plan, content = kept(request, pk, "parts")
    if content is None:
        return to_be_made(request, pk)
    return zip_response(content, f"{plan.stem}.zip")


def kept(request, pk, name):
    """(plan, bytes or None) of the pack as it was kept; that a closed one is read is recorded."""
    authorize(request.user, "reporting.view_inspection_packs")
    priority = get_object_or_404(Priority, pk=pk)
    plan = plan_for(request.user, priority, "closed" in request.GET)
    pack = plan.kept()
    if pack is None:
        return plan, None
    if plan.with_closed:
        with transaction.atomic():
            record_event("inspection_pack.closed_seen", by=request.user, subject=pack)
    return plan, bytes(InspectionPack.objects.values_list(name, flat=True).get(pk=pack.pk))


def to_be_made(request, pk):
    messages.info(request, "The pack is not put together yet, or what it tells has changed.")
    return redirect("inspection-pack", pk=pk)
