import datetime
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from actions.models import Action, Lead
from audit.models import Event
from board.models import BoardSettings
from meetings.models import Meeting
from priorities.models import LocalProfile, Priority, PriorityLink, Scheme
from reporting.dashboard import read_dashboard
from tests.actions.rounds import open_round, request_of
from tests.papers.checks import assert_is_accessible_pdf, page_texts
from tests.papers.scanner import response_leaks

TODAY = datetime.date(2018, 9, 5)
WINTER = datetime.date(2018, 1, 31)
CANARY = "Halcyonides"
CLOSED = {"is_closed": True, "closed_reason": "paragraph 7"}


@pytest.fixture
def table(cast):
    """Two key crime areas, and `add(...)`: a row as at 31 January 2018."""
    scheme = Scheme.objects.create(slug="annex-b", name="Annex B", source="Annex B")
    areas = [
        Priority.objects.create(scheme=scheme, title=title, position=place)
        for place, title in enumerate(["Cyber attack", "Intellectual Property"])
    ]

    def add(*leads, area=areas[0], as_at=WINTER, **row):
        by = cast.secretary
        return Action.objects.create_row(by=by, as_at=as_at, leads=leads, area=area, **row)

    add.areas = areas
    return add


def dashboard(user, as_at=TODAY, **asked):
    user.__dict__.pop("_roles", None)
    return read_dashboard(user, as_at=as_at, board=BoardSettings.current(), **asked)


def numbers(cell):
    return [(figure.number, figure.word) for figure in cell.figures]


def words(response):
    return " ".join(strip_tags(response.content.decode()).split())


def without_token(response):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)


def board_met(cast, day, **facts):
    return Meeting.objects.create(group=cast.board, held_on=day, state="held", slug=day, **facts)


def test_rows_are_counted_by_area_rating_and_p(table, cast):
    table(rating="red", pursue=True, protect=True)
    table(rating="amber", pursue=True)
    table(rating="amber")
    table(area=table.areas[1])
    first, second = dashboard(cast.observer).lines
    assert [numbers(cell) for cell in first.cells] == [
        [(1, "Red"), (1, "Orange")],
        [],
        [(1, "Red")],
        [],
        [(1, "Orange")],
    ]
    assert numbers(first.every) == [(1, "Red"), (2, "Orange")]
    assert numbers(second.every) == [(1, "Not rated")]
    assert first.bar.sentence == "Cyber attack: 1 red, 2 orange."


def test_an_area_without_rows_is_shown_as_a_gap(table, cast, sign_in):
    table(rating="red", pursue=True)
    page = sign_in(cast.observer).get(reverse("dashboard"))
    assert dashboard(cast.observer).lines[1].every.number == 0
    assert page.content.decode().count('class="gap"') == 4 + 6 + 4


def test_every_figure_leads_to_as_many_rows_of_the_table(table, cast, sign_in):
    table(rating="red", pursue=True, protect=True)
    table(rating="amber", pursue=True)
    table(rating="blue", prepare=True, as_at=datetime.date(2018, 6, 1))
    table(rating="blue", prepare=True)
    table(area=table.areas[1])
    table(rating="green", **CLOSED)
    board_met(cast, "2018-05-16")
    for persona in (cast.secretary, cast.observer):
        found = dashboard(persona)
        client = sign_in(persona)
        lines = [*found.lines, found.total]
        figures = [f for line in lines for cell in (*line.cells, line.every) for f in cell.figures]
        assert figures
        for figure in figures:
            shown = client.get(f"{reverse('actions')}?{figure.query}").context["table"].rows
            assert len(shown) == figure.number, figure


def test_what_moved_is_told_since_the_last_board_meeting(table, cast, sign_in):
    rows = {name: table(rating=name) for name in ("red", "amber", "green")}
    still = table(rating="amber")
    board_met(cast, "2018-05-16")
    day = datetime.date(2018, 6, 1)
    for name, rating in (("red", "green"), ("amber", "red"), ("green", "blue")):
        rows[name].rate(rating, by=cast.secretary, as_at=day, version=1)
    still.confirm_rating(by=cast.secretary, as_at=day, version=1)
    table(rating="red", as_at=day)
    moved = dashboard(cast.observer).total.travel
    assert (moved.better, moved.worse, moved.completed, moved.new) == (1, 1, 1, 1)
    client = sign_in(cast.observer)
    page = client.get(reverse("dashboard")).content.decode()
    (told,) = set(re.findall(r'href="(/actions/moved/[^"]+)"', page))
    assert "4 rows moved" in words(client.get(unescape(told)))
    assert dashboard(cast.observer, as_at=datetime.date(2018, 5, 31)).total.travel.is_still


def test_stuck_rows_are_listed_with_what_is_in_the_way(table, cast, sign_in):
    table(rating="amber", issues="Home visits", barriers="Consent is needed")
    table(rating="red", issues="Fresh", as_at=datetime.date(2018, 8, 1))
    table(rating="green", issues="On track")
    found = dashboard(cast.observer)
    assert [(row.issue, row.barriers, row.rated_on) for row in found.stuck] == [
        ("Home visits", "Consent is needed", WINTER)
    ]
    page = words(sign_in(cast.observer).get(reverse("dashboard")))
    assert "Stuck: 1 row" in page
    assert "rated so on 6 June 2018 or before: 3 months without a change" in page
    BoardSettings.objects.update(stuck_after_months=1)
    assert [row.issue for row in dashboard(cast.observer).stuck] == ["Home visits", "Fresh"]


def test_a_past_day_stands_as_it_stood(table, cast):
    row = table(rating="red", pursue=True)
    row.rate("green", by=cast.secretary, as_at=datetime.date(2018, 6, 1), version=1)
    then = dashboard(cast.observer, as_at=datetime.date(2018, 5, 31))
    assert numbers(then.lines[0].cells[0]) == [(1, "Red")]
    assert numbers(dashboard(cast.observer).lines[0].cells[0]) == [(1, "Green")]
    assert dashboard(cast.observer, as_at=datetime.date(2018, 1, 30)).total.every.number == 0


def test_profiles_and_themes_count_under_every_name_of_the_crime(table, cast):
    scheme = Scheme.objects.create(slug="national", name="National", source="Annex A", position=2)
    national = Priority.objects.create(scheme=scheme, title="Cyber", position=1)
    PriorityLink.objects.create(one=national, other=table.areas[0])
    board_met(cast, "2018-03-14", theme=national)
    board_met(cast, "2018-05-16", theme=table.areas[0])
    LocalProfile(
        title="Cyber in the City",
        priority=national,
        owner=cast.police,
        dated=datetime.date(2017, 7, 1),
        next_due=datetime.date(2018, 7, 1),
    ).record(by=cast.secretary)
    first, second = dashboard(cast.observer).lines
    assert (first.taken_on, first.profile_age, first.profile_is_due) == (
        datetime.date(2018, 5, 16),
        "14 months old",
        True,
    )
    assert (second.taken_on, second.profile_on) == (None, None)
    earlier = dashboard(cast.observer, as_at=datetime.date(2018, 4, 1)).lines[0]
    assert (earlier.taken_on, earlier.profile_is_due) == (datetime.date(2018, 3, 14), False)


def test_who_has_not_returned_is_named(table, cast, sign_in):
    row = table(Lead(organisation=cast.police), rating="amber")
    table(Lead(organisation=cast.fire), rating="amber")
    assert dashboard(cast.observer).returns is None
    kept = open_round(cast)
    assert [one.partner for one in dashboard(cast.observer).returns.silent] == [
        "City of London Police",
        "London Fire Brigade",
    ]
    said = row.rate("green", by=cast.partner, as_at=TODAY, version=1)
    request_of(kept, cast.police).keep_reply(said)
    found = dashboard(cast.observer).returns
    assert (found.whole, [one.partner for one in found.silent]) == (1, ["London Fire Brigade"])
    page = words(sign_in(cast.observer).get(reverse("dashboard")))
    assert "1 of 2 partners returned. It closes on 7 September 2018." in page
    assert "London Fire Brigade: no return yet" in page


def test_silence_is_a_figure_of_its_own_and_leads_to_its_rows(table, cast, sign_in):
    table(Lead(organisation=cast.police), rating="green", pursue=True)
    table(Lead(organisation=cast.fire), rating="amber")
    open_round(cast).close_on(TODAY - datetime.timedelta(days=1), by=cast.secretary)
    found = dashboard(cast.observer)
    assert numbers(found.lines[0].every) == [(2, "No return")]
    assert found.lines[0].bar.sentence == "Cyber attack: 2 no return."
    assert [(row.word, row.last_said) for row in found.stuck] == [("No return", "Orange")]
    pursue = found.lines[0].cells[0].figures[0]
    rows = sign_in(cast.observer).get(f"{reverse('actions')}?{pursue.query}").context["table"].rows
    assert [(row.word, row.has_no_return) for row in rows] == [("Green", True)]


@pytest.mark.parametrize("persona", ["observer", "co_optee", "partner", "other_partner"])
def test_closed_rows_are_in_no_figure_of_who_may_not_see_them(table, cast, sign_in, persona):
    """Adding, moving and closing a closed row changes not one byte of what they read."""
    board_met(cast, "2018-05-16")
    table(rating="red", pursue=True)
    client = sign_in(getattr(cast, persona))
    addresses = [
        f"{reverse(name)}?{urlencode({'as_at': day})}"
        for name in ("dashboard", "dashboard-pdf")
        for day in ("2018-09-05", "2018-05-01")
    ]
    before = [without_token(client.get(address)) for address in addresses]
    text = dict.fromkeys(["issues", "barriers", "lead_printed", "note"], CANARY)
    row = table(rating="amber", pursue=True, **text, **CLOSED)
    row.rate("red", by=cast.secretary, as_at=datetime.date(2018, 6, 1), version=1)
    seen = sign_in(cast.member).get(addresses[0])
    assert CANARY in seen.content.decode()
    for address, content in zip(addresses, before, strict=True):
        response = client.get(address)
        assert response_leaks(response, CANARY) == []
        assert without_token(response) == content


def test_a_row_opened_since_is_new_to_who_could_not_see_it(table, cast):
    row = table(rating="red", **CLOSED)
    board_met(cast, "2018-05-16")
    day = datetime.date(2018, 6, 1)
    row.open(by=cast.chairman, as_at=day, version=1)
    row.rate("amber", by=cast.secretary, as_at=day, version=2)
    assert dashboard(cast.observer).total.travel.new == 1
    assert dashboard(cast.member).total.travel.better == 1


def test_a_dashboard_with_closed_rows_says_so_and_can_be_had_without(table, cast, sign_in):
    table(rating="red", issues=CANARY, **CLOSED)
    table(rating="red")
    client = sign_in(cast.secretary)
    page = client.get(reverse("dashboard"))
    assert "1 closed row is counted here" in words(page)
    assert Event.objects.first().verb == "action_table.closed_rows_seen"
    paper = client.get(reverse("dashboard-pdf"))
    assert "dashboard-2018-09-05-non-public.pdf" in paper["Content-Disposition"]
    assert "NON-PUBLIC" in page_texts(paper.content)[0]
    number = Event.objects.count()
    for name in ("dashboard", "dashboard-pdf"):
        response = client.get(reverse(name) + "?open_only=on")
        assert response_leaks(response, CANARY) == []
        assert "non-public" not in response.get("Content-Disposition", "")
    assert Event.objects.count() == number
    assert dashboard(cast.secretary, open_only=True).total.every.number == 1


def test_a_day_to_come_is_pointed_out(table, cast, sign_in):
    for name in ("dashboard", "dashboard-pdf"):
        response = sign_in(cast.observer).get(reverse(name) + "?as_at=2018-09-06")
        assert response.status_code == 422
        assert "As at must be today or a day in the past" in words(response)


def test_a_board_without_rows_is_led_to_the_table(cast, sign_in):
    page = words(sign_in(cast.observer).get(reverse("dashboard")))
    assert "The action table has no rows as at 5 September 2018" in page


def test_the_print_is_one_page_however_much_there_is(table, cast, sign_in):
    long = "Information sharing between partners of the Board and what stands in its way. " * 5
    for place in range(7):
        area = Priority.objects.create(
            scheme=table.areas[0].scheme, title=f"A long heading of a crime {place}", position=place
        )
        for rating in ("red", "amber", "green", "blue", ""):
            everything = dict.fromkeys(["pursue", "prevent", "protect", "prepare"], True)
            table(
                Lead(organisation=cast.police),
                area=area,
                rating=rating,
                issues=long,
                barriers=long,
                lead_printed=long,
                **everything,
            )
    open_round(cast)
    BoardSettings.objects.update(red_means="It waits for the whole Board and for others")
    content = sign_in(cast.observer).get(reverse("dashboard-pdf")).content
    (text,) = page_texts(content)
    assert "It waits for the whole Board and for others" in " ".join(text.split())
    assert_is_accessible_pdf(content)


def test_it_costs_as_many_queries_for_three_rows_as_for_one(table, cast, sign_in):
    board_met(cast, "2018-05-16")
    client = sign_in(cast.observer)
    table(rating="red", pursue=True)
    client.get(reverse("dashboard"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("dashboard"))
    table(rating="amber", area=table.areas[1])
    table(rating="blue", prepare=True)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("dashboard"))
    assert len(three) == len(one) <= 9
