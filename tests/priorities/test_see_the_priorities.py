import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from priorities.models import FocusSet, Priority, PriorityLink, Scheme
from socboard.demo import priorities, read


@pytest.fixture
def papers(db):
    priorities.load()


def titles(slug):
    return list(Priority.objects.filter(scheme__slug=slug).values_list("title", flat=True))


def test_each_list_is_spelt_as_its_paper_spells_it(papers):
    assert titles("paragraph-7") == [
        "Cyber attack",
        "Fraud and cyber enabled crime",
        "Financial crime and money laundering",
        "Modern slavery and domestic servitude",
        "Organised and acquisitive crime",
        "Vulnerable persons, including Child Sexual Exploitation",
        "Intellectual property",
        "Blackmail and kidnap",
    ]
    assert titles("national") == [
        "Child sexual exploitation and abuse",
        "Firearms",
        "Organised immigration crime, human trafficking and modern slavery",
        "Cyber crime",
        "Money laundering",
        "Drugs",
        "Economic crime",
        "Organised acquisitive crime",
    ]
    table = read("action_table_2017-01-31")
    assert titles("annex-b") == list(dict.fromkeys(row["key_crime_area"] for row in table["rows"]))


def test_the_crosswalk_reads_both_ways(papers):
    fraud = Priority.objects.get(scheme__slug="paragraph-7", title="Fraud and cyber enabled crime")
    assert [str(other) for other in fraud.same_elsewhere] == [
        "Cyber crime",
        "Economic crime",
        "Fraud and cyber enabled crime",
    ]
    drugs = Priority.objects.get(scheme__slug="national", title="Drugs")
    assert drugs.same_elsewhere == []


def test_three_areas_are_in_focus_since_july_2018(papers):
    focus = FocusSet.objects.get()
    assert focus.agreed_on == datetime.date(2018, 7, 3)
    assert [(area.title, area.priority.title) for area in focus.areas.all()] == [
        ("Illicit trade in drugs", "Drugs"),
        ("Modern Slavery", "Organised immigration crime, human trafficking and modern slavery"),
        ("Fraud", "Economic crime"),
    ]


def test_the_page_shows_lists_and_focus(papers, cast, sign_in):
    page = sign_in(cast.partner).get("/priorities/").content.decode()
    assert "Agreed: 3 July 2018." in page
    assert page.index("Illicit trade in drugs") < page.index("Key crime areas")


def test_without_papers_the_page_says_so(cast, sign_in):
    page = sign_in(cast.member).get("/priorities/").content.decode()
    assert "No list of priorities is recorded yet." in page
    assert "The Board has not chosen areas to focus on." in page


def test_the_page_asks_the_database_as_often_for_more_headings(papers, cast, sign_in):
    client = sign_in(cast.member)
    client.get("/priorities/")
    with CaptureQueriesContext(connection) as before:
        client.get("/priorities/")
    scheme = Scheme.objects.create(slug="more", name="More", source="A paper", position=9)
    drugs = Priority.objects.get(title="Drugs")
    for number in range(3):
        one = Priority.objects.create(scheme=scheme, title=f"Heading {number}", position=number)
        PriorityLink.objects.create(one=one, other=drugs)
    with CaptureQueriesContext(connection) as after:
        client.get("/priorities/")
    assert len(after) == len(before)
