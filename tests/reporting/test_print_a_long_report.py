"""A long report is printed in the background, and kept; a short one at once, and kept too."""

import pytest

from background.models import Job
from reporting import paper, tasks
from reporting.models import ActivityReport, DraftFile
from reporting.paper import ReportPaper
from tests.papers.checks import page_texts


def address(report, name=""):
    return f"{report.get_absolute_url()}{name}"


def worker():
    """What the worker does with the jobs that wait."""
    work = {"report": tasks.draft_printed, "report_signing": tasks.long_report_signed}
    for job in Job.objects.unfinished():
        job.run(work[job.kind])


@pytest.fixture
def long(start, monkeypatch):
    report = start()
    monkeypatch.setattr(paper, "LONG", 2_000)
    report.blocks.create(position=99, kind="paragraph", text="The Board noted it. " * 200)
    return ActivityReport.objects.get(pk=report.pk)


def test_a_draft_is_printed_once_for_the_same_words(cast, sign_in, start, monkeypatch):
    report, client = start(), sign_in(cast.secretary)
    printed = []
    real = paper.print_document
    monkeypatch.setattr(
        paper, "print_document", lambda *args, **facts: printed.append(1) or real(*args, **facts)
    )
    first = client.get(address(report, "report.pdf")).content
    assert client.get(address(report, "report.pdf")).content == first
    assert len(printed) == 1
    report.blocks.filter(kind="paragraph").update(text="Another text.")
    assert "Another text." in "".join(page_texts(client.get(address(report, "report.pdf")).content))
    assert (len(printed), DraftFile.objects.count()) == (2, 1)


def test_a_long_draft_is_prepared_by_the_worker_and_then_served_at_once(cast, sign_in, long):
    client = sign_in(cast.secretary)
    page = client.get(address(long)).content.decode()
    assert "Prepare the PDF" in page
    assert "report.pdf" not in page
    assert client.get(address(long, "report.pdf")).url == address(long)

    response = client.post(address(long, "printing/"))
    job = Job.objects.get()
    assert response.url == job.get_absolute_url()
    worker()
    job.refresh_from_db()
    assert (job.state, job.address) == ("done", address(long, "report.pdf"))
    assert job.done and job.total

    served = client.get(job.address)
    assert served.content == ReportPaper(long, public=False).kept()
    assert "report.pdf" in client.get(address(long)).content.decode()
    assert client.post(address(long, "printing/")).url == address(long, "report.pdf")


def test_pressing_twice_begins_one_job(cast, sign_in, long):
    client = sign_in(cast.secretary)
    for _ in range(2):
        client.post(address(long, "printing/"))
    assert Job.objects.count() == 1


def test_a_long_report_is_signed_off_in_the_background(cast, sign_in, long):
    long.send_to_chairman(by=cast.secretary)
    client = sign_in(cast.chairman)
    response = client.post(address(long, "sign-off/"), {"version": long.version})
    assert response.url == Job.objects.get().get_absolute_url()
    assert not ActivityReport.objects.get().is_final
    worker()
    report = ActivityReport.objects.get()
    assert (report.state, report.final.signed_off_by) == ("signed_off", cast.chairman)
    assert client.get(address(report, "report.pdf")).content == bytes(report.final.pdf)


def test_what_changed_meanwhile_is_not_signed(cast, sign_in, long):
    long.send_to_chairman(by=cast.secretary)
    sign_in(cast.chairman).post(address(long, "sign-off/"), {"version": long.version})
    ActivityReport.objects.update(version=long.version + 1)
    worker()
    assert Job.objects.get().state == "failed"
    assert "read it again" in Job.objects.get().sentence
    assert not ActivityReport.objects.get().is_final


def test_who_lost_the_seat_meanwhile_signs_nothing(cast, sign_in, long):
    long.send_to_chairman(by=cast.secretary)
    sign_in(cast.chairman).post(address(long, "sign-off/"), {"version": long.version})
    Job.objects.update(by_id=cast.member.pk)
    worker()
    assert Job.objects.get().sentence == "You may not sign this report off."
    assert not ActivityReport.objects.get().is_final
