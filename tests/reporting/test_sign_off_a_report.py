import html
from datetime import date

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from board.models import BoardSettings, SeatHolding
from board.models.publications import digest
from reporting.models import ActivityReport, FinalCopy
from tests.papers.checks import page_texts
from tests.reporting.builder import address, as_posted


def go(client, report, step, **data):
    return client.post(f"{report.get_absolute_url()}{step}/", data)


def seen(response):
    return html.unescape(response.content.decode())


@pytest.fixture
def with_chairman(cast, start):
    report = start()
    report.send_to_chairman(by=cast.secretary)
    return report


@pytest.fixture
def signed(cast, sign_in, with_chairman):
    response = go(sign_in(cast.chairman), with_chairman, "sign-off", version=1)
    assert response.status_code == 302
    with_chairman.refresh_from_db()
    return with_chairman


def test_the_secretariat_sends_it_and_takes_it_back(cast, sign_in, start):
    report, client = start(), sign_in(cast.secretary)
    go(client, report, "chairman")
    go(client, report, "chairman")
    report.refresh_from_db()
    assert report.state == "with_chairman"
    go(client, report, "draft")
    report.refresh_from_db()
    assert report.state == "draft"


def test_the_chairman_edits_what_was_sent(cast, sign_in, with_chairman):
    posted = as_posted(with_chairman, **{"cover-subject": "Better words"})
    assert sign_in(cast.chairman).post(address(with_chairman), posted).status_code == 302
    with_chairman.refresh_from_db()
    assert with_chairman.subject == "Better words"


def test_signing_off_freezes_words_and_file(cast, sign_in, signed, record):
    client = sign_in(cast.secretary)
    page = client.get(signed.get_absolute_url()).content
    pdf = client.get(f"{signed.get_absolute_url()}report.pdf")
    assert signed.state == "signed_off"
    assert signed.final.signed_off_by == cast.chairman
    assert digest(signed.final.document, pdf.content) in page.decode()

    record.meet(date(2018, 5, 16), summary="A meeting entered late.")
    BoardSettings.objects.update(name="Another Board", amber_word="Amber")
    ActivityReport.objects.update(subject="Another subject", summary="Another summary")
    signed.blocks.update(text="Another text")

    again = client.get(f"{signed.get_absolute_url()}report.pdf")
    assert again.content == pdf.content == bytes(FinalCopy.objects.get().pdf)
    words = html.unescape(client.get(signed.get_absolute_url()).content.decode())
    assert "Another subject" not in words
    assert "Another text" not in words
    assert "The Board did not meet in the quarter." in html.unescape(page.decode())
    assert "The Board did not meet in the quarter." in words


def test_the_database_refuses_to_change_a_final_copy(signed):
    for change in (
        lambda: FinalCopy.objects.update(sha256="0" * 64),
        lambda: FinalCopy.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_file_says_draft_until_it_is_signed(cast, sign_in, start):
    report, client = start(), sign_in(cast.chairman)
    draft = client.get(f"{report.get_absolute_url()}report.pdf")
    assert draft["Content-Disposition"].endswith('report-2018-19-q1-draft.pdf"')
    assert all("DRAFT" in text for text in page_texts(draft.content))

    report.send_to_chairman(by=cast.secretary)
    go(client, report, "sign-off", version=1)
    final = client.get(f"{report.get_absolute_url()}report.pdf")
    assert final["Content-Disposition"].endswith('report-2018-19-q1-signed-off.pdf"')
    assert not any("DRAFT" in text for text in page_texts(final.content))


def test_a_report_changed_since_it_was_read_is_not_signed(cast, sign_in, with_chairman):
    client = sign_in(cast.chairman)
    client.post(address(with_chairman), as_posted(with_chairman, **{"cover-subject": "Changed"}))
    response = go(client, with_chairman, "sign-off", version=1)
    assert response.status_code == 409
    assert "The report was changed since you opened it" in seen(response)
    assert not FinalCopy.objects.exists()


def test_a_draft_that_was_not_sent_is_not_signed(cast, sign_in, start):
    response = go(sign_in(cast.chairman), start(), "sign-off", version=1)
    assert response.status_code == 409
    assert not FinalCopy.objects.exists()


def test_signing_twice_signs_once(cast, sign_in, signed):
    assert go(sign_in(cast.chairman), signed, "sign-off", version=1).status_code == 302
    assert FinalCopy.objects.count() == 1


def test_what_is_typed_while_the_report_is_signed_is_shown_again(cast, sign_in, with_chairman):
    posted = as_posted(with_chairman, **{"cover-subject": "Typed meanwhile"})
    client = sign_in(cast.chairman)
    go(client, with_chairman, "sign-off", version=1)
    response = client.post(address(with_chairman), posted)
    assert response.status_code == 409
    assert "Typed meanwhile" in seen(response)
    assert ActivityReport.objects.get().subject != "Typed meanwhile"


def test_what_is_typed_while_the_report_is_sent_is_shown_again(cast, sign_in, start):
    report = start()
    posted = as_posted(report, **{"cover-subject": "Typed meanwhile"})
    client = sign_in(cast.secretary)
    go(client, report, "chairman")
    response = client.post(address(report), posted)
    assert response.status_code == 409
    assert "Typed meanwhile" in seen(response)
    assert ActivityReport.objects.get().subject != "Typed meanwhile"


def test_when_nobody_holds_the_chair_the_secretariat_is_told(cast, sign_in, with_chairman):
    page = f"{with_chairman.get_absolute_url()}"
    sentence = "No one can sign: appoint an acting chairman."
    client = sign_in(cast.secretary)
    assert sentence not in seen(client.get(page))
    SeatHolding.objects.filter(seat__category="chairman").update(ends_on=date(2018, 1, 1))
    assert sentence not in seen(client.get(page))
    SeatHolding.objects.filter(seat__category="deputy_chairman").update(ends_on=date(2018, 1, 1))
    assert sentence in seen(client.get(page))


def test_somebody_acting_as_chairman_signs(cast, sign_in, with_chairman):
    SeatHolding.objects.create(
        seat=cast.seats["chairman"], person=cast.member.person, capacity="acting"
    )
    assert go(sign_in(cast.member), with_chairman, "sign-off", version=1).status_code == 302


def test_it_is_recorded_when_the_report_was_sent(cast, sign_in, signed):
    client = sign_in(cast.secretary)
    sent = {
        "submission": signed.submissions.get().pk,
        "submitted_on_day": "3",
        "submitted_on_month": "9",
        "submitted_on_year": "2018",
    }
    late = {**sent, "submitted_on_year": "2019"}
    refused = go(client, signed, "submission", **late)
    assert refused.status_code == 422
    assert "The date it was sent must not be after today" in seen(refused)

    assert go(client, signed, "submission", **sent).status_code == 302
    signed.refresh_from_db()
    assert (signed.state, signed.submissions.get().submitted_on) == ("submitted", date(2018, 9, 3))


def noted(report, day):
    names = {"day": day.day, "month": day.month, "year": day.year}
    posted = {f"noting-noted_on_{name}": part for name, part in names.items()}
    return {"noting-submission": report.submissions.get().pk, **posted}


def test_it_is_recorded_when_the_committee_noted_the_report(cast, sign_in, signed):
    client = sign_in(cast.secretary)
    submission = signed.submissions.get()
    assert go(client, signed, "noting", **noted(signed, date(2018, 9, 4))).status_code == 422
    signed.record_submission(submission, on=date(2018, 9, 3), by=cast.secretary)

    early = go(client, signed, "noting", **noted(signed, date(2018, 9, 2)))
    assert early.status_code == 422
    assert "The date it was noted must not be before it was sent" in seen(early)

    assert go(client, signed, "noting", **noted(signed, date(2018, 9, 4))).status_code == 302
    signed.refresh_from_db()
    assert (signed.state, signed.submissions.get().noted_on) == ("noted", date(2018, 9, 4))


def test_the_page_says_what_a_committee_would_miss(cast, sign_in, start):
    report, client = start(), sign_in(cast.secretary)
    report.submissions.update(meeting_on=date(2018, 9, 20))
    assert client.get(report.get_absolute_url()).context["report"].gaps == []
    report.submissions.update(meeting_on=None)
    ActivityReport.objects.filter(pk=report.pk).update(summary="")
    page = seen(client.get(report.get_absolute_url()))
    assert "It has no summary." in page
    assert "The date of the committee’s meeting is not filled in." in page


def test_a_signed_report_is_recorded_as_sent_from_its_own_page(cast, signed):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.secretary, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = client.get(signed.get_absolute_url())
    token = page.context["csrf_token"]
    forms = page.content.decode().count('method="post"')
    assert page.content.decode().count("csrfmiddlewaretoken") == forms
    form = page.context["submission_form"]
    response = client.post(
        f"{signed.get_absolute_url()}submission/",
        {
            "csrfmiddlewaretoken": str(token),
            "submission": form.fields["submission"].queryset[0].pk,
            "submitted_on_day": "5",
            "submitted_on_month": "9",
            "submitted_on_year": "2018",
        },
    )
    assert response.status_code == 302
    signed.refresh_from_db()
    assert signed.state == ActivityReport.State.SUBMITTED
