"""How far long work is, for whoever asked for it."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from background.models import Job


@require_GET
def job(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    context = {"job": job, "has_stopped": job.has_stopped(timezone.now())}
    return render(request, "socboard/job.html", context)
