import pytest

from board.models import Publication, SeatHolding
from reporting.models import ActivityReport, FinalCopy
from reporting.paper import sign_off


def publish(client, report):
    return client.post(f"{report.get_absolute_url()}publication/")


@pytest.fixture
def signed(cast, start):
    report = start()
    report.send_to_chairman(by=cast.secretary)
    sign_off(report, by=cast.chairman, version=1)
    return ActivityReport.objects.get(pk=report.pk)


def test_everybody_reads_the_signed_copy(cast, sign_in, signed):
    public = sign_in(None)
    assert public.get("/published/report-2018-19-q1/").status_code == 404
    assert publish(sign_in(cast.secretary), signed).status_code == 302

    publication = Publication.objects.get()
    assert publication.document == signed.final.document
    assert bytes(publication.pdf) == bytes(signed.final.pdf)
    assert (publication.published_by, publication.approved_by) == (cast.secretary, cast.chairman)
    page = public.get("/published/report-2018-19-q1/")
    assert page.status_code == 200
    assert "The Board did not meet in the quarter." in page.content.decode()


def test_publishing_twice_publishes_once(cast, sign_in, signed):
    for _ in range(2):
        publish(sign_in(cast.secretary), signed)
    assert Publication.objects.count() == 1


def test_who_signed_it_does_not_publish_it(cast, sign_in, signed):
    SeatHolding.objects.create(seat=cast.seats["secretariat"], person=cast.chairman.person)
    assert publish(sign_in(cast.chairman), signed).status_code == 403
    assert not Publication.objects.exists()


@pytest.mark.parametrize("publicity", ["non_public", ""])
def test_only_a_report_marked_public_is_published(publicity, cast, sign_in, signed):
    ActivityReport.objects.update(publicity=publicity)
    assert publish(sign_in(cast.secretary), signed).status_code == 403


def test_an_older_paper_that_nobody_signed_here_is_not_published_by_one_person(
    cast, sign_in, start
):
    report = start()
    ActivityReport.objects.update(state="submitted", publicity="public")
    FinalCopy.objects.create(
        report=report, document={"title": "Report 002"}, pdf=b"%PDF", entered_from="The paper."
    )

    assert publish(sign_in(cast.secretary), report).status_code == 403
    assert not Publication.objects.exists()


def test_a_report_nobody_signed_is_not_published(cast, sign_in, start):
    assert publish(sign_in(cast.secretary), start()).status_code == 403
