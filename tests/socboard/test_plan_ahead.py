import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from board.models import EffectivenessReview, TermsOfReference
from meetings.models import Declaration, ProposedItem, StandingItem
from priorities.models import FocusArea, FocusSet, Priority, PriorityLink, Scheme
from reporting.models import ActivityReport
from tests.meetings.board_meeting import add_item, meeting_on

# The Board's day in the tests is 5 September 2018.


def plan(client):
    return client.get(reverse("forward-plan")).context


def falls_at(context, meeting, kind):
    entries = next(row.entries for row in context["rows"] if row.meeting == meeting)
    return [entry.words for entry in entries if entry.kind == kind]


def heading(scheme, title, position=1):
    found, _ = Scheme.objects.get_or_create(slug=scheme, name=scheme, source=scheme)
    return Priority.objects.create(scheme=found, title=title, position=position)


def test_coming_meetings_stand_in_order_and_those_called_off_are_left_out(cast, sign_in):
    december, september = meeting_on(cast, "2018-12-19"), meeting_on(cast, "2018-09-19")
    meeting_on(cast, "2018-07-18", state="held")
    meeting_on(cast, "2018-10-17").call_off("postponed", by=cast.secretary)

    rows = plan(sign_in(cast.member))["rows"]

    assert [row.meeting for row in rows] == [september, december]


def test_each_quarter_is_reported_to_the_first_meeting_after_it(cast, sign_in):
    september, october = meeting_on(cast, "2018-09-19"), meeting_on(cast, "2018-10-17")
    november, may = meeting_on(cast, "2018-11-21"), meeting_on(cast, "2019-05-15")

    context = plan(sign_in(cast.member))

    assert [
        falls_at(context, meeting, "Report") for meeting in (september, october, november, may)
    ] == [
        ["Activity report for Q1 2018–19"],
        ["Activity report for Q2 2018–19"],
        [],
        ["Activity report for Q3 2018–19", "Activity report for Q4 2018–19"],
    ]


def test_a_report_that_was_submitted_is_done_and_a_draft_is_the_secretariats(cast, sign_in):
    september, october = meeting_on(cast, "2018-09-19"), meeting_on(cast, "2018-10-17")
    now = timezone.now()
    for slug, state in (("2018-19-q1", "submitted"), ("2018-19-q2", "draft")):
        ActivityReport.objects.create(
            quarter_slug=slug, dated_on="2018-09-01", subject="Report", state=state, changed_at=now
        )

    seen = [
        [falls_at(plan(sign_in(user)), meeting, "Report") for meeting in (september, october)]
        for user in (cast.secretary, cast.member)
    ]

    assert seen == [
        [[], ["Activity report for Q2 2018–19 (draft)"]],
        [[], ["Activity report for Q2 2018–19"]],
    ]


@pytest.mark.parametrize(
    ("agreed", "at"),
    [
        (None, "2018-09-19"),
        ("2017-03-01", "2018-09-19"),
        ("2018-01-15", "2018-12-19"),
        ("2018-03-01", None),
    ],
)
def test_terms_of_reference_come_back_at_the_last_meeting_within_the_year(
    agreed, at, cast, sign_in
):
    meetings = [meeting_on(cast, day) for day in ("2018-09-19", "2018-12-19", "2019-02-20")]
    agreed_on = agreed and datetime.date.fromisoformat(agreed)
    TermsOfReference.objects.create(title="Terms of reference", agreed_on=agreed_on)

    context = plan(sign_in(cast.member))

    found = [
        meeting.held_on.isoformat()
        for meeting in meetings
        if any("Terms" in words for words in falls_at(context, meeting, "Review"))
    ]
    assert found == ([at] if at else [])
    assert [entry.words for entry in context["later"]] == (
        [] if at else ["Terms of reference: to be agreed again by 1 March 2019"]
    )


@pytest.mark.parametrize(
    ("held", "at"),
    [(None, "2018-09-19"), ("2017-03-01", "2018-09-19"), ("2018-01-15", "2018-12-19")],
)
def test_the_review_of_effectiveness_falls_at_the_last_meeting_within_the_year(
    held, at, cast, sign_in
):
    meetings = [meeting_on(cast, day) for day in ("2018-09-19", "2018-12-19", "2019-02-20")]
    if held:
        held_on = datetime.date.fromisoformat(held)
        EffectivenessReview(held_on=held_on, found="Too few.").record(by=cast.secretary)

    context = plan(sign_in(cast.member))

    assert [
        meeting.held_on.isoformat()
        for meeting in meetings
        if any("Effectiveness" in words for words in falls_at(context, meeting, "Review"))
    ] == [at]


def test_a_deferred_item_falls_at_the_meeting_it_was_deferred_to(cast, sign_in):
    past, coming = meeting_on(cast, "2018-07-18"), meeting_on(cast, "2018-09-19")
    add_item(cast, past, "Local profile", outcome="deferred", deferred_to=coming)

    words = falls_at(plan(sign_in(cast.member)), coming, "Deferred item")

    assert words == ["Local profile (from 18 July 2018)"]


def test_a_proposal_is_seen_by_who_made_it_and_the_secretariat(cast, sign_in):
    coming = meeting_on(cast, "2018-09-19")
    later = meeting_on(cast, "2018-12-19")
    facts = {"group": cast.board, "why": "It matters.", "person": cast.member.person}
    ProposedItem(title="Scams", **facts).propose(by=cast.member)
    ProposedItem(title="Courts", meeting=later, **facts).propose(by=cast.member)

    for user, expected in (
        (cast.member, [["Scams"], ["Courts"]]),
        (cast.secretary, [["Scams"], ["Courts"]]),
        (cast.deputy, [[], []]),
    ):
        context = plan(sign_in(user))
        found = [falls_at(context, meeting, "Proposed item") for meeting in (coming, later)]
        assert found == expected


def test_priorities_say_when_they_were_taken_and_which_are_not_put_down(cast, sign_in):
    drugs, slavery = heading("national", "Drugs"), heading("national", "Modern slavery", 2)
    same = heading("annex-b", "Modern slavery and servitude")
    PriorityLink.objects.create(one=same, other=slavery)
    focus = FocusSet.objects.create(agreed_on=datetime.date(2018, 7, 3))
    FocusArea.objects.create(
        focus_set=focus, title="illicit trade in drugs", priority=drugs, position=1
    )
    taken = meeting_on(cast, "2018-07-18", theme=same, state="held")
    coming = meeting_on(cast, "2018-09-19", theme=drugs)

    subjects = plan(sign_in(cast.member))["subjects"]

    assert [(s.title, s.is_in_focus, s.last, s.coming) for s in subjects] == [
        ("illicit trade in drugs", True, None, [coming]),
        ("Modern slavery", False, taken, []),
    ]
    page = sign_in(cast.member).get(reverse("forward-plan")).content.decode()
    assert page.count("Not yet put down for a meeting") == 1


def test_what_every_agenda_holds_is_said_once(cast, sign_in):
    for title in ("Apologies", "Any other business"):
        StandingItem(group=cast.board, title=title).record(by=cast.secretary)

    page = sign_in(cast.member).get(reverse("forward-plan")).content.decode()

    assert f"{cast.board}: Apologies; Any other business." in page


def test_without_a_meeting_the_secretary_is_led_to_a_series(cast, sign_in):
    page = sign_in(cast.secretary).get(reverse("forward-plan")).content.decode()

    assert f'href="{reverse("meeting-series")}"' in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_plan_costs_the_same_however_long(number, cast, sign_in, django_assert_max_num_queries):
    for month in range(1, number + 1):
        past, coming = (
            meeting_on(cast, f"2018-0{month}-18"),
            meeting_on(cast, f"2018-1{month - 1}-17"),
        )
        theme = heading("national", f"Priority {month}", month)
        past.theme = coming.theme = theme
        past.state = "held"
        past.save()
        coming.save()
        add_item(cast, past, f"Item {month}", outcome="deferred", deferred_to=coming)
    client = sign_in(cast.member)
    client.get(reverse("home"))

    with django_assert_max_num_queries(20):
        client.get(reverse("forward-plan"))


def test_a_closed_item_stays_hidden_from_who_declared_an_interest_in_it(cast, sign_in):
    past, coming = meeting_on(cast, "2018-07-18"), meeting_on(cast, "2018-09-19")
    item = add_item(
        cast,
        past,
        "Zephyrine",
        is_closed=True,
        closed_reason="paragraph 7",
        outcome="deferred",
        deferred_to=coming,
    )
    interest = Declaration(
        meeting=past, item=item, person=cast.member.person, name="Morgan Member", nature="A trustee"
    )
    interest.record(by=cast.secretary)
    interest.exclude(by=cast.chairman)

    pages = {
        user: sign_in(user).get(reverse("forward-plan")).content.decode()
        for user in (cast.member, cast.deputy)
    }

    assert "Zephyrine" in pages[cast.deputy]
    assert "Zephyrine" not in pages[cast.member]
