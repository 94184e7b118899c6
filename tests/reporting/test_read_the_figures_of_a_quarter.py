from datetime import date

import pytest

from actions.models import Rating
from board.models import Seat, TermsOfReference
from meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    MinuteParagraph,
    Minutes,
    ParagraphRevision,
)
from reporting.drafting import draft_blocks, draft_summary
from reporting.figures import PurposeFigure, figures_for
from tests.reporting.conftest import QUARTER, TODAY

CANARY = "Zebrafinch"


def figures():
    return figures_for(QUARTER, today=TODAY)


def item(meeting, number, title, **facts):
    return AgendaItem.objects.create(
        meeting=meeting, number=str(number), position=number, title=title, **facts
    )


def closed(**facts):
    return {"is_closed": True, "closed_reason": "paragraph 7", **facts}


def decide(cast, on_item, text, number, **facts):
    minutes, _ = Minutes.objects.get_or_create(meeting=on_item.meeting)
    paragraph = MinuteParagraph.objects.create(minutes=minutes, item=on_item, position=number)
    paragraph.current = ParagraphRevision.objects.create(
        paragraph=paragraph, number=1, kind="decision", text=text, made_by=cast.secretary, **facts
    )
    paragraph.save()
    return Decision.objects.create(meeting=on_item.meeting, paragraph=paragraph, number=number)


def came(meeting, seat, name, **facts):
    return Attendance.objects.create(
        meeting=meeting, seat=seat, name=name, status=facts.pop("status", "present"), **facts
    )


def test_only_meetings_that_took_place_in_the_quarter_count(cast, record):
    record.meet(date(2018, 4, 1))
    record.meet(date(2018, 6, 30), group=cast.working_group)
    record.meet(date(2018, 3, 31))
    record.meet(date(2018, 7, 1))
    record.meet(date(2018, 5, 1), state="cancelled")

    assert [(m.held_on, m.is_board) for m in figures().meetings] == [
        (date(2018, 4, 1), True),
        (date(2018, 6, 30), False),
    ]


def test_topics_leave_out_standing_business_and_what_was_not_taken(record):
    meeting = record.meet(theme=record.area)
    item(meeting, 1, "Apologies")
    item(meeting, 2, "Minutes of the last meeting")
    item(meeting, 3, "Strategic tasking")
    item(meeting, 4, "Toolkit", outcome="withdrawn")

    held = figures().meetings[0]
    assert held.topics == ("Strategic tasking",)
    assert figures().priorities == ("Cyber attack",)


def test_a_seat_counts_once_whoever_of_its_holders_came(cast, record):
    meeting = record.meet()
    came(meeting, cast.seats["member"], "One")
    came(meeting, cast.seats["member"], "Other")
    came(meeting, cast.seats["chairman"], "Chair", status="apologies")
    came(meeting, cast.seats["observer"], "Observer")

    held = figures().meetings[0]
    assert (held.seats_present, held.seats) == (1, 3)


def test_nobody_recorded_is_not_nobody_present(record):
    record.meet()
    assert figures().meetings[0].seats_present is None


def test_moves_of_the_table_are_measured_from_the_start_to_the_end(cast, record):
    rows = {
        name: record.add_row(issues=name, rating=before)
        for name, before in [
            ("done", "amber"),
            ("better", "red"),
            ("worse", "green"),
            ("still", "amber"),
            ("blank", ""),
        ]
    }
    stays = record.add_row(issues="stuck", rating="red", barriers="No money")
    for name, after in [("done", "blue"), ("better", "green"), ("worse", "red")]:
        rows[name].rate(Rating(after), by=cast.secretary, as_at=date(2018, 5, 1), version=1)
    record.add_row(as_at=date(2018, 6, 1), issues="added", rating="green")
    stays.rate(Rating.GREEN, by=cast.secretary, as_at=date(2018, 7, 1), version=1)

    table = figures().table
    assert (table.as_at, table.since) == (date(2018, 6, 30), date(2018, 3, 31))
    assert table.counts == {"blue": 1, "green": 2, "red": 2, "amber": 1, "": 1}
    assert [row.issue for row in table.completed] == ["done"]
    assert [row.issue for row in table.improved] == ["better"]
    assert [row.issue for row in table.worsened] == ["worse"]
    assert [row.issue for row in table.new] == ["added"]
    assert [(row.issue, row.barriers) for row in table.stuck] == [
        ("still", ""),
        ("stuck", "No money"),
    ]


def test_what_is_gone_from_the_table_was_complete_before_or_was_taken_off(cast, record):
    record.meet(date(2018, 2, 1))
    for name, rating in [("done before", "blue"), ("taken off", "red"), ("stays", "red")]:
        row = record.add_row(as_at=date(2018, 2, 1), issues=name, rating=rating)
        if name == "taken off":
            row.drop(by=cast.secretary, as_at=date(2018, 5, 1), version=1, note="A double.")
    shut = record.add_row(issues="closed", rating="blue", **closed())
    shut.drop(by=cast.secretary, as_at=date(2018, 5, 1), version=1, note="Gone.")
    record.meet(date(2018, 5, 16))

    table = figures().table
    assert [row.issue for row in table.left] == ["done before"]
    assert [(row.issue, row.rating) for row in table.taken_off] == [("taken off", None)]
    assert table.counts == {"red": 1}


def test_the_purpose_is_that_of_the_terms_in_force_at_the_end(cast, record):
    assert figures().purpose is None
    for agreed_on, text in [(date(2018, 3, 1), "Advise.\n\nMore."), (date(2018, 7, 1), "Later.")]:
        terms = TermsOfReference(title="Terms", agreed_on=agreed_on)
        terms.record([("Background", "Crime.", False), ("Purpose", text, False)], by=cast.secretary)
    assert figures().purpose == PurposeFigure(2, "Advise.")


def test_rows_of_the_first_table_are_not_called_new(record):
    record.add_row(as_at=date(2018, 5, 1), rating="red")
    assert figures().table.new == ()
    # Nor is anything said of a time before it.
    drafted = [draft.text for draft in draft_blocks(figures())]
    assert "At 30 June 2018 the action table held one row: one red." in drafted


def test_a_quarter_still_running_is_told_up_to_today(record):
    record.meet(date(2018, 6, 20))
    told = figures_for(QUARTER, today=date(2018, 6, 1))
    assert told.meetings == ()
    assert told.table.as_at == date(2018, 6, 1)


def test_the_next_meeting_is_the_boards_with_the_working_groups_before_it(cast, record):
    record.meet(date(2018, 9, 10), group=cast.working_group, state="planned")
    record.meet(date(2018, 9, 11), state="postponed")
    record.meet(date(2018, 9, 19), state="planned")
    record.meet(date(2018, 12, 1), state="planned")

    assert [meeting.held_on for meeting in figures().next_meetings] == [
        date(2018, 9, 10),
        date(2018, 9, 19),
    ]


def test_a_seat_nobody_holds_is_vacant_unless_it_is_filled_when_needed(cast, record):
    Seat.objects.create(category="member", label="Legal, CoL")
    Seat.objects.create(category="member", label="Others", condition="as and when required")
    Seat.objects.create(category="adviser", label="Legal advisor")
    assert figures().vacant_seats == ("Legal, CoL",)


def plant(cast, record):
    """Something closed in every place the figures are drawn from."""
    meeting = record.meet()
    open_item = item(meeting, 1, "Strategic tasking")
    closed_item = item(meeting, 2, f"{CANARY} item", **closed())
    decide(cast, open_item, "That the report be noted.", 1)
    came(meeting, cast.seats["member"], "Member")
    record.add_row(issues="Open row", rating="amber", barriers="Open barrier")
    yield
    decide(cast, closed_item, f"That {CANARY} be agreed.", 2)
    decide(cast, open_item, f"That {CANARY} be kept.", 3, **closed())
    came(
        meeting,
        cast.seats["chairman"],
        CANARY,
        from_item=closed_item,
        to_item=closed_item,
    )
    for day in (date(2018, 1, 31), date(2018, 5, 1)):
        record.add_row(
            as_at=day,
            issues=CANARY,
            rating="red",
            barriers=CANARY,
            is_closed=True,
            closed_reason="paragraph 7",
        )
    shut = record.add_row(issues="Closed later", rating="red")
    shut.edit(
        by=cast.secretary,
        as_at=date(2018, 8, 1),
        version=1,
        leads=[],
        is_closed=True,
        closed_reason="paragraph 7",
    )
    yield


def test_closed_material_changes_no_figure(cast, record):
    planting = plant(cast, record)
    next(planting)
    before = figures()
    next(planting)
    after = figures()

    assert after == before
    drafted = [draft_summary(after), *(draft.text for draft in draft_blocks(after))]
    assert not any(CANARY in text for text in drafted)
    assert before.meetings[0].decisions == ("**RESOLVED** – That the report be noted.",)


@pytest.mark.parametrize("count", [1, 3])
def test_the_figures_take_the_same_queries_however_much_there_is(
    count, cast, record, django_assert_num_queries
):
    for number in range(count):
        meeting = record.meet(date(2018, 5, number + 1))
        decide(cast, item(meeting, 1, "Topic"), "That it be noted.", 1)
        came(meeting, cast.seats["member"], "Member")
        record.meet(date(2018, 9, number + 10), state="planned")
        record.add_row(issues="Row", rating="amber")
    with django_assert_num_queries(QUERIES):
        figures()


QUERIES = 24
