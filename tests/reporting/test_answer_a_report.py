"""What a committee answered is recorded and carried back to what asked."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from actions.models import Escalation
from audit.models import Event
from meetings.models import ReferenceUpdate
from reporting.models import CommitteeAnswer
from reporting.paper import sign_off
from reporting.quarter import parse
from reporting.starting import start_report
from tests.meetings.board_meeting import add_item, meeting_on
from tests.reporting.conftest import TODAY

WORDS = "The partnership agrees and will write to the Home Office."
CANARY = "Zebrafinch"


@pytest.fixture
def sent(cast, start):
    """A signed report that was sent to the Safer City Partnership on 3 September 2018."""

    def made():
        report = start()
        report.send_to_chairman(by=cast.secretary)
        sign_off(report, by=cast.chairman, version=1)
        report.record_submission(report.submissions.get(), on=date(2018, 9, 3), by=cast.secretary)
        return report

    return made


@pytest.fixture
def row(record):
    return record.add_row(issues="Raising awareness", rating="red")


@pytest.fixture
def ask(cast, row):
    return Escalation.objects.raise_for(
        row.current,
        text="Write to the Home Office",
        by=cast.secretary,
        on=date(2018, 5, 1),
        group=cast.scp,
    )


def posted(report, about="", text=WORDS, day=4, **changes):
    return {
        "submission": report.submissions.get().pk,
        "about": about,
        "text": text,
        "answered_on_day": day,
        "answered_on_month": 9,
        "answered_on_year": 2018,
        **changes,
    }


def address(report):
    return f"/reports/{report.pk}/answers/"


def answer(report, about, cast, text=WORDS):
    submission = report.submissions.get()
    return CommitteeAnswer.objects.record(
        submission, text, about=about, on=date(2018, 9, 4), by=cast.secretary, today=TODAY
    )


def test_what_the_table_asks_of_a_committee_stands_in_the_draft(ask, start):
    texts = [block.text for block in start().blocks.all()]
    assert (
        "One matter is for the agreement of the Safer City Partnership: Cyber attack: Raising "
        "awareness – Write to the Home Office." in texts
    )


def test_what_a_closed_row_asks_is_not_told(cast, record, start):
    closed = record.add_row(
        issues=CANARY, rating="red", is_closed=True, closed_reason="paragraph 7"
    )
    Escalation.objects.raise_for(
        closed.current, text=CANARY, by=cast.secretary, on=date(2018, 5, 1), group=cast.scp
    )
    assert not any(CANARY in block.text for block in start().blocks.all())


def test_a_committee_that_is_asked_is_to_decide(ask, cast, start):
    report = start()
    assert (report.purpose, report.recommendations) == (
        "for_decision",
        "Note the report\nAgree to what is asked under “For agreement”",
    )
    other, _ = start_report(
        parse("2018-19-q2"), committee=cast.board, by=cast.secretary, today=TODAY
    )
    assert (other.purpose, other.recommendations) == ("for_information", "Note the report")


def test_sending_the_report_puts_what_it_asks_to_the_committee(ask, sent):
    sent()
    step = ask.steps.get()
    assert (step.what, step.text, step.on) == (
        "reported",
        "Activity report for Q1 2018–19 (April to June 2018)",
        date(2018, 9, 3),
    )


def test_the_answer_ends_what_was_asked(cast, sign_in, ask, sent, row):
    report = sent()
    client = sign_in(cast.secretary)
    reply = client.post(address(report), posted(report, f"ask-{ask.pk}"))
    assert reply.status_code == 302
    assert [(step.what, step.text) for step in ask.steps.all()][-1] == ("answered", WORDS)
    for page in (f"/reports/{report.pk}/", f"/actions/{row.pk}/"):
        assert WORDS in client.get(page).content.decode()
    # What is answered is not offered again.
    page = client.get(address(report)).content.decode()
    assert f"ask-{ask.pk}" not in page


def test_an_answer_to_a_row_becomes_a_note_of_it(cast, sign_in, sent, row):
    report = sent()
    client = sign_in(cast.secretary)
    assert client.post(address(report), posted(report, f"row-{row.pk}")).status_code == 302
    row.refresh_from_db()
    assert row.current.note == f"Safer City Partnership on 4 September 2018: {WORDS}"
    assert row.current.rating == "red"


def test_an_answer_to_a_reference_becomes_a_dated_update_of_it(cast, sign_in, sent):
    reference = asked_for(cast)
    report = sent()
    client = sign_in(cast.secretary)
    data = posted(report, f"reference-{reference.pk}")
    assert client.post(address(report), data).status_code == 302
    update = ReferenceUpdate.objects.get(reference=reference)
    assert update.text == f"Safer City Partnership on 4 September 2018: {WORDS}"
    assert update.told_on == date(2018, 9, 4)
    assert "Answers of committees" in client.get(f"/references/{reference.pk}/").content.decode()


def asked_for(cast):
    from meetings.models import Minutes, Reference

    meeting = meeting_on(cast, "2018-05-16")
    item = add_item(cast, meeting, "Threats")
    minutes, _ = Minutes.objects.get_or_create(meeting=meeting)
    paragraph = minutes.paragraphs.create(item=item, position=1)
    paragraph.current = paragraph.revisions.create(
        number=1, kind="note", text="To write (n1).", made_by=cast.secretary
    )
    paragraph.save()
    return Reference.objects.create(
        minutes=minutes,
        paragraph=paragraph,
        mark=1,
        text="To write",
        serial="SOCB/2018/01",
        number=1,
    )


def test_an_answer_to_the_report_itself_stands_with_it(cast, sign_in, sent):
    report = sent()
    assert sign_in(cast.secretary).post(address(report), posted(report)).status_code == 302
    assert WORDS in sign_in(cast.member).get(f"/reports/{report.pk}/").content.decode()
    assert Event.objects.filter(verb="report.answered").count() == 1


def test_the_same_form_sent_twice_acts_once(cast, sign_in, sent, row):
    report = sent()
    client = sign_in(cast.secretary)
    for _ in range(2):
        client.post(address(report), posted(report, f"row-{row.pk}"))
    row.refresh_from_db()
    assert CommitteeAnswer.objects.count() == 1
    assert row.current.number == 2


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"text": ""}, "Enter what the committee answered"),
        ({"day": 6}, "The date of the answer must not be after today"),
        ({"day": 2}, "The answer cannot be older than the day it was sent"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(cast, sign_in, sent, changes, error):
    report = sent()
    reply = sign_in(cast.secretary).post(address(report), posted(report, **changes))
    assert reply.status_code == 422
    assert error in reply.content.decode()
    assert CommitteeAnswer.objects.count() == 0


def test_somebody_answered_it_meanwhile(cast, sign_in, ask, sent):
    report = sent()
    data = posted(report, f"ask-{ask.pk}", text="No")
    answer(report, ask, cast)
    assert sign_in(cast.secretary).post(address(report), data).status_code == 422
    assert CommitteeAnswer.objects.count() == 1


def test_an_answer_is_never_changed(cast, sent):
    made = answer(sent(), None, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeAnswer.objects.filter(pk=made.pk).update(text="Other")
    with pytest.raises(IntegrityError), transaction.atomic():
        made.delete()


def test_an_answer_to_a_closed_row_is_seen_by_nobody_else(cast, sign_in, record, sent):
    closed = record.add_row(issues="Row", rating="red", is_closed=True, closed_reason="paragraph 7")
    made = answer(sent(), closed, cast, text=CANARY)
    seen = {
        name: CommitteeAnswer.objects.visible_to(getattr(cast, name)).filter(pk=made.pk).exists()
        for name in ("secretary", "chairman", "member", "partner", "observer", "administrator")
    }
    assert seen == {
        "secretary": True,
        "chairman": True,
        "member": True,
        "partner": False,
        "observer": False,
        "administrator": False,
    }


def test_a_draft_has_no_answers(cast, sign_in, start):
    assert sign_in(cast.secretary).get(address(start())).status_code == 403


@pytest.mark.parametrize("place", ["report", "row"])
def test_answers_take_the_same_queries_for_one_as_for_three(cast, sign_in, sent, row, place):
    report = sent()
    client = sign_in(cast.secretary)
    page = f"/reports/{report.pk}/" if place == "report" else f"/actions/{row.pk}/"

    def queries():
        client.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200
        return len(seen)

    answer(report, row, cast, text="One")
    row.refresh_from_db()
    for_one = queries()
    for text in ("Two", "Three"):
        answer(report, row, cast, text=text)
    assert queries() - for_one <= (0 if place == "report" else HISTORY)


# Each note is a state of the row, and the history says more of it.
HISTORY = 0
