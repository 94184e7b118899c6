"""Anybody follows what is published by a feed, which reads publications and nothing else."""

import datetime
import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from board.models import Publication
from tests.meetings.board_meeting import CANARIES, agree, meeting_on, publishable
from tests.papers.scanner import response_leaks

ATOM = "{http://www.w3.org/2005/Atom}"


def issue(cast, slug="2018-03-01-board", **facts):
    content = {
        "kind": "minutes",
        "title": "Minutes of Board, 1 March 2018",
        "held_on": datetime.date(2018, 3, 1),
        "document": {"items": []},
        "pdf": b"%PDF-1.7",
        "approved_by": cast.chairman,
    }
    return Publication.objects.issue(slug=slug, by=cast.secretary, **content | facts)


def feed(client=None, **headers):
    return (client or Client()).get(reverse("published-feed"), **headers)


def entries(answer):
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")


def words(entry, *names):
    return [entry.find(f"{ATOM}{name}").text for name in names]


def test_each_publication_is_an_entry_the_newest_first(cast):
    issue(cast)
    issue(cast, "2018-06-06-board", title="Minutes of Board, 6 June 2018", note="A slip.")

    answer = feed()

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [words(entry, "title", "id") for entry in entries(answer)] == [
        ["Minutes of Board, 6 June 2018", "http://testserver/published/2018-06-06-board/"],
        ["Minutes of Board, 1 March 2018", "http://testserver/published/2018-03-01-board/"],
    ]
    assert words(entries(answer)[0], "summary") == ["Minutes, version 1. A slip."]


def test_a_withdrawn_one_leaves_at_once(cast):
    publication = issue(cast)
    before = feed()

    publication.withdraw(by=cast.secretary)
    after = feed(HTTP_IF_NONE_MATCH=before["ETag"])

    assert (after.status_code, entries(after)) == (200, [])


def test_a_new_version_is_the_same_entry_changed(cast):
    issue(cast)
    (first,) = entries(feed())
    issue(cast, note="A name was wrong.")
    (second,) = entries(feed())

    assert words(first, "id") == words(second, "id")
    assert words(first, "updated") <= words(second, "updated")
    assert words(second, "summary") == ["Minutes, version 2. A name was wrong."]


@pytest.mark.parametrize("number", [0, 1])
def test_what_has_not_changed_is_not_sent_again(number, cast):
    for _ in range(number):
        issue(cast)
    first = feed()

    assert first["Cache-Control"] == "no-cache"
    assert feed(HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_much_is_published(rows, cast, django_assert_num_queries):
    for number in range(rows):
        issue(cast, f"paper-{number}")
    with django_assert_num_queries(4):
        known = feed()["ETag"]
    with django_assert_num_queries(2):
        assert feed(HTTP_IF_NONE_MATCH=known).status_code == 304


def test_no_word_of_a_closed_item_is_in_it(cast):
    meeting = publishable(cast, "2018-06-06", at=meeting_on(cast, "2018-07-18"))
    agree(cast, meeting.minutes)
    meeting.minutes.publish(by=cast.secretary)

    answer = feed()

    assert len(entries(answer)) == 1
    assert [word for word in CANARIES.values() if response_leaks(answer, word)] == []


def test_the_page_of_published_papers_and_the_first_page_lead_to_it(cast):
    page = Client().get(reverse("published")).content.decode()

    link = (
        f'type="application/atom+xml" title="Published papers" href="{reverse("published-feed")}"'
    )
    assert link in page
    assert page.count(reverse("published-feed")) == 2
    assert reverse("published-feed") in Client().get("/").content.decode()
