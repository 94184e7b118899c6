"""The annual report: a year told from its four quarters, for the review of effectiveness."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Rating
from board.models import BoardSettings
from reporting.drafting import draft_blocks
from reporting.drafting.year import one_round, returns
from reporting.figures import RoundFigure, YearFigures, figures_for
from reporting.models import ActivityReport
from reporting.paper import sign_off
from reporting.quarter import parse
from reporting.starting import start_report
from tests.reporting.test_draft_a_report import NOTHING
from tests.reporting.test_draft_what_waits_for_others import asked  # noqa: F401
from tests.reporting.test_read_the_figures_of_a_quarter import came, decide, item

YEAR = parse("2018-19")
TODAY = date(2019, 4, 10)
NOTED = "That the report be noted."


def figures(today=TODAY, year=YEAR):
    return figures_for(year, today=today)


def under(heading, found=None):
    """The texts under a heading of the draft."""
    texts, inside = [], False
    for draft in draft_blocks(found or figures()):
        if draft.kind == "heading":
            inside = draft.text == heading
        elif inside:
            texts.append(draft.text)
    return texts


def test_each_quarter_is_told_in_a_line(cast, record):
    meeting = record.meet(date(2018, 5, 16), theme=record.area)
    decide(cast, item(meeting, 1, "Topic"), NOTED, 1)
    record.meet(date(2018, 12, 31))
    record.meet(date(2019, 1, 1), group=cast.working_group)
    record.meet(date(2019, 4, 1))
    row = record.add_row(issues="Row", rating="amber")
    row.rate(Rating.BLUE, by=cast.secretary, as_at=date(2019, 3, 31), version=1)

    assert under("The year") == [
        "The Board met twice in the year: 16 May 2018 and 31 December 2018.",
        "Quarter by quarter:",
        "Q1 2018–19 (April to June 2018): the Board met once and one decision was taken; at "
        "30 June 2018 the action table held one row (one orange)",
        "Q2 2018–19 (July to September 2018): the Board did not meet; at 30 September 2018 the "
        "action table held one row (one orange)",
        "Q3 2018–19 (October to December 2018): the Board met once; at 31 December 2018 the "
        "action table held one row (one orange)",
        "Q4 2018–19 (January to March 2019): the Board did not meet, working groups met once and "
        "one action was completed; at 31 March 2019 the action table held one row (one complete)",
    ]
    assert under("Priorities") == ["Cyber attack was the theme of a meeting in the year."]


def test_a_year_still_running_is_told_from_the_quarters_begun(cast, record):
    found = figures(today=date(2018, 9, 5))
    assert [one.period.slug for one in found.year.quarters] == ["2018-19-q1", "2018-19-q2"]
    assert found.table.as_at == date(2018, 9, 5)


def test_how_often_each_seat_was_represented(cast, record):
    for day, seats in [
        (date(2018, 5, 16), ["member", "chairman"]),
        (date(2018, 9, 19), ["member"]),
    ]:
        meeting = record.meet(day)
        for seat in seats:
            came(meeting, cast.seats[seat], seat)
    record.meet(date(2018, 11, 1))
    assert under("Attendance") == [
        "Attendance is recorded for two meetings of the Board. The seats were represented as "
        "follows:",
        "Borough Commander, City of London: 1 of 2",
        "Deputy Chairman: 0 of 2",
        "Commander of Operations, CoLP: 2 of 2",
    ]


def test_time_to_blue_is_counted_from_the_day_a_row_was_first_entered(cast, record):
    for name, day in [("One", date(2018, 4, 30)), ("Two", date(2018, 5, 2))]:
        row = record.add_row(issues=name, rating="red")
        row.rate(Rating.BLUE, by=cast.secretary, as_at=day, version=1)
    record.add_row(issues="Three", rating="green")
    # 31 January to 30 April 2018: 89 days; to 2 May: 91.
    assert under("Action table")[-1] == (
        "The two rows completed in the year were completed on average 90 days after they were "
        "first entered."
    )


def test_a_year_in_which_nothing_was_completed_says_so(record):
    record.add_row(issues="Three", rating="green")
    assert under("Action table")[-1] == "No row was completed in the year."


def test_returns_on_time_are_counted_by_partner(asked, cast):  # noqa: F811
    # One of the two rows of the police was answered: it has not returned.
    assert figures().year.rounds == (
        RoundFigure(meeting_on=date(2018, 6, 20), asked=1, in_time=0, returned=0),
    )
    assert under("Returns") == [
        "Before the meeting of 20 June 2018, the one partner asked did not answer for all of its "
        "actions by the last day."
    ]
    request = asked[1].requested.get().request
    asked[1].refresh_from_db()
    late = asked[1].confirm_rating(by=cast.partner, as_at=date(2018, 6, 20), version=2, note="")
    request.keep_reply(late)
    assert figures().year.rounds == (
        RoundFigure(meeting_on=date(2018, 6, 20), asked=1, in_time=0, returned=1),
    )


def test_several_rounds_are_added_up():
    rounds = (
        RoundFigure(date(2018, 6, 20), asked=9, in_time=7, returned=8),
        RoundFigure(date(2018, 9, 19), asked=9, in_time=9, returned=9),
    )
    found = replace(NOTHING, period=YEAR, year=YearFigures(quarters=(), rounds=rounds))
    assert [draft.text for draft in returns(found)] == [
        "Partners were asked in two update rounds how their actions stood. Of 18 requests, 16 "
        "were answered in full by the last day:",
        "before the meeting of 20 June 2018, seven of nine partners answered for all of their "
        "actions by the last day and one later",
        "before the meeting of 19 September 2018, all nine partners answered for all of their "
        "actions by the last day",
    ]
    assert one_round(rounds[0]).endswith("and one later")


def test_the_reports_that_were_sent_are_named(cast, record):
    for slug in ("2018-19-q1", "2018-19-q2"):
        report, _ = start_report(parse(slug), committee=cast.scp, by=cast.secretary, today=TODAY)
        if slug == "2018-19-q1":
            report.send_to_chairman(by=cast.secretary)
            sign_off(report, by=cast.chairman, version=1)
            report.record_submission(report.submissions.get(), on=TODAY, by=cast.secretary)
    assert under("Governance") == ["The activity report for Q1 2018–19 was submitted."]


def test_the_annual_report_goes_the_way_of_every_report(cast, sign_in, record):
    client = sign_in(cast.secretary)
    data = {"quarter": "2017-18", "committee": cast.scp.pk}
    reply = client.post("/reports/", data)
    report = ActivityReport.objects.get()
    assert reply.url == report.get_absolute_url()
    assert str(report) == "Annual report for 2017–18 (April 2017 to March 2018)"
    assert report.subject == "Serious and Organised Crime Board – annual report, 2017–18"
    assert "Annual report for 2017–18" in client.get("/reports/").content.decode()
    report.send_to_chairman(by=cast.secretary)
    sign_off(report, by=cast.chairman, version=1)
    report.refresh_from_db()
    assert report.is_final
    # A year is told once: the same choice leads to the report that is there.
    assert client.post("/reports/", data).url == report.get_absolute_url()


def test_years_are_offered_by_the_boards_own_kind(cast, sign_in):
    client = sign_in(cast.secretary)
    page = client.get("/reports/").content.decode()
    assert '<optgroup label="Years">' in page
    assert 'value="2017-18"' in page
    board = BoardSettings.current()
    board.quarter_year = "calendar"
    board.record(by=cast.secretary)
    page = client.get("/reports/").content.decode()
    assert 'value="2017"' in page
    assert 'value="2017-18"' not in page


@pytest.mark.parametrize("slug", ["2018-19", "2018"])
def test_the_year_takes_the_same_queries_however_much_there_is(cast, record, slug):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            figures(year=parse(slug))
        return len(seen)

    def fill(month):
        meeting = record.meet(date(2018, month, 3))
        decide(cast, item(meeting, 1, "Topic"), NOTED, 1)
        came(meeting, cast.seats["member"], "Member")
        record.add_row(issues="Row", rating="amber")

    fill(5)
    before = queries()
    for month in (6, 7, 8):
        fill(month)
    assert queries() == before
