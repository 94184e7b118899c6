import datetime

import pytest
from django.conf import settings
from django.urls import reverse

from actions.models import Action, Lead, Rating
from audit.models import Event
from board.models import EffectivenessReview, Publication, TermsOfReference
from meetings.models import Meeting
from priorities.models import Priority, Scheme

TODAY = settings.BOARD_TODAY


@pytest.fixture
def meeting(cast):
    meeting = Meeting(group=cast.board, held_on=TODAY - datetime.timedelta(days=30), state="held")
    meeting.arrange(by=cast.secretary)
    return meeting


@pytest.fixture
def area(db):
    scheme = Scheme.objects.create(slug="annex-b", name="Annex B", source="Annex B")
    return Priority.objects.create(scheme=scheme, title="Cyber attack", position=1)


def tasks(client):
    return [
        (task.what, task.how_it_stands, task.button)
        for task in client.get(reverse("home")).context["tasks"]
    ]


def test_secretary_reads_what_a_new_board_still_owes(cast, sign_in):
    assert tasks(sign_in(cast.secretary)) == [
        ("Activity report for Q1 2018–19", "not begun", "Choose the quarter"),
        ("Terms of reference", "none recorded", "Enter them"),
        ("Review of effectiveness", "none recorded, due every year", "Open"),
    ]


def test_terms_of_reference_agreed_this_year_ask_for_nothing(cast, sign_in):
    TermsOfReference.objects.create(title="Terms", agreed_on=TODAY - datetime.timedelta(days=100))
    assert "Terms of reference" not in {what for what, _, _ in tasks(sign_in(cast.secretary))}


@pytest.mark.parametrize(
    ("held_on", "how_it_stands"),
    [
        ("2017-09-01", "due since 1 September 2018"),
        ("2017-10-20", "due by 20 October 2018"),
        ("2018-03-01", None),
    ],
)
def test_the_review_of_effectiveness_comes_up_before_it_is_due(
    held_on, how_it_stands, cast, sign_in
):
    review = EffectivenessReview(held_on=datetime.date.fromisoformat(held_on), found="Too few.")
    review.record(by=cast.secretary)

    found = {what: how for what, how, _ in tasks(sign_in(cast.secretary))}

    assert found.get("Review of effectiveness") == how_it_stands


def test_a_meeting_held_without_minutes_asks_for_them(cast, sign_in, meeting):
    assert tasks(sign_in(cast.secretary))[0] == (
        f"Minutes of {meeting}",
        "not begun",
        "Take minutes",
    )


def test_minutes_are_followed_from_draft_to_approval(cast, sign_in, meeting):
    minutes = meeting.start_minutes(by=cast.secretary)
    seen = [tasks(sign_in(cast.secretary))[0][1:]]
    minutes.circulate(by=cast.secretary)
    seen.append(tasks(sign_in(cast.secretary))[0][2])
    later = Meeting(group=cast.board, held_on=TODAY, state="held", summary="Held.")
    later.arrange(by=cast.secretary)
    minutes.approve(at=later, by=cast.secretary)
    seen.append(tasks(sign_in(cast.secretary))[0][1:])
    assert seen == [
        ("draft, not circulated", "Take minutes"),
        "See replies",
        ("approved, waiting for the Chairman", "Publish"),
    ]
    assert tasks(sign_in(cast.chairman)) == [
        (f"Minutes of {meeting}", "for your agreement to publish", "Look and agree")
    ]


def test_completion_reported_by_a_partner_waits_for_a_meeting(cast, sign_in, area):
    action = Action.objects.create_row(
        by=cast.secretary,
        as_at=TODAY,
        area=area,
        issues="Raising awareness",
        leads=[Lead(organisation=cast.police, is_accountable=True)],
    )
    action.rate(Rating.BLUE, by=cast.partner, as_at=TODAY, version=1, note="Done")
    assert (
        "Action table",
        "1 row reported complete, for a meeting to confirm",
        "See the rows",
    ) in tasks(sign_in(cast.secretary))


def test_secretary_reads_that_no_one_can_sign(cast, sign_in):
    for category in ("chairman", "deputy_chairman"):
        cast.seats[category].holdings.update(ends_on=TODAY - datetime.timedelta(days=1))
    assert tasks(sign_in(cast.secretary))[-1][1] == ("no one can sign: appoint an acting chairman")


def test_partner_finds_own_rows_and_no_others(cast, sign_in, area):
    for issues, lead in [
        ("Ours", Lead(organisation=cast.police)),
        ("Theirs", Lead(organisation=cast.fire)),
        ("Everybody's", Lead(collective="partners")),
    ]:
        Action.objects.create_row(
            by=cast.secretary, as_at=TODAY, area=area, issues=issues, leads=[lead]
        )
    response = sign_in(cast.partner).get(reverse("home"))
    assert [row.issues for row in response.context["rows"]] == ["Ours"]
    assert "Your 1 action" in response.text
    assert "Your 1 actions" not in response.text


def test_reading_a_closed_row_of_ones_own_is_recorded_once(cast, sign_in, area):
    lead = Lead(organisation=cast.police)
    closed = {"is_closed": True, "closed_reason": "paragraph 7"}
    Action.objects.create_row(by=cast.secretary, as_at=TODAY, area=area, leads=[lead], **closed)

    for user in (cast.member, cast.partner):
        sign_in(user).get(reverse("home"))

    event = Event.objects.get(verb="action_table.closed_rows_seen")
    assert event.by == cast.member.email


def test_officer_reads_that_nothing_waits(cast, sign_in):
    assert "Nothing waits for you." in sign_in(cast.officer).get(reverse("home")).text


def test_public_page_shows_announced_meetings_to_come_and_published_papers(cast, client):
    for kind, slug, title, day in [
        ("notice", "notice-past", "Past", TODAY - datetime.timedelta(days=1)),
        ("notice", "notice-coming", "Coming", TODAY),
        ("minutes", "2018-05-16-board", "Minutes of 16 May", datetime.date(2018, 5, 16)),
        ("report", "report-2018-19-q1", "Report of Q1", datetime.date(2018, 6, 30)),
    ]:
        Publication.objects.issue(
            kind=kind,
            slug=slug,
            title=title,
            held_on=day,
            document={"group": title, "when_and_where": str(day)},
            pdf=b"",
            by=cast.secretary,
            approved_by=cast.chairman,
        )
    context = client.get(reverse("home")).context
    assert [notice.title for notice in context["notices"]] == ["Coming"]
    assert [paper.title for paper in context["minutes"]] == ["Minutes of 16 May"]
    assert [paper.title for paper in context["reports"]] == ["Report of Q1"]


def test_public_page_says_so_when_nothing_is_published(cast, client):
    page = client.get(reverse("home")).text
    assert "No meeting is announced at present." in page
    assert page.count("None published yet.") == 2


@pytest.mark.parametrize("meetings", [1, 3])
def test_home_asks_the_database_as_often_for_one_meeting_as_for_three(
    cast, sign_in, meetings, django_assert_max_num_queries
):
    for number in range(meetings):
        held_on = TODAY - datetime.timedelta(days=30 + number)
        meeting = Meeting(group=cast.board, held_on=held_on, state="held")
        meeting.arrange(by=cast.secretary)
        meeting.start_minutes(by=cast.secretary)
    client = sign_in(cast.secretary)
    with django_assert_max_num_queries(30):
        client.get(reverse("home"))
