import datetime
import re

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from board.models import BoardSettings, Publication
from board.unchanged import release

NOTICE = {"group": "Board", "when_and_where": "Wednesday 19 September 2018 at 10:00, Guildhall"}


@pytest.fixture
def issue(cast):
    def issue(kind="notice", slug="notice-2018-09-19-board", **fields):
        return Publication.objects.issue(
            **{
                "kind": kind,
                "slug": slug,
                "title": "Meeting of 19 September 2018",
                "held_on": datetime.date(2018, 9, 19),
                "document": NOTICE,
                "pdf": b"",
                "by": cast.secretary,
            }
            | fields
        )

    return issue


@pytest.fixture
def minutes(cast, issue):
    return issue(
        "minutes",
        "minutes-2018-05-16",
        title="Minutes of 16 May 2018",
        pdf=b"%PDF-1.7 as frozen",
        approved_by=cast.chairman,
    )


ADDRESS = "/published/notice-2018-09-19-board/"
LISTS = ["/", "/published/", "/published/feed.atom", "/calendar.ics"]
PDF = "/published/minutes-2018-05-16/minutes.pdf"


def test_everybody_finds_live_papers_by_kind(issue, minutes, client):
    issue()
    page = client.get("/published/").content.decode()
    assert page.index("Meeting of 19 September 2018") < page.index("Minutes of 16 May 2018")
    assert "None published yet." in page


def test_the_page_prints_the_frozen_document(issue, client):
    issue()
    assert NOTICE["when_and_where"] in client.get(ADDRESS).content.decode()


def test_the_pdf_is_the_frozen_file_and_is_not_sent_twice(minutes, client):
    response = client.get(PDF)
    assert response.content == b"%PDF-1.7 as frozen"
    assert response["ETag"] == f'"{minutes.sha256}"'
    assert response["Cache-Control"] == "no-cache"
    again = client.get(PDF, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(PDF).status_code == 200


@pytest.mark.parametrize("address", [ADDRESS, "/published/"])
def test_a_page_is_not_sent_twice_and_is_asked_for_each_time(issue, client, address):
    issue()
    response = client.get(address)
    assert response["Cache-Control"] == "no-cache"
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def is_unchanged(client, address, known):
    return client.get(address, headers={"If-None-Match": known}).status_code == 304


@pytest.mark.parametrize("address", [ADDRESS, *LISTS])
def test_whether_a_page_has_changed_is_told_by_two_queries(
    issue, client, address, django_assert_num_queries
):
    issue()
    known = client.get(address)["ETag"]
    with django_assert_num_queries(2) as asked:
        assert is_unchanged(client, address, known)
    assert not [query for query in asked if '"document"' in query["sql"]]


@pytest.mark.parametrize("address", [ADDRESS, *LISTS])
def test_a_page_is_sent_again_when_anything_on_it_has_changed(
    cast, issue, client, address, monkeypatch, settings
):
    issue()
    first = client.get(address)["ETag"]
    BoardSettings.objects.update(name="Another Board")
    renamed = client.get(address, headers={"If-None-Match": first})["ETag"]
    monkeypatch.setattr("board.unchanged.release", lambda: "the next one")
    released = client.get(address, headers={"If-None-Match": renamed})["ETag"]
    settings.BOARD_TODAY = datetime.date(2018, 9, 20)
    next_day = client.get(address, headers={"If-None-Match": released})["ETag"]
    issue(note="The very same words.")
    again = client.get(address, headers={"If-None-Match": next_day})["ETag"]
    assert len({first, renamed, released, next_day, again}) == 5


def test_who_is_signed_in_or_is_told_something_gets_a_page_of_their_own(
    cast, issue, client, sign_in
):
    issue()
    known = client.get(ADDRESS)["ETag"]
    own = sign_in(cast.member).get(ADDRESS, headers={"If-None-Match": known})
    assert (own.status_code, "Sign out" in own.content.decode()) == (200, True)
    client.cookies["messages"] = told("You were signed out.")
    page = client.get(ADDRESS, headers={"If-None-Match": known})
    assert "You were signed out." in page.content.decode()
    assert page["ETag"] != known
    assert is_unchanged(client, ADDRESS, known)


def told(words):
    """The cookie in which whoever has no session carries what to say next."""
    answer = HttpResponse()
    storage = CookieStorage(RequestFactory().get("/"))
    storage.add(constants.INFO, words)
    storage.update(answer)
    return answer.cookies["messages"].value


def test_a_release_is_told_by_what_it_is_made_of():
    assert re.fullmatch("[0-9a-f]{64}", release())
    assert release.__wrapped__() == release()


def test_a_withdrawal_takes_effect_at_once_everywhere(cast, issue, minutes, client, sign_in):
    known = client.get(PDF)["ETag"]
    secretary = sign_in(cast.secretary)
    page = "/published/minutes-2018-05-16/"
    known_page = client.get(page)["ETag"]
    secretary.post(f"{page}withdrawal/", {"note": "A slip in item 3."})
    for somebody in (client, secretary):
        assert somebody.get(page, headers={"If-None-Match": known_page}).status_code == 404
        assert somebody.get(PDF, headers={"If-None-Match": known}).status_code == 404
        assert "Minutes of 16 May" not in somebody.get("/published/").content.decode()
    minutes.refresh_from_db()
    assert (minutes.withdrawn_by, minutes.withdrawal_note) == (cast.secretary, "A slip in item 3.")
    assert Event.objects.filter(verb="publication.withdrawn").count() == 1


def test_what_is_withdrawn_looks_like_what_never_was(issue, client):
    issue().withdraw(by=None)
    gone, never = client.get(ADDRESS), client.get("/published/notice-of-nothing/")
    assert gone.status_code == never.status_code == 404
    assert gone.content.replace(b"notice-2018-09-19-board", b"") == never.content.replace(
        b"notice-of-nothing", b""
    )


def test_withdrawing_does_not_wait_for_a_reason(cast, issue, sign_in):
    issue()
    response = sign_in(cast.secretary).post(f"{ADDRESS}withdrawal/")
    assert response.status_code == 302
    assert Publication.objects.live().count() == 0


def test_a_correction_is_a_new_version_with_its_note(issue, client):
    first = issue()
    issue(document=NOTICE | {"theme": "Modern slavery"}, note="The theme was added.")
    page = client.get(ADDRESS).content.decode()
    assert '<p class="govuk-body">Why there is a new version: The theme was added.</p>' in page
    assert "Modern slavery" in page
    first.refresh_from_db()
    assert first.withdrawal_note == "Replaced by a new version."
    assert Publication.objects.live().count() == 1


def test_a_file_has_the_name_of_its_kind(minutes, client):
    assert client.get("/published/minutes-2018-05-16/report.pdf").status_code == 404
    assert client.get("/published/minutes-2018-05-16/other.pdf").status_code == 404


def test_a_paper_without_a_file_offers_none(issue, client):
    issue()
    assert ".pdf" not in client.get(ADDRESS).content.decode()
    assert client.get(f"{ADDRESS}notice.pdf").status_code == 404


def test_only_the_secretariat_is_offered_to_withdraw(cast, issue, sign_in):
    issue()
    assert "withdrawal/" in sign_in(cast.secretary).get(ADDRESS).content.decode()
    for user in (None, cast.chairman, cast.observer):
        assert "withdrawal/" not in sign_in(user).get(ADDRESS).content.decode()


def test_a_page_seen_by_somebody_signed_in_is_not_kept(cast, issue, sign_in):
    issue()
    assert sign_in(cast.member).get(ADDRESS)["Cache-Control"] == "no-store"


def test_minutes_need_a_second_person(cast, issue):
    with pytest.raises(IntegrityError), transaction.atomic():
        issue("minutes", "minutes-of-one", approved_by=cast.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        issue("minutes", "minutes-of-one", approved_by=None)


def test_the_list_asks_the_database_as_often_for_three_papers_as_for_one(issue, client):

    issue()
    with CaptureQueriesContext(connection) as one:
        client.get("/published/")
    issue(slug="notice-2")
    issue(slug="notice-3")
    with CaptureQueriesContext(connection) as three:
        client.get("/published/")
    assert len(three) == len(one)
    assert not [query for query in three if "%PDF" in query["sql"] or '"pdf"' in query["sql"]]


def test_a_report_is_headed_by_its_subject_alone(cast, issue, client):
    cover = {"subject": "Activity report, Q1 2018–19"}
    issue("report", "report-2018-05-31", title="Update of 31 May 2018", document={"cover": cover})
    page = client.get("/published/report-2018-05-31/").content.decode()
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == ["Activity report, Q1 2018–19"]
