from dataclasses import replace
from datetime import date

import pytest

from reporting.drafting import Draft, draft_blocks, draft_summary
from reporting.figures import (
    FocusFigure,
    MeetingHeld,
    NextMeeting,
    NominationFigure,
    PurposeFigure,
    QuarterFigures,
    RowFigure,
    TableFigures,
)
from tests.reporting.conftest import QUARTER

NOTHING = QuarterFigures(
    board="Serious and Organised Crime Board",
    about="",
    amber_word="Orange",
    period=QUARTER,
    meetings=(),
    table=TableFigures(as_at=date(2018, 6, 30), since=date(2018, 3, 31), counts={}),
    next_meetings=(),
    vacant_seats=(),
)
MEETING = MeetingHeld(
    held_on=date(2018, 5, 16),
    group="Serious and Organised Crime Board",
    is_board=True,
    title="",
    is_made_up=False,
    theme="",
    topics=(),
    summary="",
    summary_source="",
    seats_present=None,
    seats=11,
    decisions=(),
    minutes_state="approved",
)
ROW = RowFigure(
    area="Cyber attack",
    issue="Raising awareness",
    rating="amber",
    rating_before="amber",
    rated_on=date(2017, 1, 31),
    barriers="No time\nNo money.",
)


def texts(figures):
    return [(draft.kind, draft.text) for draft in draft_blocks(figures)]


def met(**facts):
    return replace(NOTHING, meetings=(replace(MEETING, **facts),))


def table(counts, **rows):
    return replace(NOTHING, table=replace(NOTHING.table, counts=counts, **rows))


def test_a_quarter_without_facts_says_only_that_the_board_did_not_meet():
    assert texts(NOTHING) == [
        ("heading", "Current Situation"),
        ("paragraph", "The Board did not meet in the quarter."),
    ]


def test_the_summary_gives_the_quarter_in_figures():
    opening = (
        "This report provides an update of the work of the Serious and Organised Crime Board "
        "in Q1 2018–19 (April to June 2018). "
    )
    assert draft_summary(NOTHING) == opening + "The Board did not meet."
    once = met(decisions=("That it be noted.",))
    assert draft_summary(once) == opening + "The Board met once and one decision was taken."
    group = replace(MEETING, is_board=False, decisions=("One.", "Two."))
    often = replace(
        NOTHING,
        meetings=(MEETING, MEETING, group),
        table=replace(NOTHING.table, completed=(ROW, ROW)),
    )
    assert draft_summary(often) == opening + (
        "The Board met twice, working groups met once, two decisions were taken "
        "and two actions were completed."
    )


def test_the_summary_says_what_of_it_is_made_up():
    decisions = ("That it be noted.", "That it be agreed.")
    made_up = replace(MEETING, is_made_up=True, decisions=decisions)
    group = replace(made_up, is_board=False, decisions=())
    both = replace(NOTHING, meetings=(MEETING, made_up, group))
    assert draft_summary(both).endswith(
        ". The Board met twice (one of them for demonstration), working groups met once (demonstration) "
        "and two decisions were taken (demonstration)."
    )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "The Board met on 16 May 2018."),
        ({"title": "Away day"}, "The Board met on 16 May 2018 (Away day)."),
        ({"is_made_up": True}, "The Board met on 16 May 2018 (demonstration)."),
        (
            {"is_made_up": True, "title": "Demonstration meeting"},
            "The Board met on 16 May 2018 (Demonstration meeting).",
        ),
        ({"theme": "Drugs"}, "The Board met on 16 May 2018. The theme was Drugs."),
        (
            {"seats_present": 9},
            "The Board met on 16 May 2018. Nine of the eleven seats were represented.",
        ),
        (
            {"seats_present": 9, "not_represented": ("Legal, CoL", "Trading Standards")},
            "The Board met on 16 May 2018. Nine of the eleven seats were represented. "
            "Not represented: Legal, CoL; Trading Standards.",
        ),
        (
            {"seats_present": 1, "not_represented": ("Legal, CoL", "Trading Standards")},
            "The Board met on 16 May 2018. One of the eleven seats was represented.",
        ),
        (
            {"seats_present": 1},
            "The Board met on 16 May 2018. One of the eleven seats was represented.",
        ),
        (
            {"seats_present": 11},
            "The Board met on 16 May 2018. Every seat was represented.",
        ),
        (
            {"is_board": False, "group": "SOC Working Group", "seats_present": 2, "seats": None},
            "The SOC Working Group met on 16 May 2018. Two seats were represented.",
        ),
        (
            {"topics": ("Strategic tasking",)},
            "The Board met on 16 May 2018. It considered: Strategic tasking.",
        ),
    ],
)
def test_a_meeting_is_told_in_plain_sentences(facts, sentence):
    told = texts(met(**facts))
    assert told[-1] == ("paragraph", sentence)


def test_several_topics_are_bullets():
    assert texts(met(topics=("Drugs", "Modern slavery")))[1:] == [
        ("paragraph", "The Board met on 16 May 2018. It considered:"),
        ("bullet", "Drugs"),
        ("bullet", "Modern slavery"),
    ]


def test_a_paper_that_names_the_day_is_not_told_it_twice():
    summary = "The latest meeting took place on 16 May.\n\nThere was a discussion on theft"
    drafts = draft_blocks(met(summary=summary, summary_source="the report of 31 May 2018"))
    source = "from the meeting of 16 May 2018, told in the report of 31 May 2018"
    assert drafts[1:] == [
        Draft("paragraph", "The latest meeting took place on 16 May.", source),
        Draft("paragraph", "There was a discussion on theft.", source),
    ]


def test_a_paper_that_names_no_day_follows_the_meeting():
    assert texts(met(summary="Fraud was discussed."))[1:] == [
        ("paragraph", "The Board met on 16 May 2018."),
        ("paragraph", "Fraud was discussed."),
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "**RESOLVED** – That the report be noted.",
            "The Board resolved that the report be noted.",
        ),
        ("RESOLVED - That it stand", "The Board resolved that it stand."),
        ("To focus on three areas", "The Board resolved: To focus on three areas."),
    ],
)
def test_one_decision_is_a_sentence(words, sentence):
    drafts = draft_blocks(met(decisions=(words,)))
    assert drafts[-1] == Draft("paragraph", sentence, "from the minutes of 16 May 2018")


def test_several_decisions_are_lettered_and_drafts_are_called_so():
    decisions = ("**RESOLVED** – That a be done.", "That b be done")
    drafts = draft_blocks(met(decisions=decisions, minutes_state="circulated"))
    source = "from the draft minutes of 16 May 2018"
    assert drafts[2:] == [
        Draft("paragraph", "The Board resolved:", source),
        Draft("letter", "That a be done.", source),
        Draft("letter", "That b be done.", source),
    ]


def test_the_table_is_counted_in_words_worst_first():
    told = texts(table({"": 4, "amber": 9, "blue": 1, "red": 13}, new=(ROW,)))
    assert told[2:4] == [
        ("heading", "Action table"),
        (
            "paragraph",
            "At 30 June 2018 the action table held 27 rows: "
            "13 red, nine orange, one complete and four not rated.",
        ),
    ]


def test_a_table_in_which_nothing_moved_says_so():
    assert texts(table({"green": 1}))[-1] == (
        "paragraph",
        "At 30 June 2018 the action table held one row: one green. "
        "No rating had changed since 31 March 2018.",
    )


def test_one_move_is_a_sentence_and_several_are_bullets():
    better = replace(ROW, rating="green")
    told = texts(table({"green": 1, "amber": 1}, improved=(better,), completed=(ROW, ROW)))
    assert told[4:] == [
        ("paragraph", "Two rows were completed in the quarter:"),
        ("bullet", "Cyber attack: Raising awareness"),
        ("bullet", "Cyber attack: Raising awareness"),
        (
            "paragraph",
            "One row improved in the quarter: "
            "Cyber attack: Raising awareness (from orange to green).",
        ),
    ]


def test_what_is_stuck_is_told_with_its_barriers_or_not_at_all():
    red = replace(ROW, rating="red", issue="", barriers="Staff")
    bare = replace(ROW, barriers=" ")
    assert texts(table({"amber": 2}, stuck=(bare,)))[4:] == []
    assert texts(table({"amber": 2}, stuck=(ROW, bare)))[4:] == [
        (
            "paragraph",
            "Two rows stayed orange throughout the quarter, one of them with this potential "
            "barrier: "
            "Cyber attack: Raising awareness – No time; No money.",
        )
    ]
    assert texts(table({"amber": 2}, stuck=(ROW, red)))[4:] == [
        (
            "paragraph",
            "Two rows stayed red or orange throughout the quarter, with these potential barriers:",
        ),
        ("bullet", "Cyber attack: Raising awareness – No time; No money"),
        ("bullet", "Cyber attack – Staff"),
    ]


def test_a_quarter_still_running_is_told_so_far():
    told = texts(table({"amber": 1}, stuck=(ROW,), as_at=date(2018, 5, 31)))
    assert told[-1][1].startswith("One row stayed orange throughout the quarter so far, with this")


@pytest.mark.parametrize(
    ("taken", "planned", "sentence"),
    [
        (
            [False, False],
            [None, date(2018, 9, 19)],
            "The Board’s two focus areas are Drugs and Fraud. Fraud is to be taken on "
            "19 September 2018. No meeting is planned yet for Drugs.",
        ),
        (
            [True, False],
            [None, None],
            "Of its two focus areas the Board took one in the quarter: Drugs. "
            "No meeting is planned yet for Fraud.",
        ),
        (
            [True, True],
            [None, None],
            "The Board took its two focus areas in the quarter: Drugs and Fraud.",
        ),
    ],
)
def test_focus_areas_are_told_with_what_is_to_come(taken, planned, sentence):
    areas = zip(("Drugs", "Fraud"), taken, planned, strict=True)
    told = texts(replace(NOTHING, focus=tuple(FocusFigure(*area) for area in areas)))
    assert told[2:] == [("heading", "Priorities"), ("paragraph", sentence)]


def test_a_completed_row_is_told_with_its_outcome():
    done = replace(ROW, note="Leaflets printed.\nStaff trained.")
    told = texts(table({"blue": 1}, completed=(done,)))
    assert told[4][1] == (
        "One row was completed in the quarter: Cyber attack: Raising awareness – "
        "Leaflets printed; Staff trained."
    )


def test_vacant_seats_are_named():
    one = replace(NOTHING, vacant_seats=("Legal, CoL",))
    assert texts(one)[2:] == [
        ("heading", "Membership"),
        ("paragraph", "The seat of Legal, CoL is vacant."),
    ]
    two = replace(NOTHING, vacant_seats=("Legal, CoL", "Deputy Chairman"))
    assert texts(two)[3:] == [
        ("paragraph", "Two seats are vacant:"),
        ("bullet", "Legal, CoL"),
        ("bullet", "Deputy Chairman"),
    ]


def test_nominations_are_told_with_their_seat():
    made = NominationFigure("Jo Ray", "Legal, CoL", "the London Fire Brigade", date(2018, 6, 1))
    one = replace(NOTHING, vacant_seats=("Legal, CoL",), nominations=(made,))
    assert texts(one)[3:] == [
        ("paragraph", "The seat of Legal, CoL is vacant."),
        (
            "paragraph",
            "One nomination has been made: Jo Ray for the seat of Legal, CoL,"
            " by the London Fire Brigade on 1 June 2018.",
        ),
    ]
    two = replace(NOTHING, nominations=(made, replace(made, nominated_by="")))
    assert texts(two)[2:] == [
        ("heading", "Membership"),
        ("paragraph", "Two nominations have been made:"),
        ("bullet", "Jo Ray for the seat of Legal, CoL, by the London Fire Brigade on 1 June 2018"),
        ("bullet", "Jo Ray for the seat of Legal, CoL, on 1 June 2018"),
    ]


def test_the_next_meetings_are_told_with_their_theme():
    planned = NextMeeting(date(2018, 9, 19), "The Board", True, "Modern slavery", False)
    before = NextMeeting(date(2018, 9, 5), "SOC Working Group", False, "", True)
    told = texts(replace(NOTHING, next_meetings=(before, planned)))
    assert told[2:] == [
        ("heading", "Next meeting"),
        (
            "paragraph",
            "The next meeting of the SOC Working Group is scheduled for 5 September 2018 "
            "(demonstration). The next meeting of the Board is scheduled for 19 September 2018. "
            "Its theme is Modern slavery.",
        ),
    ]


def test_rows_that_are_gone_are_accounted_for():
    assert texts(table({"green": 1}, left=(ROW,)))[-1][1].endswith(
        ": one green. No rating had changed since 31 March 2018. "
        "One row, complete before the quarter, has left the table."
    )
    told = texts(table({"green": 1}, left=(ROW, ROW), completed=(ROW,), taken_off=(ROW,)))
    assert told[3][1].endswith(
        ": one green. Two rows, complete before the quarter, have left the table."
    )
    assert told[4] == (
        "paragraph",
        "One row was taken off the table in the quarter: Cyber attack: Raising awareness.",
    )


def test_the_terms_of_reference_say_what_the_board_is_for():
    said = replace(NOTHING, about="It advises.", purpose=PurposeFigure(2, "To tackle crime."))
    drafts = draft_blocks(said)
    assert [(draft.text, draft.source) for draft in drafts[1:3]] == [
        ("It advises.", "from the description of the Board in the settings"),
        (
            "The terms of reference say of the Board’s purpose: “To tackle crime.”",
            "from section 2 of the terms of reference",
        ),
    ]


def test_the_board_is_described_in_its_own_words():
    assert texts(replace(NOTHING, about="It advises"))[:2] == [
        ("heading", "Background"),
        ("paragraph", "It advises."),
    ]
