"""The action table: how it stands, and what moved in it."""

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
    table = figures.table
    if not table.rows:
        return []
    source = f"from the {name} as at {day(table.as_at)}"
    return [
        *paragraph(standing(figures, name), source, key="table: standing"),
        *moved(table.new, "was added", "were added", source),
        *moved(table.completed, "was completed", "were completed", source, said=with_outcome),
        *moved(table.improved, "improved", "improved", source, said=from_to(figures)),
        *moved(table.worsened, "worsened", "worsened", source, said=from_to(figures)),
        *stuck(figures, source),
    ]


def standing(figures, name):
    table = figures.table
    counts = [
        f"{number(table.counts[rating])} {rating_word(rating, figures.amber_word)}"
        for rating in RATING_ORDER
        if table.counts.get(rating)
    ]
    rows = counted(table.rows, "row", "rows")
    text = f"At {day(table.as_at)} the {name} held {rows}: {listed(counts)}."
    if table.new or table.completed or table.improved or table.worsened:
        return text
    return f"{text} No rating had changed since {day(table.since)}."


def moved(rows, one, many, source, *, said=None):
    """The rows that moved alike; `said` gives what follows the name of each."""
    if not rows:
        return []
    names = [row_name(row) + (said(row) if said else "") for row in rows]
    opening = capitalised(f"{counted(len(rows), 'row', 'rows')} {one if len(rows) == 1 else many}")
    key = f"table: {many}"
    if len(names) == 1:
        return paragraph(full_stop(f"{opening} in the quarter: {names[0]}"), source, key=key)
    return paragraph(f"{opening} in the quarter:", source, names, key=key)


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
        return paragraph(full_stop(text), source, key="table: stuck")
    opening = (
        f"{capitalised(counted(len(rows), 'row', 'rows'))} stayed {words} throughout the quarter"
    )
    opening = f"{opening}, with these potential barriers:"
    return paragraph(opening, source, points, key="table: stuck")
