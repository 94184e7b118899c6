"""Decisions are found again, numbered for good, and say what they adopted or appointed."""

import datetime

import pytest
from django.urls import reverse

from board.models import FrequencyRule, SeatHolding, TermsOfReference
from meetings.models import Decision
from priorities.models import FocusArea, FocusSet
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write

DAY = datetime.date(2018, 7, 18)


def resolved(cast, *texts, day="2018-07-18", circulate=True, **content):
    item = add_item(cast, meeting_on(cast, day, state="held"), "Sharing of information")
    minutes = write(cast, item, *(entry(text, kind="decision", **content) for text in texts))
    if circulate:
        minutes.circulate(by=cast.secretary)
    return list(item.meeting.decisions.order_by("number"))


@pytest.fixture
def decision(cast):
    return resolved(cast, "The terms be agreed.")[0]


@pytest.fixture
def terms(cast):
    terms = TermsOfReference(title="Terms of reference")
    terms.record([("Purpose", "To advise.", False)], by=cast.secretary)
    return terms


def effect(decision):
    return reverse("decision-effect", kwargs={"pk": decision.pk})


def listed(client, query=""):
    page = client.get(f"{reverse('decisions')}{query}").context["page"]
    return [decision.words for decision in page]


def test_numbers_follow_printed_order_and_freeze_when_the_draft_is_circulated(cast):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")
    late, early, closed = (
        entry("Late.", kind="decision"),
        entry("Early.", kind="decision"),
        entry("Closed.", kind="decision", **PARAGRAPH_7),
    )
    minutes = write(cast, item, late, closed, early)
    minutes.move_up(minutes.paragraphs.get(key=early.key), by=cast.secretary)
    minutes.move_up(minutes.paragraphs.get(key=early.key), by=cast.secretary)
    assert {decision.label for decision in Decision.objects.all()} == {"Draft decision"}

    minutes.circulate(by=cast.secretary)
    minutes.move_up(minutes.paragraphs.get(key=late.key), by=cast.secretary)
    minutes.write_item(item, [entry("New.", kind="decision")], by=cast.secretary)

    assert {decision.words: decision.label for decision in Decision.objects.all()} == {
        "Early.": "Decision 1",
        "Late.": "Decision 2",
        "Closed.": "Decision C1",
        "New.": "Decision 3",
    }


def test_the_register_is_filtered_by_words_effect_group_and_year(cast, sign_in, decision):
    other = resolved(cast, "Guides be written.", day="2017-03-01")[0]
    Decision.objects.filter(pk=other.pk).update(effect="focus_set")
    of_group = meeting_on(cast, "2016-03-01")
    of_group.group = cast.working_group
    of_group.save()
    of_group.decisions.create(number=1, text="The group be set up.")
    client = sign_in(cast.member)

    assert listed(client) == ["The terms be agreed.", "Guides be written.", "The group be set up."]
    assert listed(client, "?words=guides+BE") == ["Guides be written."]
    assert listed(client, "?words=set") == ["The group be set up."]
    assert listed(client, "?effect=focus_set") == ["Guides be written."]
    assert listed(client, "?group=working-group") == ["The group be set up."]
    assert listed(client, "?year=2018") == ["The terms be agreed."]
    assert len(listed(client, "?year=zzz")) == 3


def test_closed_decisions_are_in_the_register_of_members_alone(cast, sign_in):
    resolved(cast, "The Marchpane plan be adopted.", **PARAGRAPH_7)

    assert listed(sign_in(cast.member), "?words=Marchpane") == ["The Marchpane plan be adopted."]
    for persona in (cast.observer, cast.co_optee, cast.partner, cast.administrator, cast.officer):
        assert listed(sign_in(persona), "?words=Marchpane") == []


def test_a_draft_is_not_in_the_register_of_members(cast, sign_in):
    resolved(cast, "The terms be agreed.", circulate=False)

    assert listed(sign_in(cast.member)) == []
    assert listed(sign_in(cast.secretary)) == ["The terms be agreed."]


def test_the_secretary_says_which_terms_it_adopted_and_they_get_its_date(
    cast, sign_in, decision, terms
):
    client = sign_in(cast.secretary)
    data = {"effect": "terms_of_reference", "terms_of_reference": terms.pk}

    response = client.post(effect(decision), data)

    assert (response.status_code, response.url) == (302, decision.get_absolute_url())
    terms.refresh_from_db()
    assert terms.agreed_on == DAY
    page = client.get(terms.get_absolute_url()).content.decode()
    assert ("The terms be agreed." in page, decision.get_absolute_url() in page) == (True, True)
    assert terms.get_absolute_url() in client.get(response.url).content.decode()


def test_taking_it_back_takes_the_date_it_gave_with_it(cast, decision, terms):
    decision.bring_about("terms_of_reference", terms, by=cast.secretary)
    decision.bring_about("other", None, by=cast.secretary)

    terms.refresh_from_db()
    assert (terms.agreed_on, decision.adopted, decision.effect) == (None, None, "other")


def test_a_date_that_was_recorded_already_stays(cast, decision, terms):
    recorded = datetime.date(2017, 11, 3)
    TermsOfReference.objects.filter(pk=terms.pk).update(agreed_on=recorded)
    terms.refresh_from_db()
    decision.bring_about("terms_of_reference", terms, by=cast.secretary)
    decision.bring_about("other", None, by=cast.secretary)

    terms.refresh_from_db()
    assert terms.agreed_on == recorded


def test_a_decision_can_set_the_frequency_choose_the_focus_or_appoint(cast, sign_in):
    frequency, focus, appointment = resolved(cast, "Quarterly.", "Drugs.", "Casey be appointed.")
    rule = FrequencyRule.objects.create(group=cast.board, wording="Quarterly", months=3)
    areas = FocusSet.objects.create()
    FocusArea.objects.create(focus_set=areas, title="Drugs", position=1)
    holding = SeatHolding.objects.get(person=cast.chairman.person)
    client = sign_in(cast.secretary)

    client.post(effect(frequency), {"effect": "frequency", "frequency_rule": rule.pk})
    client.post(effect(focus), {"effect": "focus_set", "focus_set": areas.pk})
    client.post(effect(appointment), {"effect": "appointment", "seat_holding": holding.pk})

    for thing in (rule, areas, holding):
        thing.refresh_from_db()
    assert (rule.agreed_on, areas.agreed_on, holding.starts_on) == (DAY, DAY, DAY)
    for page, words in (
        (reverse("frequency"), "Quarterly."),
        (reverse("priorities"), "Drugs."),
        (holding.seat.get_absolute_url(), "Casey be appointed."),
    ):
        content = client.get(page).content.decode()
        assert ("Decided by the meeting" in content, words in content) == (True, True)


def test_what_was_adopted_must_fit_what_the_decision_is_about(cast, sign_in, decision, terms):
    data = {"effect": "frequency", "terms_of_reference": terms.pk}

    response = sign_in(cast.secretary).post(effect(decision), data)

    assert response.status_code == 422
    assert "Select “Not recorded” here" in response.content.decode()
    terms.refresh_from_db()
    assert terms.agreed_on is None


def test_a_closed_decision_is_not_shown_beside_what_it_adopted(cast, sign_in, terms):
    (closed,) = resolved(cast, "The Marchpane terms be agreed.", **PARAGRAPH_7)
    closed.bring_about("terms_of_reference", terms, by=cast.secretary)

    page = sign_in(cast.member).get(terms.get_absolute_url()).content.decode()

    assert "Marchpane" not in page


def test_the_desk_leads_to_the_effect_of_the_decisions_of_the_item(cast, sign_in):
    (decision,) = resolved(cast, "The terms be agreed.", circulate=False)
    item = decision.paragraph.item
    url = f"{reverse('minutes-edit', kwargs={'slug': item.meeting.slug})}?item={item.pk}"

    assert effect(decision) in sign_in(cast.secretary).get(url).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same_however_long(
    rows, cast, sign_in, terms, django_assert_max_num_queries
):
    for decision in resolved(cast, *[f"Decision {n}." for n in range(rows)]):
        decision.bring_about("terms_of_reference", terms, by=cast.secretary)
    client = sign_in(cast.observer)
    client.get(reverse("decisions"))

    with django_assert_max_num_queries(12):
        client.get(reverse("decisions"))
