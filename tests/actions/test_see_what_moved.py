"""What moved on the table since the last meeting, or since any day."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.moved import read_moves
from board.models import BoardSettings
from tests.papers.checks import page_texts

MAY = datetime.date(2018, 5, 16)
JUNE = datetime.date(2018, 6, 1)
TODAY = datetime.date(2018, 9, 5)
CLOSED = {"is_closed": True, "closed_reason": "paragraph 7"}


@pytest.fixture
def told(cast):
    def told(user=None, since=MAY):
        days = {"since": since, "as_at": TODAY, "today": TODAY}
        found = read_moves(user or cast.observer, amber_word="Orange", **days)
        return [(move.kind, move.row.issues, move.word_before, move.word) for move in found.moves]

    return told


def test_each_kind_of_movement_is_told_once(annex, cast, told):
    how = {"by": cast.secretary, "as_at": JUNE, "version": 1}
    annex.add(issues="up", rating="red").rate("green", **how)
    annex.add(issues="down", rating="green").rate("amber", **how)
    annex.add(issues="done", rating="green").rate("blue", **how)
    annex.add(issues="undone", rating="blue").rate("red", **how)
    annex.add(issues="first").rate("red", **how)
    annex.add(issues="gone", rating="red").drop(note="Merged.", **how)
    annex.add(issues="old words", rating="red").edit(leads=[], issues="new words", **how)
    annex.add(issues="still", rating="red").confirm_rating(**how)
    annex.add(issues="untouched", rating="red")
    annex.add(issues="new", rating="red", as_at=JUNE)
    assert told() == [
        ("better", "up", "Red", "Green"),
        ("worse", "down", "Green", "Orange"),
        ("completed", "done", "Green", "Complete"),
        ("reopened", "undone", "Complete", "Red"),
        ("other", "first", "Not rated", "Red"),
        ("dropped", "gone", "Red", "Red"),
        ("reworded", "new words", "Red", "Red"),
        ("new", "new", "", "Red"),
    ]


def test_the_page_starts_from_the_last_meeting_and_says_from_what_to_what(annex, cast, sign_in):
    annex.meet(MAY)
    row = annex.add(issues="Figures", rating="red")
    row.rate("green", by=cast.secretary, as_at=JUNE, version=1, note="They share them.")
    client = sign_in(cast.observer)
    page = client.get(reverse("actions-moved")).content.decode()
    assert "What moved since 16 May 2018" in page
    assert "1 row moved: 1 better" in page
    assert "They share them." in page
    BoardSettings.objects.update(red_means="It waits for the Board")
    paper = " ".join(page_texts(client.get(reverse("actions-moved-pdf")).content))
    assert "1 row moved: 1 better" in paper
    assert "Red: It waits for the Board" in " ".join(paper.split())
    later = client.get(reverse("actions-moved") + "?since=2018-06-01").content.decode()
    assert "No row moved" in later


def test_a_row_closed_then_or_now_is_not_told_to_who_may_not_see_it(annex, cast, told):
    opened = annex.add(issues="opened since", rating="red", **CLOSED)
    opened.open(by=cast.chairman, as_at=JUNE, version=1)
    opened.rate("green", by=cast.secretary, as_at=JUNE, version=2)
    shut = annex.add(issues="closed since", rating="red")
    shut.edit(by=cast.secretary, as_at=JUNE, version=1, leads=[], rating="green", **CLOSED)
    assert told(cast.partner) == told(cast.observer) == []
    assert [issue for _, issue, *_ in told(cast.member)] == ["opened since", "closed since"]


def test_days_in_the_wrong_order_are_refused(annex, cast, sign_in):
    client = sign_in(cast.observer)
    response = client.get(reverse("actions-moved") + "?since=2018-09-01&as_at=2018-06-01")
    assert response.status_code == 422
    assert "Since must be a day before “As at”" in response.content.decode()


def test_it_costs_the_same_for_three_rows_as_for_one(annex, cast, sign_in):
    client = sign_in(cast.partner)
    how = {"by": cast.secretary, "as_at": JUNE, "version": 1}
    annex.add(annex.police, rating="red").rate("green", **how)
    client.get(reverse("actions-moved"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("actions-moved"))
    for _ in range(2):
        annex.add(annex.police, rating="red").rate("green", **how)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("actions-moved"))
    assert len(three) == len(one)
