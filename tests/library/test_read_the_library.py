from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.models import Article, Bulletin, Event
from priorities.models import Priority, Scheme


@pytest.fixture
def slavery(db):
    scheme = Scheme.objects.create(slug="paragraph-7", name="Key crime areas", source="001")
    return Priority.objects.create(scheme=scheme, title="Modern slavery", position=1)


def article(title, **fields):
    return Article.objects.create(**{"title": title, "kind": "toolkit", "summary": "S"} | fields)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_an_empty_library_says_so(cast, sign_in):
    page = read(sign_in(cast.partner), "/library/")
    assert "The library holds no articles yet." in page
    assert "No bulletin is kept here yet." in page
    assert "Add an article" not in page


def test_articles_stand_under_their_kind(cast, sign_in):
    article("Hotel seminar", kind="good_practice")
    article("Partnership toolkit", kind="toolkit")
    page = read(sign_in(cast.observer), "/library/")
    headings = ["Good practice", "Hotel seminar", "Toolkits", "Partnership toolkit", "Bulletins"]
    main = page[page.index("<h1") :]
    places = [main.rindex(heading) for heading in headings]
    assert places == sorted(places)
    assert ">Guidance</h2>" not in main


def test_the_library_narrows_to_a_priority(cast, sign_in, slavery):
    article("Partnership toolkit", priority=slavery)
    article("Hotel seminar")
    client = sign_in(cast.member)
    assert "Hotel seminar" in read(client, "/library/")
    narrowed = read(client, f"/library/?priority={slavery.pk}")
    assert "Partnership toolkit" in narrowed
    assert "Hotel seminar" not in narrowed


@pytest.mark.parametrize("wrong", ["x", "0", "99999999999999999999999", "1%00"])
def test_a_priority_that_does_not_exist_is_told_and_shows_everything(cast, sign_in, wrong):
    article("Hotel seminar")
    assert "Hotel seminar" in read(sign_in(cast.member), f"/library/?priority={wrong}")


def test_an_article_shows_its_text_and_where_it_comes_from(cast, sign_in, slavery):
    bulletin = Bulletin.objects.create(title="Bulletin", issue="Issue 7", publisher="Home Office")
    shown = article(
        "Toolkit",
        summary="It holds:\n- a checklist\n- <b>plans</b>",
        link="https://toolkit.example.org/",
        bulletin=bulletin,
        priority=slavery,
    )
    page = sign_in(cast.co_optee).get(shown.get_absolute_url()).content.decode()
    assert "&lt;b&gt;plans&lt;/b&gt;" in page
    assert 'href="https://toolkit.example.org/"' in page
    assert "Bulletin, Issue 7" in page
    assert f'href="/library/?priority={slavery.pk}"' in page


def test_a_bulletin_without_a_date_says_so(cast, sign_in):
    Bulletin.objects.create(title="Bulletin", publisher="Home Office")
    assert "Date not recorded" in read(sign_in(cast.partner), "/library/")


def test_events_are_coming_or_past_on_the_boards_day(cast, sign_in):
    def event(title, starts_on, ends_on=None):
        Event.objects.create(title=title, organiser="police", starts_on=starts_on, ends_on=ends_on)

    event("Over yesterday", "2018-09-04")
    event("On today", "2018-09-05")
    event("Since last week", "2018-08-30", "2018-09-06")
    event("Next month", "2018-10-01")
    response = sign_in(cast.partner).get("/events/")
    assert [e.title for e in response.context["coming"]] == [
        "Since last week",
        "On today",
        "Next month",
    ]
    assert [e.title for e in response.context["past"]] == ["Over yesterday"]


def test_no_events_are_words(cast, sign_in):
    page = read(sign_in(cast.partner), "/events/")
    assert "No event is coming up." in page
    assert "No past event is kept here yet." in page


@pytest.mark.parametrize("address", ["/library/", "/events/"])
def test_lists_ask_as_much_for_three_as_for_one(cast, sign_in, slavery, address):
    def add():
        bulletin = Bulletin.objects.create(title=str(Bulletin.objects.count()), publisher="P")
        event = Event.objects.create(
            title="E", organiser="police", starts_on="2018-07-12", priority=slavery
        )
        article("A", priority=slavery, bulletin=bulletin, event=event)

    def queries():
        client = sign_in(cast.secretary)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(address)
        return len(captured)

    add()
    one = queries()
    add()
    add()
    assert queries() == one
