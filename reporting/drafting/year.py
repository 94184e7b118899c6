"""A year, told from its four quarters for the review of effectiveness."""

from statistics import mean

from reporting.wording import (
    capitalised,
    counted,
    day,
    full_stop,
    listed,
    number,
    times,
)

from .drafts import paragraph
from .summary import of_them_made_up
from .table import counts_in_words


def the_year(figures):
    """The meetings of the year, and each quarter in a line."""
    board = [meeting for meeting in figures.meetings if meeting.is_board]
    if not board:
        text = "The Board did not meet in the year."
    else:
        days = listed(day(meeting.held_on) for meeting in board)
        text = f"The Board met {times(len(board))} in the year{of_them_made_up(board)}: {days}."
    lines = [one_quarter(quarter, figures) for quarter in figures.year.quarters]
    return [
        *paragraph(text, "from the list of meetings", key="year: meetings"),
        *paragraph(
            "Quarter by quarter:", "from the quarters of the year", lines, key="year: quarters"
        ),
    ]


def one_quarter(quarter, figures):
    board = [meeting for meeting in quarter.meetings if meeting.is_board]
    other = [meeting for meeting in quarter.meetings if not meeting.is_board]
    decided = [meeting for meeting in quarter.meetings for _ in meeting.decisions]
    facts = [f"the Board met {times(len(board))}" if board else "the Board did not meet"]
    if other:
        facts.append(f"working groups met {times(len(other))}")
    if decided:
        facts.append(counted(len(decided), "decision was taken", "decisions were taken"))
    if done := len(quarter.table.completed):
        facts.append(counted(done, "action was completed", "actions were completed"))
    return f"{quarter.period.label}: {listed(facts)}{at_its_end(quarter.table, figures)}"


def at_its_end(table, figures):
    if not table.rows:
        return ""
    rows = counted(table.rows, "row", "rows")
    counts = ", ".join(counts_in_words(table, figures.amber_word))
    return f"; at {day(table.as_at)} the action table held {rows} ({counts})"


def attendance(figures):
    """How often each seat was represented, where the record says who came."""
    recorded = [meeting.attendance for meeting in figures.meetings if meeting.attendance]
    if not recorded:
        return []
    asked, came = {}, {}
    for label, was_there in (seat for meeting in recorded for seat in meeting):
        asked[label] = asked.get(label, 0) + 1
        came[label] = came.get(label, 0) + was_there
    points = [f"{label}: {came[label]} of {asked[label]}" for label in asked]
    known = [meeting for meeting in figures.meetings if meeting.attendance]
    meetings = counted(len(recorded), "meeting", "meetings")
    opening = f"Attendance is recorded for {meetings} of the Board{of_them_made_up(known)}."
    opening = f"{opening} The seats were represented as follows:"
    return paragraph(opening, "from the attendance of the year", points, key="year: attendance")


def priorities_covered(figures):
    """The themes of the year's meetings, each once."""
    source, key = "from the meetings of the year", "year: priorities"
    if not figures.priorities:
        return paragraph("No meeting of the year had a priority as its theme.", source, key=key)
    was = "was the theme of a meeting"
    if len(figures.priorities) > 1:
        was = "were themes of meetings"
    text = f"{listed(figures.priorities)} {was} in the year."
    return paragraph(text, source, key=key)


def time_to_blue(figures):
    """How long the rows completed in the year had stood in the table."""
    source, key = "from the history of the action table", "year: time to blue"
    table = figures.table
    if table.rows and table.was_kept_before and not table.completed:
        return paragraph("No row was completed in the year.", source, key=key)
    done = [row for row in figures.table.completed if row.rated_on and row.first_on]
    if not done:
        return []
    days = round(mean((row.rated_on - row.first_on).days for row in done))
    spell = counted(days, "day", "days") if days else "less than a day"
    if len(done) == 1:
        text = f"The row completed in the year was completed {spell} after it was first entered."
    else:
        text = (
            f"The {number(len(done))} rows completed in the year were completed on average {spell}"
            " after they were first entered."
        )
    return paragraph(text, source, key=key)


def returns(figures):
    rounds = [one for one in figures.year.rounds if one.asked]
    if not rounds:
        return []
    source = "from the update rounds of the year"
    points = [one_round(one) for one in rounds]
    if len(points) == 1:
        return paragraph(full_stop(capitalised(points[0])), source, key="year: returns")
    asked, in_time = sum(r.asked for r in rounds), sum(r.in_time for r in rounds)
    opening = (
        f"Partners were asked in {number(len(rounds))} update rounds how their actions stood. Of"
        f" {number(asked)} requests, {number(in_time) if in_time else 'none'}"
        f" {'were' if in_time > 1 else 'was'} answered in full by the last day:"
    )
    return paragraph(opening, source, points, key="year: returns")


def one_round(one):
    late = one.returned - one.in_time
    before = f"before the meeting of {day(one.meeting_on)}"
    if one.asked == 1:
        verb = "answered" if one.in_time else "did not answer"
        tail = ", but later" if late else ""
        return (
            f"{before}, the one partner asked {verb} for all of its actions by the last day{tail}"
        )
    tail = f" and {number(late)} later" if late else ""
    return f"{before}, {who(one)} answered for all of their actions by the last day{tail}"


def who(one):
    if one.in_time == one.asked:
        return f"all {number(one.asked)} partners"
    return f"{number(one.in_time) if one.in_time else 'none'} of {number(one.asked)} partners"


def reports_sent(figures):
    sent = [quarter.period.name for quarter in figures.year.quarters if quarter.was_reported]
    if not sent:
        return []
    noun = "report" if len(sent) == 1 else "reports"
    verb = "was" if len(sent) == 1 else "were"
    text = f"The activity {noun} for {listed(sent)} {verb} submitted."
    return paragraph(text, "from the reports", key="year: reports")
