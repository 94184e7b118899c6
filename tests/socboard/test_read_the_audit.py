import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.events import record_event
from audit.models import Event
from board.models import Group


@pytest.fixture
def record():
    def add(verb, **what):
        with transaction.atomic():
            return record_event(verb, **what)

    return add


def rows(response):
    return [
        (row["event"].by, row["sentence"], row["record"], row["event"].recipient)
        for row in response.context["rows"]
    ]


def test_events_read_as_sentences_newest_first(cast, sign_in, record):
    record("minutes.published", by=cast.secretary, subject=cast.board)
    record("account.signed_in", by=cast.member)
    record("copy.released", by=cast.secretary, recipient="O. Officer, Trading Standards")
    response = sign_in(cast.administrator).get("/audit/")
    assert rows(response) == [
        (
            "secretary@example.org",
            "Copy released",
            "",
            "O. Officer, Trading Standards",
        ),
        ("member@example.org", "Signed in", "", ""),
        ("secretary@example.org", "Minutes published", f"Group {cast.board.pk}", ""),
    ]


def test_an_event_named_for_a_kind_of_record_names_it_in_words(cast, sign_in, record):
    record("emergingthreat.closed_seen", by=cast.member)
    response = sign_in(cast.secretary).get("/audit/")
    assert rows(response)[0][1] == "Emerging threat closed seen"
    assert ("emergingthreat", "Emerging threat") in response.context["filter"].fields[
        "what"
    ].choices


def test_the_name_of_a_record_is_not_shown(cast, sign_in, record):
    group = Group.objects.create(kind="working_group", name="Halcyon", slug="halcyon")
    record("agenda.changed", by=cast.secretary, subject=group)
    page = sign_in(cast.administrator).get("/audit/").content.decode()
    assert f"Group {group.pk}" in page
    assert "Halcyon" not in page


def test_what_the_system_did_is_said_to_be_its_own(cast, sign_in, record):
    record("board.started")
    assert "The system" in sign_in(cast.secretary).get("/audit/").content.decode()


def test_the_list_narrows_to_a_matter_and_to_a_person(cast, sign_in, record):
    record("minutes.published", by=cast.secretary)
    record("minutes.approved", by=cast.chairman)
    record("action.rated", by=cast.secretary)
    client = sign_in(cast.secretary)

    def shown(query):
        return [row[1] for row in rows(client.get(f"/audit/{query}"))]

    assert shown("?what=minutes") == ["Minutes approved", "Minutes published"]
    assert shown("?who=secretary@example.org") == ["Action rated", "Minutes published"]
    assert shown("?what=minutes&who=secretary") == ["Minutes published"]
    assert shown("?what=reference") == ["Action rated", "Minutes approved", "Minutes published"]


def test_a_record_of_a_kind_that_is_no_more_is_still_listed(cast, sign_in, record):
    event = record("minutes.published", subject=cast.board)
    with transaction.atomic():
        gone = Event(
            sequence=2, at=event.at, verb="thing.made", subject_type="old.Thing", subject_id="7"
        )
        gone.save()
    assert rows(sign_in(cast.secretary).get("/audit/"))[0][2] == "Old.thing 7"


def test_a_long_list_comes_in_pages_that_keep_the_filter(cast, sign_in, record):
    for _ in range(51):
        record("minutes.written", by=cast.secretary)
    client = sign_in(cast.secretary)
    first = client.get("/audit/?what=minutes")
    assert [row["event"].sequence for row in first.context["rows"]] == list(range(51, 1, -1))
    assert "?what=minutes&amp;page=2" in first.content.decode()
    second = client.get("/audit/?what=minutes&page=2")
    assert [row["event"].sequence for row in second.context["rows"]] == [1]


def test_an_empty_audit_says_so(cast, sign_in):
    response = sign_in(cast.secretary).get("/audit/?who=nobody")
    assert "No entry matches." in response.content.decode()


def test_the_list_asks_as_much_for_three_as_for_one(cast, sign_in, record):
    def queries():
        client = sign_in(cast.secretary)
        with CaptureQueriesContext(connection) as captured:
            client.get("/audit/")
        return len(captured)

    record("minutes.written", by=cast.secretary, subject=cast.board)
    one = queries()
    record("minutes.written", by=cast.secretary, subject=cast.scp)
    record("action.rated", by=cast.partner, subject=cast.police)
    assert queries() == one
