"""A row asks a committee, or somebody else, for what stands in its way; the answer comes back."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actions.models import Escalation, EscalationStep

CLOSED = {"is_closed": True, "closed_reason": "paragraph 7"}
JULY = datetime.date(2018, 7, 2)
SEPTEMBER = datetime.date(2018, 9, 3)


@pytest.fixture
def ask(cast):
    def ask(action, text="Agree to share the figures.", **how):
        how = {"by": cast.secretary, "on": JULY, "group": cast.scp, **how}
        return Escalation.objects.raise_for(action.current, text=text, **how)

    return ask


def test_a_report_finds_what_committees_are_asked_until_it_is_answered(annex, ask, cast):
    second = annex.add(area=annex.areas[1], issues="Second")
    first = annex.add(issues="First")
    asked = [ask(first), ask(second)]
    ask(first, "An officer", group=None, help_from="Home Office")
    asked[1].answer("Agreed.", by=cast.secretary, on=SEPTEMBER)
    day_before = SEPTEMBER - datetime.timedelta(days=1)
    assert list(Escalation.objects.asks(day_before)) == asked
    assert list(Escalation.objects.asks(SEPTEMBER)) == asked[:1]
    assert list(Escalation.objects.asks(SEPTEMBER, group=cast.board)) == []
    assert list(Escalation.objects.asks(JULY - datetime.timedelta(days=1))) == []


def test_it_reads_as_the_papers_put_it(annex, ask):
    row = annex.add()
    assert str(ask(row)) == "For SCP agreement: Agree to share the figures."
    other = ask(row, "An officer.", group=None, help_from="the Home Office")
    assert str(other) == "Needs help from the Home Office: An officer."


def test_it_is_put_into_a_report_and_answered_once(annex, ask, cast):
    asked = ask(annex.add())
    how = {"by": cast.secretary, "on": SEPTEMBER}
    asked.report("Activity report April to June 2018", **how)
    asked.report("Activity report April to June 2018", **how)
    asked.answer("Agreed.", **how)
    asked.answer("Agreed.", **how)
    with pytest.raises(ValidationError):
        asked.answer("Not agreed.", **how)
    assert [str(step) for step in asked.steps.all()] == [
        "Put into a report: Activity report April to June 2018",
        "Answered: Agreed.",
    ]


def test_an_answer_is_not_older_than_the_question(annex, ask, cast):
    with pytest.raises(ValidationError) as refusal:
        ask(annex.add()).answer("Agreed.", by=cast.secretary, on=annex.day)
    assert refusal.value.message_dict == {
        "on": ["Choose 2 July 2018 or a later day: it was asked then."]
    }


def test_what_a_closed_row_asked_stays_closed_when_the_row_is_opened(annex, ask, cast):
    row = annex.add(**CLOSED)
    asked = ask(row)
    row.open(by=cast.chairman, as_at=JULY, version=1)
    assert list(Escalation.objects.visible_to(cast.partner)) == []
    assert list(Escalation.objects.asks(JULY).open_to_all()) == []
    assert list(Escalation.objects.asks(JULY).closed_to_most()) == [asked]
    assert list(Escalation.objects.visible_to(cast.member)) == [asked]
    assert list(Escalation.objects.visible_to(cast.administrator)) == []


def test_the_record_of_it_refuses_changes(annex, ask, cast):
    asked = ask(annex.add())
    asked.answer("Agreed.", by=cast.secretary, on=SEPTEMBER)
    for kept in (Escalation, EscalationStep):
        with pytest.raises(IntegrityError), transaction.atomic():
            kept.objects.update(text="Something else.")
        with pytest.raises(IntegrityError), transaction.atomic():
            kept.objects.all()._raw_delete("default")
