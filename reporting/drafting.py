"""From the figures of a quarter to the first draft of a report: headings, paragraphs, points.

Every sentence states a fact of the record; what has no facts is left out, heading and all.
"""

from dataclasses import dataclass

from meetings.marks import without_resolved
from reporting.models import ReportBlock
from reporting.wording import (
    capitalised,
    counted,
    day,
    full_stop,
    in_one_line,
    listed,
    number,
    rating_word,
    row_name,
    times,
)

Kind = ReportBlock.Kind
RECOMMENDATION = "Note the report"
RATING_ORDER = ["red", "amber", "green", "blue", ""]


@dataclass(frozen=True)
class Draft:
    """A block of the draft; `source` tells the reader where its words come from."""

    kind: str
    text: str
    source: str = ""


def draft_blocks(figures):
    """The drafts of a report's main part, from `QuarterFigures`, in order."""
    return [
        *under("Background", background(figures)),
        *under("Current Situation", meetings(figures)),
        *under("Action table", action_table(figures)),
        *under("Membership", membership(figures)),
        *under("Next meeting", next_meeting(figures)),
    ]


def draft_summary(figures):
    """Two sentences: what the report is, and the quarter in figures."""
    opening = f"This report provides an update of the work of the {figures.board}"
    return f"{opening} in {figures.quarter.label}. {quarter_in_figures(figures)}".strip()


def quarter_in_figures(figures):
    board = [meeting for meeting in figures.meetings if meeting.is_board]
    other = [meeting for meeting in figures.meetings if not meeting.is_board]
    decided = [meeting for meeting in figures.meetings for _ in meeting.decisions]
    completed = len(figures.table.completed)
    met = f"the Board met {times(len(board))}{of_them_made_up(board)}"
    facts = [met if board else "the Board did not meet"]
    if other:
        facts.append(f"working groups met {times(len(other))}{of_them_made_up(other)}")
    if decided:
        taken = counted(len(decided), "decision was taken", "decisions were taken")
        facts.append(f"{taken}{of_them_made_up(decided)}")
    if completed:
        facts.append(f"{counted(completed, 'action was', 'actions were')} completed")
    return f"{capitalised(listed(facts))}."


def of_them_made_up(meetings):
    """In brackets, how many of them belong to the demonstration."""
    made_up = sum(meeting.is_made_up for meeting in meetings)
    if not made_up:
        return ""
    return " (demonstration)" if made_up == len(meetings) else f" ({number(made_up)} demonstration)"


def under(heading, drafts):
    return [Draft(Kind.HEADING, heading), *drafts] if drafts else []


def paragraph(text, source, points=(), kind=Kind.BULLET):
    return [Draft(Kind.PARAGRAPH, text, source), *(Draft(kind, point, source) for point in points)]


def background(figures):
    if not figures.about.strip():
        return []
    return paragraph(full_stop(figures.about), "from the description of the Board in the settings")


def meetings(figures):
    drafts = [draft for meeting in figures.meetings for draft in one_meeting(meeting)]
    if any(meeting.is_board for meeting in figures.meetings):
        return drafts
    none = paragraph("The Board did not meet in the quarter.", "from the list of meetings")
    return none + drafts


def one_meeting(meeting):
    source = f"from the meeting of {day(meeting.held_on)}"
    told = meeting.summary_source or "the record of the meeting"
    return [
        *what_took_place(meeting, source),
        *(
            Draft(Kind.PARAGRAPH, full_stop(text), f"{source}, told in {told}")
            for text in meeting.summary.split("\n\n")
            if text.strip()
        ),
        *decisions(meeting),
    ]


def what_took_place(meeting, source):
    sentences = [f"{group(meeting)} met on {day(meeting.held_on)}{in_brackets(meeting)}."]
    if meeting.theme:
        sentences.append(f"The theme was {meeting.theme}.")
    if meeting.seats_present is not None:
        sentences.append(attendance(meeting))
    if len(meeting.topics) == 1:
        sentences.append(full_stop(f"It considered: {meeting.topics[0]}"))
    elif meeting.topics:
        sentences.append("It considered:")
    # The words of a paper that name their day say already that the meeting took place.
    if len(sentences) == 1 and f"{meeting.held_on:%-d %B}" in meeting.summary:
        return []
    return paragraph(" ".join(sentences), source, meeting.topics[1:] and meeting.topics)


def group(meeting):
    return "The Board" if meeting.is_board else f"The {meeting.group.removeprefix('The ')}"


def in_brackets(meeting):
    labels = [meeting.title] if meeting.title else []
    if meeting.is_made_up and "demonstration" not in meeting.title.casefold():
        labels.append("demonstration")
    return f" ({', '.join(labels)})" if labels else ""


def attendance(meeting):
    present, seats = meeting.seats_present, meeting.seats
    if seats is None:
        return capitalised(f"{counted(present, 'seat was', 'seats were')} represented.")
    if present == seats:
        return "Every seat was represented."
    verb = "was" if present == 1 else "were"
    return capitalised(f"{number(present)} of the {number(seats)} seats {verb} represented.")


def decisions(meeting):
    if not meeting.decisions:
        return []
    sources = {"": "meeting", "approved": "minutes"}
    source = f"from the {sources.get(meeting.minutes_state, 'draft minutes')} of"
    source = f"{source} {day(meeting.held_on)}"
    words = [without_resolved(text) for text in meeting.decisions]
    who = group(meeting)
    if len(words) == 1:
        joined = f" that {words[0][5:]}" if words[0].startswith("That ") else f": {words[0]}"
        return paragraph(full_stop(f"{who} resolved{joined}"), source)
    points = [full_stop(text) for text in words]
    return paragraph(f"{who} resolved:", source, points, Kind.LETTER)


def action_table(figures):
    table = figures.table
    if not table.rows:
        return []
    source = f"from the action table as at {day(table.as_at)}"
    return [
        *paragraph(standing(figures), source),
        *moved(table.new, "was added", "were added", source),
        *moved(table.completed, "was completed", "were completed", source),
        *moved(table.improved, "improved", "improved", source, figures.amber_word),
        *moved(table.worsened, "worsened", "worsened", source, figures.amber_word),
        *stuck(figures, source),
    ]


def standing(figures):
    table = figures.table
    counts = [
        f"{number(table.counts[rating])} {rating_word(rating, figures.amber_word)}"
        for rating in RATING_ORDER
        if table.counts.get(rating)
    ]
    rows = counted(table.rows, "row", "rows")
    text = f"At {day(table.as_at)} the action table held {rows}: {listed(counts)}."
    if table.new or table.completed or table.improved or table.worsened:
        return text
    return f"{text} No rating had changed since {day(table.since)}."


def moved(rows, one, many, source, amber_word=""):
    if not rows:
        return []
    names = [row_name(row) + from_to(row, amber_word) for row in rows]
    opening = capitalised(f"{counted(len(rows), 'row', 'rows')} {one if len(rows) == 1 else many}")
    if len(names) == 1:
        return paragraph(full_stop(f"{opening} in the quarter: {names[0]}"), source)
    return paragraph(f"{opening} in the quarter:", source, names)


def from_to(row, amber_word):
    if not amber_word:
        return ""
    before, now = (rating_word(r, amber_word) for r in (row.rating_before, row.rating))
    return f" (from {before} to {now})"


def stuck(figures, source):
    rows = [row for row in figures.table.stuck if row.barriers.strip()]
    if not rows:
        return []
    ratings = dict.fromkeys(row.rating for row in rows)
    words = " or ".join(
        rating_word(rating, figures.amber_word) for rating in RATING_ORDER if rating in ratings
    )
    points = [f"{row_name(row)} – {in_one_line(row.barriers)}" for row in rows]
    if len(points) == 1:
        text = f"One row stayed {words} throughout the quarter, with this potential barrier: {points[0]}"
        return paragraph(full_stop(text), source)
    opening = (
        f"{capitalised(counted(len(rows), 'row', 'rows'))} stayed {words} throughout the quarter"
    )
    return paragraph(f"{opening}, with these potential barriers:", source, points)


def membership(figures):
    seats = figures.vacant_seats
    if not seats:
        return []
    source = f"from the membership as at {day(figures.table.as_at)}"
    if len(seats) == 1:
        return paragraph(f"The seat of {seats[0]} is vacant.", source)
    opening = f"{capitalised(number(len(seats)))} seats are vacant:"
    return paragraph(opening, source, seats)


def next_meeting(figures):
    if not figures.next_meetings:
        return []
    sentences = [planned(meeting) for meeting in figures.next_meetings]
    return paragraph(" ".join(sentences), "from the list of meetings")


def planned(meeting):
    who = "Board" if meeting.is_board else meeting.group.removeprefix("The ")
    made_up = " (demonstration)" if meeting.is_made_up else ""
    text = f"The next meeting of the {who} is scheduled for {day(meeting.held_on)}{made_up}."
    return f"{text} Its theme is {meeting.theme}." if meeting.theme else text
