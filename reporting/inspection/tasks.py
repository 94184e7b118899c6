"""Putting an inspection pack together, by the worker."""

from django_tasks import task

from background.models import Job, JobFailed
from papers.binder import CannotBind
from priorities.models import Priority

from .pack import PackPlan

OPEN, CLOSED = "open", "closed"


@task()
def assemble_inspection_pack(job_pk):
    Job.objects.get(pk=job_pk).run(put_together)


def put_together(job):
    """The pack of the priority as it stands now; done already when nothing changed since."""
    pk, rendering = job.subject.split()
    plan = PackPlan(Priority.objects.get(pk=pk), with_closed=rendering == CLOSED)
    if plan.kept():
        return
    try:
        plan.put_together(job.progress)
    except CannotBind as error:
        raise JobFailed(str(error)) from error
