import html

from django.db import connection
from django.test.utils import CaptureQueriesContext

from reporting.paper import sign_off


def listed(client):
    return [str(report) for report in client.get("/reports/").context["reports"]]


def test_the_newest_quarter_comes_first(cast, sign_in, start):
    for slug in ("2017-18-q4", "2018-19-q1", "2017-18-q3"):
        start(slug)
    assert listed(sign_in(cast.secretary)) == [
        "Activity report for Q1 2018–19 (April to June 2018)",
        "Activity report for Q4 2017–18 (January to March 2018)",
        "Activity report for Q3 2017–18 (October to December 2017)",
    ]


def test_a_member_finds_a_report_once_it_is_signed(cast, sign_in, start):
    start("2017-18-q4")
    signed = start()
    client = sign_in(cast.member)
    assert listed(client) == []
    signed.send_to_chairman(by=cast.secretary)
    assert listed(client) == []
    sign_off(signed, by=cast.chairman, version=1)
    assert listed(client) == ["Activity report for Q1 2018–19 (April to June 2018)"]


def test_an_empty_list_says_so(cast, sign_in):
    page = sign_in(cast.member).get("/reports/").content.decode()
    assert "There are no reports yet." in page
    assert "Start the report" not in page


def test_the_last_quarter_that_ended_is_offered_first(cast, sign_in, start):
    page = sign_in(cast.secretary).get("/reports/")
    assert page.context["form"]["quarter"].value() == "2018-19-q1"
    start()
    page = sign_in(cast.secretary).get("/reports/")
    assert page.context["form"]["quarter"].value() == "2018-19-q2"
    assert "Q1 2018–19 (April to June 2018) – started already" in html.unescape(
        page.content.decode()
    )


def test_the_list_takes_the_same_queries_for_one_report_as_for_three(cast, sign_in, start):
    client = sign_in(cast.secretary)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/reports/").status_code == 200
        return len(seen)

    start("2017-18-q1")
    queries()
    for_one = queries()
    start("2017-18-q2")
    start("2017-18-q3")
    assert queries() == for_one
