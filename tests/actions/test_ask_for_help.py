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


def test_a_partner_asks_on_the_row_and_the_secretariat_brings_the_answer_back(annex, cast, sign_in):
    row = annex.add(annex.police, issues="Figures")
    partner, page = sign_in(cast.partner), row.get_absolute_url()
    form = {"group": cast.scp.pk, "text": "Agree to share the figures."}
    assert partner.post(f"{page}help/", form).status_code == 302
    asked = row.escalations.get()
    assert f"{page}help/{asked.pk}/answer/" not in partner.get(page).content.decode()
    secretary = sign_in(cast.secretary)
    assert f"{page}help/{asked.pk}/answer/" in secretary.get(page).content.decode()
    day = {"on_day": "5", "on_month": "9", "on_year": "2018"}
    secretary.post(f"{page}help/{asked.pk}/answer/", {"text": "The SCP agrees.", **day})
    assert [str(step) for step in asked.steps.all()] == ["Answered: The SCP agrees."]
    assert "The SCP agrees." in sign_in(cast.partner).get(page).content.decode()


def test_whoever_asks_names_one_helper_and_says_what_for(annex, cast, sign_in):
    page = annex.add().get_absolute_url()
    client = sign_in(cast.secretary)
    for form, sentence in [
        ({"text": "Share."}, "Select a committee, or name somebody else: one of the two"),
        (
            {"text": "Share.", "group": cast.scp.pk, "help_from": "Home Office"},
            "Select a committee, or name somebody else: one of the two",
        ),
        ({"group": cast.scp.pk}, "Say what is needed"),
    ]:
        response = client.post(f"{page}help/", form)
        assert response.status_code == 422
        assert sentence in response.content.decode()
    assert not Escalation.objects.exists()


def test_a_second_answer_is_refused_with_what_was_typed(annex, ask, cast, sign_in):
    asked = ask(annex.add())
    asked.answer("Agreed.", by=cast.secretary, on=SEPTEMBER)
    url = f"{asked.action.get_absolute_url()}help/{asked.pk}/answer/"
    day = {"on_day": "5", "on_month": "9", "on_year": "2018"}
    response = sign_in(cast.secretary).post(url, {"text": "Not agreed.", **day})
    assert response.status_code == 422
    assert "Not agreed." in response.content.decode()


def test_an_answer_given_while_the_row_was_closed_stays_closed(annex, ask, cast, sign_in):
    row = annex.add(issues="Figures")
    asked = ask(row)
    row.edit(by=cast.secretary, as_at=JULY, version=1, leads=[], **CLOSED)
    asked.answer("Halcyon", by=cast.secretary, on=SEPTEMBER)
    row.open(by=cast.chairman, as_at=SEPTEMBER, version=2)
    page = row.get_absolute_url()
    assert "Halcyon" in sign_in(cast.member).get(page).content.decode()
    told = sign_in(cast.partner).get(page).content.decode()
    assert "Agree to share the figures." in told
    assert "Halcyon" not in told
