import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from actions.choosing import Chosen
from actions.models import Action, ActionRevision, Lead
from actions.table import read_table
from actions.templatetags.table_rows import kept
from board.models import BoardSettings

TODAY = datetime.date(2018, 9, 5)


def table_of(user, *, as_at=TODAY, **chosen):
    user.__dict__.pop("_roles", None)
    return read_table(
        user,
        as_at=as_at,
        today=TODAY,
        board=BoardSettings(amber_word="Orange"),
        chosen=Chosen(**chosen),
    )


def issues(table):
    return [row.issues for row in table.rows]


def words(response):
    return " ".join(strip_tags(response.content.decode()).split())


def test_the_table_is_grouped_by_crime_area_in_its_order(annex, cast):
    annex.add(area=annex.areas[1], issues="third")
    annex.add(issues="first")
    annex.add(issues="second")
    table = table_of(cast.observer)
    assert [(area.title, [row.issues for row in area.rows]) for area in table.areas] == [
        ("Cyber attack", ["first", "second"]),
        ("Intellectual Property", ["third"]),
    ]


def test_the_page_counts_each_rating_and_never_shows_unrated_as_green(annex, cast, sign_in):
    annex.add(rating="amber")
    annex.add(rating="amber")
    annex.add()
    page = words(sign_in(cast.observer).get(reverse("actions")))
    assert "3 rows: 0 red · 2 orange · 0 green · 0 complete · 1 not rated" in page


def test_a_reader_filters_by_area_lead_and_rating(annex, cast):
    annex.add(annex.police, issues="police", rating="red")
    annex.add(Lead(collective="partners"), issues="partners", area=annex.areas[1])
    assert issues(table_of(cast.observer, area=str(annex.areas[1].pk))) == ["partners"]
    assert issues(table_of(cast.observer, lead=f"organisation-{cast.police.pk}")) == ["police"]
    assert issues(table_of(cast.observer, lead="partners")) == ["partners"]
    assert issues(table_of(cast.observer, rating="red")) == ["police"]
    assert issues(table_of(cast.observer, rating="none")) == ["partners"]


def test_a_partner_asks_for_own_actions(annex, cast, sign_in):
    annex.add(annex.police, issues="ours")
    annex.add(Lead(organisation=cast.fire), issues="theirs")
    assert issues(table_of(cast.partner, mine=True)) == ["ours"]
    client = sign_in(cast.partner)
    assert "Your actions" in words(client.get(reverse("actions")))
    assert "Your actions" not in words(sign_in(cast.observer).get(reverse("actions")))


@pytest.mark.parametrize("query", ["?area=9999", "?lead=person-1", "?rating=purple", "?area=x'"])
def test_a_choice_nobody_offered_shows_no_row(annex, cast, sign_in, query):
    annex.add(issues="first")
    response = sign_in(cast.observer).get(reverse("actions") + query)
    assert response.status_code == 200
    assert "No row matches what you chose" in words(response)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31 January", "As at must be a real date, such as 2017-01-31"),
        ("2018-02-30", "As at must be a real date, such as 2017-01-31"),
        ("2018-01-01%00", "As at must be a real date, such as 2017-01-31"),
        ("2018-09-06", "As at must be today or a day in the past"),
    ],
)
@pytest.mark.parametrize("route", ["actions", "action-table-pdf"])
def test_a_day_that_cannot_be_shown_says_so(annex, cast, sign_in, route, day, sentence):
    response = sign_in(cast.observer).get(f"{reverse(route)}?as_at={day}")
    assert response.status_code == 422
    assert sentence in words(response)


def test_before_the_first_row_the_table_is_empty_and_says_so(annex, cast, sign_in):
    annex.add(issues="first")
    response = sign_in(cast.observer).get(reverse("actions") + "?as_at=2016-01-01")
    assert "The action table has no rows as at 1 January 2016." in words(response)


def test_the_table_of_a_past_day_keeps_its_texts_and_its_leads(annex, cast):
    row = annex.add(annex.police, issues="first", lead_printed="CoLP")
    row.edit(
        by=cast.secretary,
        as_at=datetime.date(2018, 5, 1),
        version=1,
        leads=[Lead(organisation=cast.fire)],
        issues="reworded",
        lead_printed="LFB",
    )
    then = table_of(cast.observer, as_at=datetime.date(2018, 4, 30)).rows[0]
    now = table_of(cast.observer).rows[0]
    assert (then.issues, then.lead_printed, then.leads) == (
        "first",
        "CoLP",
        ((f"organisation-{cast.police.pk}", "City of London Police"),),
    )
    assert (now.issues, now.lead_printed, now.leads) == (
        "reworded",
        "LFB",
        ((f"organisation-{cast.fire.pk}", "London Fire Brigade"),),
    )


def test_of_two_changes_on_one_day_the_later_stands(annex, cast):
    row = annex.add(rating="red")
    row.rate("amber", by=cast.secretary, as_at=annex.day, version=1)
    row.rate("green", by=cast.secretary, as_at=annex.day, version=2)
    assert [r.rating for r in Action.objects.as_at(annex.day)] == ["green"]


def test_a_complete_row_leaves_the_table_once_a_board_meeting_has_passed(annex, cast, sign_in):
    annex.add(issues="done", rating="blue")
    annex.add(issues="open", rating="green")
    annex.meet(annex.day)
    annex.meet(datetime.date(2018, 4, 2), group=cast.working_group)
    annex.meet(datetime.date(2018, 4, 3), state="postponed")
    assert issues(table_of(cast.observer)) == ["done", "open"]
    annex.meet(datetime.date(2018, 5, 16))
    on_the_day = table_of(cast.observer, as_at=datetime.date(2018, 5, 16))
    day_after = table_of(cast.observer, as_at=datetime.date(2018, 5, 17))
    assert issues(on_the_day) == ["done", "open"]
    assert issues(day_after) == ["open"]
    assert issues(table_of(cast.observer, rating="blue")) == ["done"]
    page = words(sign_in(cast.observer).get(reverse("actions")))
    assert "1 completed row has left the table: show the completed rows" in page


def test_a_row_taken_off_stays_in_earlier_tables(annex, cast, sign_in):
    row = annex.add(issues="merged")
    day = datetime.date(2018, 6, 1)
    row.drop(by=cast.secretary, as_at=day, version=1, note="Merged with another row.")
    assert issues(table_of(cast.observer, as_at=datetime.date(2018, 5, 31))) == ["merged"]
    assert issues(table_of(cast.observer, as_at=day)) == []
    assert issues(table_of(cast.observer, rating="dropped")) == ["merged"]


CANARY = "halcyon"
OUTSIDERS = ["observer", "co_optee", "partner", "other_partner"]


@pytest.mark.parametrize("persona", ["member", "chairman", "secretary"])
def test_members_and_the_secretariat_see_closed_rows_marked(annex, cast, sign_in, persona):
    annex.add(issues=CANARY, is_closed=True, closed_reason="paragraph 7")
    page = words(sign_in(getattr(cast, persona)).get(reverse("actions")))
    assert CANARY in page
    assert "Closed paragraph 7" in page


@pytest.mark.parametrize("persona", OUTSIDERS)
def test_a_row_closed_now_is_absent_from_every_table_even_of_days_it_was_open(
    annex, cast, sign_in, persona
):
    row = annex.add(annex.police, issues=CANARY, lead_printed=CANARY)
    day = datetime.date(2018, 6, 1)
    closing = {"is_closed": True, "closed_reason": "paragraph 7"}
    row.edit(by=cast.secretary, as_at=day, version=1, leads=[annex.police], **closing)
    client = sign_in(getattr(cast, persona))
    for query in ["", "?as_at=2018-05-01", "?rating=none", "?mine=on", "?as_at=2018-06-01"]:
        response = client.get(reverse("actions") + query)
        assert response.status_code == 200
        assert CANARY not in response.content.decode()
    assert client.get(reverse("action", args=[row.pk])).status_code == 404


def test_a_row_opened_again_keeps_its_closed_past_closed(annex, cast, sign_in):
    closed = {"is_closed": True, "closed_reason": "paragraph 7"}
    row = annex.add(issues="before", note=CANARY, **closed)
    later = datetime.date(2018, 6, 1)
    row.open(by=cast.chairman, as_at=later, version=1)
    row.edit(by=cast.secretary, as_at=later, version=2, leads=[], issues="after", note="")
    assert issues(table_of(cast.observer)) == ["after"]
    assert issues(table_of(cast.observer, as_at=datetime.date(2018, 5, 1))) == []
    assert issues(table_of(cast.member, as_at=datetime.date(2018, 5, 1))) == ["before"]


def test_rows_are_never_changed_or_removed(annex, cast):
    annex.add(annex.police)
    for attempt in [
        lambda: ActionRevision.objects.update(note="rewritten"),
        lambda: Lead.objects.update(is_accountable=True),
        lambda: Lead.objects.all()._raw_delete("default"),
        lambda: ActionRevision.objects.all()._raw_delete("default"),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


@pytest.mark.parametrize("persona", ["secretary", "partner", "observer"])
def test_the_page_costs_as_many_queries_for_three_rows_as_for_one(annex, cast, sign_in, persona):
    annex.meet(annex.day)
    client = sign_in(getattr(cast, persona))
    annex.add(annex.police, rating="blue")
    client.get(reverse("actions"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("actions"))
    annex.add(Lead(person=cast.partner.person), rating="red", area=annex.areas[1])
    annex.add(Lead(seat=cast.seats["member"]), Lead(collective="partners"))
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("actions"))
    assert len(three) == len(one)
    assert len(three) <= 8


def test_what_cells_say_is_kept_for_open_rows_alone(annex, cast, sign_in):
    annex.add(issues="told openly")
    annex.add(issues="told in confidence", is_closed=True, closed_reason="paragraph 7")
    kept.cache_clear()
    for _ in range(2):
        page = words(sign_in(cast.secretary).get(reverse("actions")))
        assert "told openly" in page and "told in confidence" in page
    assert (kept.cache_info().misses, kept.cache_info().hits) == (1, 1)
    assert "told in confidence" not in words(sign_in(cast.observer).get(reverse("actions")))


def test_kept_cells_say_at_once_what_the_board_calls_amber(annex, cast, sign_in):
    annex.add(rating="amber")
    assert "Orange" in words(sign_in(cast.observer).get(reverse("actions")))
    BoardSettings.objects.update(amber_word="Ochre")
    page = words(sign_in(cast.observer).get(reverse("actions")))
    assert "Ochre" in page and "Orange" not in page
