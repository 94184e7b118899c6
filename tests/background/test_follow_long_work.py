import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from background.models import UNHEARD, Job, JobFailed


@task()
def count_to_three(pk):
    Job.objects.get(pk=pk).run(lambda job: job.progress(3, 3, "Counted"))


def start(user, **changed):
    about = {"kind": "count", "subject": "3", "title": "Count", "address": "/counted/"}
    return Job.objects.start(count_to_three, by=user, **about | changed)


def state(job):
    job.refresh_from_db()
    return job.state, job.sentence


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_the_work_and_says_how_far_it_is(cast):
    job = start(cast.secretary)
    assert state(job) == ("queued", "")
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    assert state(job) == ("done", "")
    assert (job.done, job.total) == (3, 3)
    assert job.finished_at is not None


def test_the_same_work_for_the_same_person_is_begun_once(cast):
    job = start(cast.secretary)
    assert start(cast.secretary) == job
    assert start(cast.chairman) != job
    assert start(cast.secretary, subject="4") != job


def test_work_that_stopped_is_begun_again(cast):
    job = start(cast.secretary)
    Job.objects.update(state="running", heard_at=timezone.now() - UNHEARD * 2)
    job.refresh_from_db()
    assert job.has_stopped(timezone.now())
    assert start(cast.secretary) != job


def test_work_that_cannot_be_done_says_why(cast):
    def refuse(job):
        raise JobFailed("Replace the broken paper.")

    job = start(cast.secretary)
    job.run(refuse)
    assert state(job) == ("failed", "Replace the broken paper.")


def test_work_that_breaks_says_nothing_of_its_inside(cast, caplog):
    job = start(cast.secretary)
    job.run(lambda job: {}["secret"])
    assert state(job) == ("failed", "Something went wrong: try again.")
    assert "KeyError: 'secret'" in caplog.text


def test_two_workers_do_the_work_once(cast):
    done = []
    job = start(cast.secretary)
    for copy in (Job.objects.get(pk=job.pk), Job.objects.get(pk=job.pk)):
        copy.run(lambda job: done.append(job.pk))
    assert done == [job.pk]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("queued", "Waiting for its turn"),
        ("running", "17 of 200 pages. Item 5: Report"),
        ("done", "It is ready."),
        ("failed", "It could not be done. Replace the broken paper."),
    ],
)
def test_the_page_says_how_far_it_is(cast, sign_in, state, sentence):
    job = start(cast.secretary)
    words = "Item 5: Report" if state == "running" else "Replace the broken paper."
    total = 0 if state == "queued" else 200
    Job.objects.update(state=state, done=17, total=total, sentence=words)
    page = sign_in(cast.secretary).get(job.get_absolute_url()).content.decode()
    assert sentence in page
    assert ("<progress" in page) == (state in ("queued", "running"))
    assert ('http-equiv="refresh"' in page) == (state in ("queued", "running"))
    assert ('href="/counted/"' in page) == (state == "done")


def test_the_page_says_that_the_work_has_stopped(cast, sign_in):
    job = start(cast.secretary)
    Job.objects.update(heard_at=timezone.now() - datetime.timedelta(days=1))
    page = sign_in(cast.secretary).get(job.get_absolute_url()).content.decode()
    assert "It has stopped before the end." in page
    assert "<progress" not in page
