from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.events import record_event
from background.models import Job
from meetings.forms.papers import PackForm
from meetings.models import Pack
from meetings.pack import PackPlan, renderings_for
from meetings.tasks import assemble_pack
from meetings.views.found import meeting_or_404
from papers.http import pdf_response


@require_http_methods(["GET", "POST"])
def pack(request, slug):
    meeting = meeting_or_404(request, slug)
    renderings = renderings_for(request.user, meeting)
    if request.method == "POST":
        form = PackForm(request.POST, renderings=renderings)
        if not form.is_valid():
            raise Http404
        return redirect(begin(request.user, PackPlan(meeting, form.cleaned_data["rendering"])))
    plans = [PackPlan(meeting, rendering) for rendering in renderings]
    if any(plan.has_closed for plan in plans):
        closed_pack_was_seen(request.user, meeting)
    return render(request, "meetings/pack.html", {"meeting": meeting, "plans": plans})


def begin(user, plan):
    """The job that puts the pack together for this user."""
    address = reverse("pack-pdf", kwargs={"slug": plan.meeting.slug})
    with transaction.atomic():
        return Job.objects.start(
            assemble_pack,
            kind="pack",
            subject=f"{plan.meeting.pk} {plan.rendering}",
            title=plan.title,
            address=f"{address}?for={plan.rendering}",
            by=user,
        )


@require_GET
def pack_pdf(request, slug):
    meeting = meeting_or_404(request, slug)
    renderings = renderings_for(request.user, meeting)
    asked = request.GET.get("for", renderings[-2 if renderings[1:] else 0])
    if asked not in renderings:
        raise Http404
    plan = PackPlan(meeting, asked)
    kept = plan.kept()
    if kept is None:
        messages.info(request, "The pack is not put together yet, or its papers have changed.")
        return redirect("pack", slug=slug)
    if plan.has_closed:
        closed_pack_was_seen(request.user, kept)
    content = Pack.objects.values_list("content", flat=True).get(pk=kept.pk)
    return pdf_response(bytes(content), plan.file_name)


def closed_pack_was_seen(user, subject):
    with transaction.atomic():
        record_event("pack.closed_seen", by=user, subject=subject)
