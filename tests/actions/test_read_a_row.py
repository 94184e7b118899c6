import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from actions.history import read_history
from actions.models import Lead
from audit.models import Event
from papers.differences import word_changes

MAY = datetime.date(2018, 5, 1)


def test_the_history_tells_each_change_newest_first(annex, cast, sign_in):
    row = annex.add(annex.police, rating="amber", issues="Cash machines")
    row.rate("green", by=cast.partner, as_at=MAY, version=1, note="Signed.", barriers="Old kit")
    row.edit(
        by=cast.secretary,
        as_at=MAY,
        version=2,
        leads=[Lead(organisation=cast.fire)],
        issues="Cash points",
    )
    newest, middle, oldest = read_history(row, user=cast.observer, amber_word="Orange")
    assert newest.facts == [("Led by", "City of London Police", "London Fire Brigade")]
    assert newest.texts == [("Issues", [("same", "Cash "), ("del", "machines"), ("ins", "points")])]
    assert (middle.word_before, middle.word, middle.note) == ("Orange", "Green", "Signed.")
    assert middle.texts == [("Potential barriers", [("ins", "Old kit")])]
    assert (oldest.word, oldest.facts, oldest.texts) == ("Orange", [], [])
    page = " ".join(
        strip_tags(sign_in(cast.observer).get(row.get_absolute_url()).content.decode()).split()
    )
    assert "Rating changed, as at 1 May 2018" in page
    assert "Parker Partner" in page


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("a b", "a b"), ("a\nb c", "a c\nd"), ("x" * 9_000, "y"), ("", "new words")],
)
def test_both_texts_can_be_read_from_their_differences(before, after):
    parts = word_changes(before, after)
    assert "".join(text for kind, text in parts if kind != "ins") == before
    assert "".join(text for kind, text in parts if kind != "del") == after


@pytest.mark.parametrize("persona", ["observer", "co_optee", "partner"])
def test_what_a_row_said_while_closed_stays_closed(annex, cast, sign_in, persona):
    row = annex.add(issues="plain")
    closed = {"is_closed": True, "closed_reason": "paragraph 7"}
    row.edit(by=cast.secretary, as_at=MAY, version=1, leads=[], issues="halcyon", **closed)
    row.edit(by=cast.secretary, as_at=MAY, version=2, leads=[], issues="plain again")
    row.open(by=cast.chairman, as_at=MAY, version=3)
    address = row.get_absolute_url()
    assert "halcyon" not in sign_in(getattr(cast, persona)).get(address).content.decode()
    assert "halcyon" in sign_in(cast.member).get(address).content.decode()


def test_reading_a_closed_row_is_recorded(annex, cast, sign_in):
    row = annex.add(is_closed=True, closed_reason="paragraph 7")
    sign_in(cast.member).get(row.get_absolute_url())
    event = Event.objects.first()
    assert (event.verb, event.by) == ("action.closed_row_seen", cast.member.email)
    for route in ["actions", "action-table-pdf"]:
        sign_in(cast.member).get(reverse(route))
        event = Event.objects.first()
        assert (event.verb, event.by) == ("action_table.closed_rows_seen", cast.member.email)


@pytest.mark.parametrize("route", ["action-edit", "action-updates"])
def test_reading_a_closed_row_in_a_form_is_recorded_once(route, annex, cast, sign_in):
    row = annex.add(is_closed=True, closed_reason="paragraph 7")

    sign_in(cast.secretary).get(reverse(route, kwargs={"pk": row.pk}))

    assert Event.objects.filter(verb="action.closed_row_seen").count() == 1


def test_reading_open_rows_is_not_recorded(annex, cast, sign_in):
    row = annex.add()
    events = Event.objects.count()
    sign_in(cast.member).get(row.get_absolute_url())
    sign_in(cast.member).get(reverse("actions"))
    assert Event.objects.count() == events


def test_a_long_history_costs_no_more_queries_than_a_short_one(annex, cast, sign_in):
    row = annex.add(annex.police)
    client = sign_in(cast.secretary)
    client.get(row.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        client.get(row.get_absolute_url())
    for version, rating in enumerate(["red", "green"], start=1):
        row.rate(rating, by=cast.partner, as_at=MAY, version=version)
    with CaptureQueriesContext(connection) as three:
        client.get(row.get_absolute_url())
    assert len(three) == len(one)
