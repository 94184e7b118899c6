"""One search finds what the Board wrote, and for nobody what they may not read."""

import datetime

import pytest
from django.urls import reverse

from actions.models import Action
from audit.models import Event
from library.models import Article
from meetings.models import Admission, Entry, Invitation
from priorities.models import Priority, Scheme
from tests.meetings.board_meeting import (
    CANARIES,
    PARAGRAPH_7,
    add_item,
    entry,
    lay_paper,
    meeting_on,
    with_minutes,
    write,
)
from tests.meetings.test_closed_material_never_leaks import OUTSIDERS


@pytest.fixture
def meeting(cast):
    meeting = with_minutes(cast, meeting_on(cast, "2018-06-06"))
    meeting.minutes.circulate(by=cast.secretary)
    return meeting


@pytest.fixture
def rows(cast):
    scheme = Scheme.objects.create(slug="annex-b", name="Annex B", source="Annex B")
    area = Priority.objects.create(scheme=scheme, title="Cyber attack", position=0)
    made = {"by": cast.secretary, "as_at": datetime.date(2018, 3, 1), "area": area}
    Action.objects.create_row(issues="Phishing of firms", actions="Warn the banks.", **made)
    Action.objects.create_row(issues="Phishing by insiders", **made, **closed_row())


def closed_row():
    return {"is_closed": True, "closed_reason": "paragraph 7"}


def search(client, words, **query):
    return client.get(reverse("search"), {"words": words, **query})


def found(response):
    """{kind: [name of what was found]}"""
    return {
        kind.slug: [one.name for one, *_ in records]
        for kind, records, _ in response.context.get("groups", [])
    }


def test_every_kind_of_record_is_found_and_leads_to_its_page(cast, sign_in, meeting, rows):
    item = meeting.items.first()
    lay_paper(cast, item, "Warning the partners")
    Article.objects.create(title="Warn early", kind="toolkit", summary="How to.")
    client = sign_in(cast.secretary)

    assert found(search(client, "sharing")) == {"agendas": ["Item 1, Sharing of information"]}
    assert found(search(client, "contacts")) == {
        "decisions": ["Decision 1"],
        "minutes": ["Item 1, Sharing of information"],
        "references": ["SOCB/2018/01"],
    }
    assert found(search(client, "warn")) == {
        "actions": ["Phishing of firms"],
        "papers": ["Warning the partners"],
        "articles": ["Warn early"],
    }
    assert found(search(client, "socb/2018/01")) == {"references": ["SOCB/2018/01"]}
    assert found(search(client, "oakley")) == {"people": ["Oakley Observer"]}
    for words in ("contacts", "warn", "oakley", "sharing"):
        for _, records, _ in search(client, words).context["groups"]:
            for one, *_ in records:
                assert client.get(one.url.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("persona", OUTSIDERS)
def test_who_may_not_read_a_closed_word_finds_nothing_by_it(persona, cast, sign_in, meeting, rows):
    """Nor by half of it: the answer is that of a word which does not occur."""
    client = sign_in(getattr(cast, persona))
    nothing = search(client, "Nonesuch")
    for word in [*CANARIES.values(), "insiders", "paragraph 7"]:
        answer = search(client, word[:-2])
        assert answer.status_code == nothing.status_code
        if answer.status_code == 200:
            assert found(answer) == {}
            plain = nothing.text.replace("Nonesuch", word[:-2])
            assert without_token(answer.text) == without_token(plain)


def without_token(page):
    return [line for line in page.split("\n") if "csrf" not in line]


def test_who_may_read_it_finds_it_marked_as_closed_and_leaves_a_trace(cast, sign_in, meeting, rows):
    client = sign_in(cast.member)

    page = search(client, CANARIES["paragraph"])

    assert found(page) == {"minutes": [f"Item 2, {CANARIES['title']}"]}
    assert page.context["groups"][0][1][0][0].is_closed
    assert "Closed</span>" in page.text
    assert found(search(client, "insiders")) == {"actions": ["Phishing by insiders"]}
    seen = Event.objects.filter(by=cast.member.email).values_list("verb", flat=True)
    assert sorted(seen) == ["action.closed_row_seen", "minutes.closed_seen"]


def test_what_is_open_leaves_no_trace(cast, sign_in, meeting):
    assert found(search(sign_in(cast.member), "contacts"))
    assert not Event.objects.filter(by=cast.member.email).exists()


def test_a_draft_is_found_by_who_writes_it_alone(cast, sign_in):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Any other business")
    write(cast, item, entry("The rota was noted."))

    assert "minutes" in found(search(sign_in(cast.secretary), "rota"))
    assert found(search(sign_in(cast.member), "rota")) == {}
    assert found(search(sign_in(cast.member), "other business")) == {}


def test_words_that_were_changed_or_taken_out_are_not_found(cast, sign_in):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Any other business")
    minutes = write(cast, item, entry("The rota was noted."), entry("The plan was noted."))
    first, second = minutes.paragraphs.all()
    changes = [Entry.of(first, text="The list was noted."), Entry.of(second, is_removed=True)]
    minutes.write_item(item, changes, by=cast.secretary)
    client = sign_in(cast.secretary)

    assert found(search(client, "rota")) == found(search(client, "plan")) == {}
    assert len(found(search(client, "list noted"))["minutes"]) == 1


def test_a_co_optee_finds_closed_words_of_the_item_she_is_admitted_to_and_no_others(
    cast, sign_in, meeting
):
    Invitation.objects.invite(
        meeting, cast.co_optee.person, seat=cast.seats["co_optee"], by=cast.secretary
    )
    closed = meeting.items.get(is_closed=True)
    holding = cast.co_optee.person.holdings.get()
    Admission.objects.admit(holding, closed, by=cast.chairman)
    client = sign_in(cast.co_optee)

    assert "minutes" in found(search(client, CANARIES["paragraph"]))
    assert found(search(client, CANARIES["paragraph of an open item"])) == {}


def test_the_first_of_a_kind_lead_to_all_of_it(cast, sign_in):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Any other business")
    write(cast, item, *(entry(f"The rota {number} was noted.") for number in range(30)))
    client = sign_in(cast.secretary)

    [(kind, first, has_more)] = search(client, "rota").context["groups"]
    page = search(client, "rota", kind="minutes")
    last = search(client, "rota", kind="minutes", page=2)

    assert (kind.slug, len(first), has_more) == ("minutes", 5, True)
    assert "?words=rota&amp;kind=minutes" in search(client, "rota").text
    assert len(found(page)["minutes"]) == 25 and len(found(last)["minutes"]) == 5


@pytest.mark.parametrize("words", ["", "  ", '"', "* (", "%"])
def test_without_a_word_it_asks_for_one(words, cast, sign_in):
    page = search(sign_in(cast.member), words)
    assert page.status_code == 200
    assert "groups" not in page.context


def test_what_is_no_search_is_said_and_what_was_typed_stays(cast, sign_in):
    page = search(sign_in(cast.member), "rota " * 50)
    assert "at most 200 characters" in page.text
    assert "rota rota" in page.text
    assert search(sign_in(cast.member), "a\x00b", kind="nowhere").status_code == 200


def test_nothing_found_says_what_to_try(cast, sign_in):
    assert "Try fewer words" in search(sign_in(cast.member), "xyzzy plugh").text


def test_what_was_typed_is_shown_as_it_was_typed_and_no_markup(cast, sign_in):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Any other business")
    write(cast, item, entry("The <b>rota</b> was noted."))
    page = search(sign_in(cast.secretary), "<b>rota").text
    assert "<b>rota" not in page
    assert "&lt;<mark>b&gt;rota</mark>&lt;/b&gt;" in page


def test_it_costs_the_same_however_much_is_found(
    cast, sign_in, rows, django_assert_num_queries, django_assert_max_num_queries
):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Any other business")
    write(cast, item, entry("The rota was noted. (n)"), entry("The rota be kept.", kind="decision"))
    client = sign_in(cast.secretary)
    search(client, "rota")
    with django_assert_max_num_queries(20) as one:
        search(client, "rota")
    write(cast, item, *(entry(f"The rota {number}. (n)") for number in range(9)))
    with django_assert_num_queries(len(one)):
        search(client, "rota")


def test_a_closed_item_is_one_trace_however_much_of_it_is_found(cast, sign_in):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Operation", **PARAGRAPH_7)
    write(cast, item, *(entry(f"The rota {number}. (n)") for number in range(4)))
    search(sign_in(cast.secretary), "rota")
    assert Event.objects.filter(verb="minutes.closed_seen").count() == 1
