"""The action table: how it stands, and what moved in it."""

from collections import Counter

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
)

from .drafts import paragraph

RATING_ORDER = ["red", "amber", "green", "blue", ""]


def action_table(figures, name="action table"):
    table, period = figures.table, figures.period.word
    if not table.rows:
        return []
    source = f"from the {name} as at {day(table.as_at)}"

    def moves(rows, one, many, said=None):
        return moved(rows, one, many, source, period=period, said=said)

    return [
        *paragraph(standing(figures, name), source, key="table: standing"),
        *moves(table.new, "was added", "were added"),
        *moves(table.taken_off, "was taken off the table", "were taken off the table"),
        *moves(table.completed, "was completed", "were completed", with_outcome),
        *moves(table.improved, "improved", "improved", from_to(figures)),
        *moves(table.worsened, "worsened", "worsened", from_to(figures)),
        *stuck(figures, source),
        *no_return(figures, source),
    ]


def standing(figures, name):
    """How the table stands, and whether anything moved in it."""
    table = figures.table
    rows = counted(table.rows, "row", "rows")
    counts = listed(counts_in_words(table, figures.amber_word))
    text = f"At {day(table.as_at)} the {name} held {rows}: {counts}."
    moved = table.new or table.completed or table.improved or table.worsened
    if table.was_kept_before and not moved:
        text = f"{text} No rating had changed since {day(table.since)}."
    if table.left:
        rows, have = (
            counted(len(table.left), "row", "rows"),
            "has" if len(table.left) == 1 else "have",
        )
        before = f"complete before the {figures.period.word}"
        text = f"{text} {capitalised(rows)}, {before}, {have} left the table."
    return text


def counts_in_words(table, amber_word):
    """How many rows stand how. A row that nobody answered for is not counted by its rating."""
    silent = Counter(row.rating for row in table.silent)
    counts = [
        f"{number(count)} {rating_word(rating, amber_word)}"
        for rating in RATING_ORDER
        if (count := table.counts.get(rating, 0) - silent[rating])
    ]
    return counts + [f"{number(len(table.silent))} without a return"] * bool(table.silent)


def no_return(figures, source):
    """Rows that were asked for and of which nobody said a word: whatever was said before."""
    silent = figures.table.silent
    if not silent:
        return []
    names = [f"{row_name(row)} ({last_said(row, figures.amber_word)})" for row in silent]
    rows, closed_on = counted(len(silent), "row", "rows"), figures.table.round_closed_on
    the_round = f"the update round that closed on {day(closed_on)}:"
    opening = f"No return was received for {rows} in {the_round}"
    if closed_on <= figures.table.since:
        has = "has" if len(silent) == 1 else "have"
        opening = f"{capitalised(rows)} {has} been without a return since {the_round}"
    if len(names) == 1:
        return paragraph(full_stop(f"{opening} {names[0]}"), source, key="table: no return")
    return paragraph(opening, source, names, key="table: no return")


def last_said(row, amber_word):
    return f"last rated {rating_word(row.rating, amber_word)}" if row.rating else "not rated yet"


def moved(rows, one, many, source, *, period, said=None):
    """The rows that moved alike; `said` gives what follows the name of each."""
    if not rows:
        return []
    names = [row_name(row) + (said(row) if said else "") for row in rows]
    opening = capitalised(f"{counted(len(rows), 'row', 'rows')} {one if len(rows) == 1 else many}")
    key = f"table: {many}"
    if len(names) == 1:
        return paragraph(full_stop(f"{opening} in the {period}: {names[0]}"), source, key=key)
    return paragraph(f"{opening} in the {period}:", source, names, key=key)


def from_to(figures):
    def said(row):
        before, now = (rating_word(r, figures.amber_word) for r in (row.rating_before, row.rating))
        return f" (from {before} to {now})"

    return said


def with_outcome(row):
    """What the completion was reported with, in the words of the table."""
    outcome = in_one_line(row.note)
    return f" – {outcome}" if outcome else ""


def stuck(figures, source):
    table = figures.table
    stayed = [row for row in table.stuck if row not in table.silent]
    rows = [row for row in stayed if row.barriers.strip()]
    if not rows:
        return []
    ratings = {row.rating for row in stayed}
    words = " or ".join(
        rating_word(rating, figures.amber_word) for rating in RATING_ORDER if rating in ratings
    )
    points = [f"{row_name(row)} – {in_one_line(row.barriers)}" for row in rows]
    opening = f"{capitalised(counted(len(stayed), 'row', 'rows'))} stayed {words} throughout"
    so_far = " so far" if table.as_at < figures.period.end else ""
    opening = f"{opening} the {figures.period.word}{so_far},"
    if len(rows) < len(stayed):
        opening = f"{opening} {number(len(rows))} of them"
    if len(points) == 1:
        text = f"{opening} with this potential barrier: {points[0]}"
        return paragraph(full_stop(text), source, key="table: stuck")
    return paragraph(
        f"{opening} with these potential barriers:", source, points, key="table: stuck"
    )
