"""The figures of a report as a spreadsheet: plain tables, frozen when the report is signed off."""

from collections import Counter

from actions.models import Rating
from papers.spreadsheet import Sheet, excel_file
from reporting.figures import figures_for
from reporting.figures.attendance import attendance_figures
from reporting.figures.ratings import SILENT, ratings_over_time
from reporting.wording import day

NO_RETURN = "No return"
MOVEMENTS = [
    ("New", "new"),
    ("Complete", "completed"),
    ("Better", "improved"),
    ("Worse", "worsened"),
    ("Stands still at red or {amber}", "stuck"),
    ("Complete before, left the table", "left"),
    ("Taken off the table", "taken_off"),
]


def figures_of(report, *, public):
    """A list of tables that JSON can hold, each with name, headings, widths and rows; empty for an
    older paper. The public ones, and those of a report without a closed part, count open rows
    alone; the closed part has tables of its own, in which nothing open is counted."""
    if not report.period:
        return []
    with_closed = report.has_closed_part and not public
    figures = figures_for(report.period, today=report.dated_on, with_closed=with_closed)
    word = figures.amber_word
    tables = [
        counts(figures.table, word, "Ratings"),
        over_time(ratings_over_time(report.period, end=report.dated_on), word),
        movement(figures.table, word, "Movement"),
        meetings(figures.meetings),
        attendance(attendance_figures(report.period.start, figures.table.as_at)),
    ]
    if figures.closed:
        tables.append(counts(figures.closed.table, word, "CLOSED ratings"))
        tables.append(movement(figures.closed.table, word, "CLOSED movement"))
        tables.append(closed_meetings(figures.closed.meetings))
    return tables


def figures_file(tables, *, title, made_at, marking=""):
    """The bytes of the .xlsx file of such tables."""
    heading = f"{marking} – {title}" if marking else title
    return excel_file(
        *(
            Sheet(
                title=title,
                name=table["name"],
                headings=table["headings"],
                widths=table["widths"],
                rows=table["rows"],
                made_at=made_at,
                above=(heading, table["about"]),
            )
            for table in tables
        )
    )


def a_table(name, about, columns, rows):
    """`columns`: (heading, width in characters)."""
    headings, widths = ([column[part] for column in columns] for part in (0, 1))
    return {"name": name, "about": about, "headings": headings, "widths": widths, "rows": rows}


def counts(table, amber_word, name):
    silent = Counter(row.rating for row in table.silent)
    rows = [
        [rating.word(amber_word), table.counts.get(rating, 0) - silent[rating]] for rating in Rating
    ]
    rows += [[NO_RETURN, silent.total()]]
    about = f"Rows of the action table as at {day(table.as_at)}"
    return a_table(name, about, [("Rating", 20), ("Rows", 10)], [*rows, ["In all", table.rows]])


def over_time(found, amber_word):
    words = [rating.word(amber_word) for rating in Rating]
    rows = [
        [area.title, quarter.period.name, *numbers(quarter.by_area.get(area.pk, {}))]
        for area in found.areas
        for quarter in found.quarters
    ]
    columns = [("Key crime area", 40), ("Quarter", 14)]
    columns += [(word, 12) for word in (*words, NO_RETURN)]
    about = "Rows of the action table at the end of each quarter"
    return a_table("Ratings over the quarters", about, [*columns, ("In all", 10)], rows)


def numbers(counted):
    each = [counted.get(rating, 0) for rating in (*Rating, SILENT)]
    return [*each, sum(each)]


def movement(table, amber_word, name):
    def words(rating):
        return "Not on the table" if rating is None else Rating(rating).word(amber_word)

    rows = [
        [
            what.format(amber=amber_word.lower()),
            row.area,
            row.issue,
            words(row.rating_before),
            words(row.rating),
            f"{row.rated_on:%d.%m.%y}" if row.rated_on else "",
            row.barriers,
        ]
        for what, kind in MOVEMENTS
        for row in getattr(table, kind)
    ]
    columns = [("What moved", 22), ("Key crime area", 30), ("Issue", 40), ("Before", 16)]
    columns += [("Now", 16), ("Rated on", 12), ("Potential barriers", 50)]
    about = f"The action table from {day(table.since)} to {day(table.as_at)}"
    return a_table(name, about, columns, rows)


def meetings(held):
    rows = [
        [
            f"{meeting.held_on:%d.%m.%y}",
            meeting.group,
            meeting.theme,
            "\n".join(meeting.topics),
            "Not recorded" if meeting.seats_present is None else meeting.seats_present,
            "" if meeting.seats is None else meeting.seats,
            len(meeting.decisions),
        ]
        for meeting in held
    ]
    columns = [("Date", 12), ("Meeting of", 36), ("Theme", 24), ("Open items", 50)]
    columns += [("Seats present", 14), ("Seats", 8), ("Decisions", 10)]
    return a_table("Meetings", "Meetings held; open items and decisions alone", columns, rows)


def attendance(found):
    days = [f"{meeting.held_on:%d.%m.%y}" for meeting in found.meetings]
    rows = [
        [line.seat.label, *(words for _, words in line.marks), line.came, line.asked]
        for line in found.lines
    ]
    columns = [("Seat", 44), *((name, 18) for name in days), ("Came", 8), ("Meetings", 10)]
    return a_table("Attendance", "Meetings of the Board, by seat", columns, rows)


def closed_meetings(held):
    rows = [
        [f"{meeting.held_on:%d.%m.%y}", meeting.group, "\n".join(meeting.topics), decisions]
        for meeting in held
        for decisions in [len(meeting.decisions)]
    ]
    columns = [("Date", 12), ("Meeting of", 36), ("Closed items", 50), ("Decisions", 10)]
    return a_table("CLOSED meetings", "What was considered in closed session", columns, rows)
