"""One page says what the Board promised itself, and whether it kept it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from board.models import BoardSettings, EffectivenessReview, FrequencyRule, TermsOfReference
from meetings.models import AgendaIssue, Meeting
from priorities.models import LocalProfile, Priority, Scheme
from reporting.models import ActivityReport
from tests.meetings.board_meeting import add_item, entry, issue_agenda, meeting_on, write

# The Board's day in the tests is 5 September 2018.


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def look(cast, sign_in):
    """{the beginning of a promise: (how it stands, what is told)}"""

    def found(beginning, persona="member"):
        page = sign_in(getattr(cast, persona)).get(reverse("clock"))
        [promise] = [p for p in page.context["promises"] if p.what.startswith(beginning)]
        assert promise.url in page.text
        assert all(sentence in page.text for sentence in promise.told)
        return promise.standing.label, promise.told

    return found


@pytest.mark.parametrize(
    ("agreed_on", "standing", "told"),
    [
        ("2017-09-05", "Kept", ["Last on 5 September 2017.", "Due again by 5 September 2018."]),
        ("2017-09-04", "Not kept", ["Last on 4 September 2017.", "Due again by 4 September 2018."]),
        (None, "Not recorded", ["The day on which they were agreed is not recorded."]),
    ],
)
def test_the_terms_of_reference_are_agreed_every_year(agreed_on, standing, told, cast, look):
    TermsOfReference(title="Terms", agreed_on=agreed_on and day(agreed_on)).record(
        [("Purpose", "To advise.", False)], by=cast.secretary
    )
    assert look("Agree the terms") == (standing, told)


def test_the_review_of_effectiveness_comes_round_every_year(cast, look):
    assert look("Review the Board") == ("Not recorded", ["No review is recorded."])
    EffectivenessReview(held_on=day("2018-02-01"), found="Well.").record(by=cast.secretary)
    assert look("Review the Board")[0] == "Kept"


def report(slug, state):
    return ActivityReport.objects.create(
        quarter_slug=slug,
        subject="Update",
        state=state,
        dated_on=day("2018-06-30"),
        changed_at=timezone.now(),
    )


def test_every_quarter_is_reported_and_the_last_may_be_on_its_way(cast, look):
    assert look("Report activity") == (
        "Not recorded",
        [
            "Q1 2018–19: no report here.",
            "Q4 2017–18: no report here.",
            "Q3 2017–18: no report here.",
            "Q2 2017–18: no report here.",
        ],
    )
    report("2017-18-q3", "submitted")
    assert look("Report activity")[0] == "Not kept"
    report("2017-18-q2", "noted")
    last = report("2017-18-q4", "draft")
    report("2018-19-q1", "draft")
    assert look("Report activity")[0] == "Not kept"
    ActivityReport.objects.filter(pk=last.pk).update(state="submitted")

    assert look("Report activity", "secretary") == (
        "Kept",
        [
            "Q1 2018–19: draft.",
            "Q4 2017–18: submitted.",
            "Q3 2017–18: submitted.",
            "Q2 2017–18: noted.",
        ],
    )
    # A draft is the secretariat's and the Chairman's alone.
    assert look("Report activity")[1][0] == "Q1 2018–19: no report here."


@pytest.mark.parametrize(
    ("last", "planned", "standing"),
    [
        ("2018-06-06", "2018-09-19", "Kept"),
        ("2018-06-06", "2018-10-17", "Not kept"),
        ("2018-06-06", None, "Kept"),
        ("2018-05-16", None, "Not kept"),
        (None, "2018-09-19", "Not recorded"),
    ],
)
def test_the_board_meets_as_often_as_it_resolved(last, planned, standing, cast, look):
    FrequencyRule.objects.create(group=cast.board, wording="Quarterly", months=3)
    if last:
        meeting_on(cast, last, state="held")
    if planned:
        meeting_on(cast, planned)
        meeting_on(cast, "2018-09-10").call_off("postponed", by=cast.secretary)

    found, told = look("Board: meet quarterly")

    assert found == standing
    if last and planned:
        written = f"Last met on {day(last):%-d %B %Y}.", f"Next on {day(planned):%-d %B %Y}."
        assert told == [*written]


def test_a_rule_that_has_ended_is_no_promise_any_more(cast, sign_in):
    FrequencyRule.objects.create(
        group=cast.board, wording="Monthly", months=1, ends_on=day("2018-01-31")
    )
    page = sign_in(cast.member).get(reverse("clock"))
    assert "monthly" not in page.text


def test_agendas_go_out_in_time(cast, look):
    assert look("Send the agenda 5 clear working days")[0] == "Not recorded"
    for on in ("2018-09-19", "2018-10-17"):
        meeting = meeting_on(cast, on)
        add_item(cast, meeting, "Any other business")
        issue_agenda(cast, meeting)
    # They were issued on 5 September, and took place meanwhile.
    Meeting.objects.filter(held_on=day("2018-09-19")).update(held_on="2018-09-04", state="held")
    Meeting.objects.filter(held_on=day("2018-10-17")).update(held_on="2018-09-05", state="held")
    early = AgendaIssue.objects.get(meeting__held_on=day("2018-09-05"))
    assert look("Send the agenda") == (
        "Not kept",
        [
            "In time for 0 of 2 meetings in the last twelve months.",
            "Late: Board, 4 September 2018.",
            "Late: Board, 5 September 2018.",
        ],
    )
    Meeting.objects.filter(pk=early.meeting_id).update(held_on="2017-09-04")
    Meeting.objects.filter(held_on=day("2018-09-04")).update(held_on="2018-08-31")
    BoardSettings.objects.update(agenda_clear_days=0)
    assert look("Send the agenda 0 clear working days")[1][1:] == ["Late: Board, 31 August 2018."]


def test_draft_minutes_go_out_in_the_days_that_are_set(cast, look):
    assert look("Circulate draft minutes") == (
        "Not recorded",
        ["No number of days is set: the secretariat sets it."],
    )
    BoardSettings.objects.update(minutes_within_days=28)
    assert look("Circulate draft minutes within 28 days")[0] == "Not recorded"
    meeting_on(cast, "2018-08-29", state="held")
    assert look("Circulate draft minutes")[0] == "Not recorded"

    # Recorded by the papers alone.
    meeting_on(cast, "2017-11-03", state="held", summary="The Board met.")
    meeting_on(cast, "2018-07-18", state="held")
    sent = meeting_on(cast, "2018-06-06", state="held")
    minutes = write(cast, add_item(cast, sent, "Any other business"), entry("Nothing."))
    minutes.circulate(by=cast.secretary)
    type(minutes).objects.update(
        circulated_at=datetime.datetime(2018, 7, 4, 10, tzinfo=datetime.UTC)
    )

    assert look("Circulate draft minutes within 28 days") == (
        "Not kept",
        [
            "In time for 1 of 2 meetings in the last twelve months.",
            "Late: Board, 18 July 2018.",
        ],
    )


def test_profiles_are_renewed_when_they_are_due(cast, look):
    assert look("Renew")[0] == "Not recorded"
    scheme = Scheme.objects.create(slug="b", name="B", source="B")
    cyber = Priority.objects.create(scheme=scheme, title="Cyber attack", position=1)
    profile = LocalProfile.objects.create(
        title="Cyber profile",
        priority=cyber,
        owner=cast.police,
        dated=day("2018-01-01"),
        next_due=day("2018-10-01"),
        changed_by=cast.secretary,
    )
    assert look("Renew") == ("Kept", ["1 profile recorded, none due."])
    LocalProfile.objects.filter(pk=profile.pk).update(next_due=day("2018-09-01"))
    assert look("Renew") == ("Not kept", ["Cyber profile: due since 1 September 2018."])


def test_a_seat_that_nobody_holds_is_named(cast, look):
    assert look("Fill every seat") == ("Kept", ["No seat is vacant."])
    cast.seats["deputy_chairman"].holdings.all().update(ends_on=day("2018-09-04"))
    assert look("Fill every seat") == ("Not kept", [f"Vacant: {cast.seats['deputy_chairman']}."])


def test_it_is_found_from_the_board_by_who_may_read_it(cast, sign_in):
    address = f'href="{reverse("clock")}"'
    assert address in sign_in(cast.member).get(reverse("members")).text
    assert address not in sign_in(cast.partner).get(reverse("members")).text


def test_it_costs_the_same_however_many_meetings_there_were(
    cast, sign_in, django_assert_max_num_queries, django_assert_num_queries
):
    BoardSettings.objects.update(minutes_within_days=28)
    meeting_on(cast, "2018-07-18", state="held")
    client = sign_in(cast.member)
    client.get(reverse("clock"))
    with django_assert_max_num_queries(16) as one:
        client.get(reverse("clock"))
    for number in range(1, 7):
        meeting_on(cast, f"2018-0{number}-14", state="held")
    with django_assert_num_queries(len(one)):
        client.get(reverse("clock"))
