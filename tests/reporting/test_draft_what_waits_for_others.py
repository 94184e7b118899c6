"""Threats, returns and the clock in the draft of a quarter."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from actions.asking import plan_round
from actions.models import Action, Rating, UpdateRound
from board.models import EffectivenessReview, TermsOfReference
from meetings.models import Minutes
from priorities.models import EmergingThreat
from reporting.drafting import draft_blocks
from reporting.figures import (
    ClockFigures,
    PaperFigure,
    RowFigure,
    ThreatFigure,
    YearlyFigure,
    figures_for,
)
from reporting.figures_file import figures_of
from tests.reporting.conftest import QUARTER, TODAY
from tests.reporting.test_draft_a_report import NOTHING, texts

MAY, JUNE = date(2018, 5, 16), date(2018, 6, 20)
UNKNOWN = YearlyFigure(None, None)
LONDON = ZoneInfo("Europe/London")


def threat(cast, title, raised_on=date(2018, 5, 1), **facts):
    made = EmergingThreat(
        title=title, raised_on=raised_on, raised_by=cast.partner, on_behalf_of=cast.police, **facts
    )
    made.record(by=cast.partner)
    return made


def figures(today=TODAY):
    return figures_for(QUARTER, today=today)


def told(**facts):
    return texts(replace(NOTHING, **facts))[2:]


def clock(**facts):
    return ClockFigures(**{"terms": None, "review": UNKNOWN, "clear_days": 5, **facts})


def test_open_threats_of_the_quarter_are_told_and_no_others(cast, record):
    threat(cast, "Short lets")
    threat(cast, "Zebrafinch", is_closed=True)
    threat(cast, "Earlier", raised_on=date(2018, 3, 31))
    threat(cast, "Later", raised_on=date(2018, 7, 1))
    found = figures()
    assert [(one.title, one.raised_by) for one in found.threats] == [
        ("Short lets", "City of London Police")
    ]
    assert not any("Zebrafinch" in draft.text for draft in draft_blocks(found))


def test_one_threat_is_a_sentence_and_several_are_bullets():
    one = ThreatFigure("Short lets", "City of London Police", taken_on=date(2018, 5, 16))
    ended = ThreatFigure("Scrap.", "", ended_on=date(2018, 6, 1), outcome="Nothing found.")
    assert told(threats=(one,)) == [
        ("heading", "Emerging threats"),
        (
            "paragraph",
            "One emerging threat was raised in the quarter: Short lets (raised by City of London "
            "Police, taken at the meeting of 16 May 2018).",
        ),
    ]
    assert told(threats=(one, ended))[1:] == [
        ("paragraph", "Two emerging threats were raised in the quarter:"),
        (
            "bullet",
            "Short lets (raised by City of London Police, taken at the meeting of 16 May 2018)",
        ),
        ("bullet", "Scrap (ended on 1 June 2018: Nothing found)"),
    ]


@pytest.fixture
def asked(cast, record):
    """The police asked for two green rows, one answered; the round closed on 8 June 2018."""
    rows = [
        record.add_row(issues=name, rating="green", lead_printed="CoLP") for name in ("One", "Two")
    ]
    for row in rows:
        row.edit(by=cast.secretary, as_at=date(2018, 2, 1), version=1, leads=[lead(cast.police)])
    meeting = record.meet(JUNE, state="planned")
    kept = UpdateRound.objects.open(
        meeting,
        plan_round(date(2018, 6, 1)),
        closes_on=date(2018, 6, 8),
        by=cast.secretary,
        today=date(2018, 6, 1),
    )
    request = kept.requests.get()
    rows[0].refresh_from_db()
    answer = rows[0].confirm_rating(
        by=cast.partner, as_at=date(2018, 6, 5), version=2, note="No change"
    )
    request.keep_reply(answer)
    return rows


def lead(organisation):
    from actions.models import Lead

    return Lead(organisation=organisation)


def test_a_row_nobody_answered_for_is_never_counted_as_green(asked):
    table = figures().table
    assert [row.issue for row in table.silent] == ["Two"]
    assert table.round_closed_on == date(2018, 6, 8)
    drafted = [draft.text for draft in draft_blocks(figures())]
    assert (
        "At 30 June 2018 the action table held two rows: one green and one without a return. "
        "No rating had changed since 31 March 2018." in drafted
    )
    assert (
        "No return was received for one row in the update round that closed on 8 June 2018: "
        "Cyber attack: Two (last rated green)." in drafted
    )


def test_the_spreadsheet_counts_it_under_no_return(asked, start):
    counts, over_time, *_ = figures_of(start(), public=True)
    rated = dict(counts["rows"])
    assert (rated["Green"], rated["No return"], rated["In all"]) == (1, 1, 2)
    assert over_time["headings"][-2:] == ["No return", "In all"]
    assert over_time["rows"][-1][-2:] == [1, 2]


def test_before_the_last_day_nobody_is_late(asked):
    assert figures(today=date(2018, 6, 8)).table.silent == ()


def test_a_closed_row_without_a_return_is_not_told(cast, asked):
    asked[1].refresh_from_db()
    asked[1].edit(
        by=cast.secretary,
        as_at=date(2018, 8, 1),
        version=asked[1].current.number,
        leads=[],
        is_closed=True,
        closed_reason="paragraph 7",
    )
    assert figures().table.silent == ()


def test_several_rows_without_a_return_are_bullets():
    row = RowFigure("Fraud", "", "", None, None, "")
    amber = replace(row, issue="Leaflets", rating="amber")
    table = replace(
        NOTHING.table,
        counts={"": 1, "amber": 1},
        silent=(row, amber),
        round_closed_on=date(2018, 6, 8),
    )
    assert told(table=table)[1:] == [
        (
            "paragraph",
            "At 30 June 2018 the action table held two rows: two without a return. "
            "No rating had changed since 31 March 2018.",
        ),
        (
            "paragraph",
            "No return was received for two rows in the update round that closed on 8 June 2018:",
        ),
        ("bullet", "Fraud (not rated yet)"),
        ("bullet", "Fraud: Leaflets (last rated orange)"),
    ]


def test_an_earlier_round_is_told_as_such_and_its_rows_are_not_called_stuck():
    row = RowFigure("Fraud", "Leaflets", "amber", "amber", None, "No money")
    table = replace(
        NOTHING.table,
        counts={"amber": 1},
        stuck=(row,),
        silent=(row,),
        round_closed_on=date(2018, 3, 8),
    )
    assert told(table=table)[2:] == [
        (
            "paragraph",
            "One row has been without a return since the update round that closed on "
            "8 March 2018: Fraud: Leaflets (last rated orange).",
        )
    ]


def test_a_row_added_and_completed_in_the_quarter_is_told_as_completed(cast, record):
    record.add_row(issues="Old", rating="red")
    record.add_row(as_at=date(2018, 5, 1), issues="Quick", rating="amber").rate(
        Rating.BLUE, by=cast.secretary, as_at=date(2018, 6, 1), version=1
    )
    assert [row.issue for row in figures().table.completed] == ["Quick"]
    assert Action.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"terms": UNKNOWN},
            "The terms of reference are to be agreed every year; the day on which the present "
            "ones were agreed is not recorded. No review of the effectiveness of the Board is "
            "recorded yet.",
        ),
        (
            {"review": YearlyFigure(MAY, date(2019, 5, 16))},
            "The effectiveness of the Board was reviewed on 16 May 2018; the next review is due "
            "by 16 May 2019.",
        ),
        (
            {"review": YearlyFigure(date(2017, 5, 16), MAY, is_overdue=True)},
            "The effectiveness of the Board was last reviewed on 16 May 2017; the next review "
            "was due by 16 May 2018.",
        ),
        (
            {"agendas": (PaperFigure(MAY, date(2018, 5, 8)),)},
            "The agenda for 16 May 2018 was issued on 8 May 2018, at least five clear working "
            "days before the meeting.",
        ),
        (
            {"agendas": (PaperFigure(MAY, date(2018, 5, 14), is_late=True, is_made_up=True),)},
            "The agenda for 16 May 2018 (demonstration) was issued on 14 May 2018, less than "
            "five clear working days before the meeting.",
        ),
        (
            {"agendas": (PaperFigure(MAY, MAY), PaperFigure(JUNE, JUNE))},
            "Both agendas were issued at least five clear working days before the meeting.",
        ),
        (
            {"agendas": (PaperFigure(MAY, MAY), PaperFigure(JUNE, JUNE, is_late=True))},
            "One of the two agendas was issued at least five clear working days before the "
            "meeting; that for 20 June 2018 was issued later.",
        ),
        (
            {"agendas": (PaperFigure(MAY, MAY, is_late=True),) * 2},
            "Neither of the two agendas was issued at least five clear working days before the "
            "meeting.",
        ),
        (
            {"minutes": (PaperFigure(MAY, date(2018, 5, 30)),)},
            "The draft minutes of 16 May 2018 were circulated on 30 May 2018, 14 days after "
            "the meeting.",
        ),
        (
            {"minutes": (PaperFigure(MAY, None),)},
            "The minutes of 16 May 2018 have not been circulated yet.",
        ),
        (
            {"minutes": (PaperFigure(MAY, date(2018, 5, 30)), PaperFigure(JUNE, JUNE))},
            "The draft minutes of two meetings were circulated within 14 days.",
        ),
        (
            {"minutes": (PaperFigure(MAY, date(2018, 5, 17)), PaperFigure(JUNE, None))},
            "The draft minutes of one meeting were circulated within one day; those of "
            "20 June 2018 have not been circulated yet.",
        ),
        (
            {"minutes": (PaperFigure(MAY, None), PaperFigure(JUNE, None))},
            "The minutes of the meetings of 16 May 2018 and 20 June 2018 have not been "
            "circulated yet.",
        ),
    ],
)
def test_what_the_board_promised_itself_is_told_in_plain_sentences(facts, sentence):
    assert told(clock=clock(**facts)) == [("heading", "Governance"), ("paragraph", sentence)]


def test_terms_agreed_in_time_and_overdue():
    agreed = clock(terms=YearlyFigure(MAY, date(2019, 5, 16)))
    overdue = clock(terms=YearlyFigure(date(2017, 5, 16), MAY, is_overdue=True))
    assert told(clock=agreed)[1][1].startswith(
        "The terms of reference were agreed on 16 May 2018 and are to be agreed again by "
        "16 May 2019."
    )
    assert told(clock=overdue)[1][1].startswith(
        "The terms of reference were last agreed on 16 May 2017 and were due to be agreed again "
        "by 16 May 2018."
    )


def test_a_board_without_terms_or_papers_says_nothing_of_them(cast):
    assert told(clock=figures().clock) == []


def test_the_clock_is_read_from_the_record(cast, record):
    TermsOfReference.objects.create(title="Terms", agreed_on=date(2017, 6, 1))
    TermsOfReference.objects.create(title="Later terms", agreed_on=date(2018, 7, 1))
    EffectivenessReview(held_on=date(2018, 6, 2), found="Well").record(by=cast.secretary)
    meeting = record.meet(MAY)
    # Half an hour into the day by summer time; the day before by Greenwich.
    sent = datetime(2018, 5, 30, 0, 30, tzinfo=LONDON)
    Minutes.objects.create(meeting=meeting, state="circulated", circulated_at=sent)
    found = figures().clock
    assert found.terms == YearlyFigure(date(2017, 6, 1), date(2018, 6, 1), is_overdue=True)
    assert found.review == YearlyFigure(date(2018, 6, 2), date(2019, 6, 2))
    assert found.minutes == (PaperFigure(MAY, date(2018, 5, 30)),)
