"""Work of this app that the worker does."""

from django_tasks import task

from background.models import Job, JobFailed
from meetings.models import Meeting, Pack
from meetings.pack import PackPlan
from papers.binder import CannotBind


@task()
def assemble_pack(job_pk):
    Job.objects.get(pk=job_pk).run(put_together)


def put_together(job):
    """The pack of the meeting as it stands now; done already when nothing changed since."""
    meeting_pk, rendering = job.subject.split()
    meeting = Meeting.objects.select_related("group", "theme").get(pk=meeting_pk)
    plan = PackPlan(meeting, rendering)
    if plan.kept():
        return
    try:
        content = plan.assemble(job.progress)
    except CannotBind as error:
        raise JobFailed(str(error)) from error
    Pack.objects.keep(
        meeting, plan.rendering, fingerprint=plan.fingerprint, pages=plan.total, content=content
    )
