"""The dashboard of a day for one reader: the counts put into lines and words."""

from collections import Counter
from urllib.parse import urlencode

from actions.models import ActionRevision, Rating
from actions.models.looking_up import key_is_one_of
from actions.models.revisions import FOUR_PS
from actions.silence import in_silence
from actions.stuck import last_day_to_move, that_are_stuck
from actions.table import last_board_meeting_before
from board.roles import roles_of
from papers.charts import stacked_bar
from reporting.figures.ratings import SILENT

from .counting import count, rows_on_table
from .facts import Cell, Dashboard, Figure, Line, StuckRow, Travel
from .returns import returns
from .subjects import age, areas

COLUMNS = [*((name, name.capitalize()) for name in FOUR_PS), ("none", "None of the 4 Ps")]
WORST_FIRST = [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE]
STUCK_SHOWN = 8
TITLE_SHOWN, WORDS_SHOWN = 80, 120


def read_dashboard(user, *, as_at, board, open_only=False):
    """The `Dashboard` as at a day, in a fixed number of queries. A reader who may not see closed
    rows, or who asks for `open_only`, gets every figure of open rows alone. `board`: its settings."""
    months = board.stuck_after_months
    stuck = that_are_stuck(as_at, months)
    meeting = last_board_meeting_before(as_at)
    rows = rows_on_table(user, as_at, meeting=meeting, open_only=open_only)
    with_closed = roles_of(user).sees_closed and not open_only
    counts = count(rows, stuck=stuck, since=meeting, with_closed=with_closed)
    make = Making(as_at, board.amber_word, counts, open_only=open_only)
    stuck_number = sum(found["stuck"] for found in counts)
    return Dashboard(
        as_at=as_at,
        since=meeting,
        headings=tuple(label for _, label in COLUMNS),
        lines=tuple(make.line(area) for area in areas(as_at, known=make.known)),
        total=make.total(),
        stuck=tuple(make.stuck_row(row) for row in longest(rows.filter(stuck), as_at)),
        stuck_number=stuck_number,
        stuck_query=make.query(state="stuck"),
        stuck_since=last_day_to_move(as_at, months),
        stuck_months=months,
        returns=returns(as_at, query=make.query),
        closed=sum(found["closed"] for found in counts) if with_closed else 0,
    )


def longest(rows, day):
    """Those that have not moved for the longest time."""
    order = ("rated_on", "area__position", "position", "action_id")
    # By their keys alone first: the words of few are read.
    first = key_is_one_of(rows.order_by(*order).values("pk")[:STUCK_SHOWN])
    told = ActionRevision.objects.filter(first).annotate(is_silent=in_silence(day))
    return told.select_related("area", "action__current").order_by(*order)


class Making:
    """Puts the counts of one day into figures, each with the choice of its rows."""

    def __init__(self, day, amber_word, counts, *, open_only):
        self.day, self.amber_word, self.counts = day, amber_word, counts
        self.fixed = {"as_at": day.isoformat()} | ({"open_only": "on"} if open_only else {})
        self.known = {found["area_id"] for found in counts}
        in_areas = Counter()
        for found in counts:
            in_areas[found["area_id"]] += found["in_all"]
        self.longest = max(in_areas.values(), default=1)

    def query(self, **chosen):
        return urlencode({**self.fixed, **chosen})

    def line(self, area):
        counts = [found for found in self.counts if found["area_id"] == area.pk]
        due = area.profile_due is not None and area.profile_due <= self.day
        return Line(
            title=area.title,
            **self.figures(counts, title=area.title, longest=self.longest, area=area.pk),
            is_in_focus=area.is_in_focus,
            taken_on=area.taken_on,
            profile_on=area.profile_on,
            profile_age=age(area.profile_on, self.day) if area.profile_on else "",
            profile_is_due=due,
        )

    def total(self):
        number = sum(found["in_all"] for found in self.counts)
        title = "All key crime areas"
        return Line(title=title, **self.figures(self.counts, title=title, longest=number))

    def figures(self, counts, *, title, longest, **chosen):
        every = self.cell("All rows", counts, "in_all", **chosen)
        return {
            "cells": tuple(
                self.cell(label, counts, f"in_{name}", four_p=name, **chosen)
                for name, label in COLUMNS
            ),
            "every": every,
            "travel": travel(counts),
            "bar": self.bar(every, title, longest),
        }

    def cell(self, label, counts, column, **chosen):
        numbers = Counter()
        for found in counts:
            numbers[SILENT if found["is_silent"] else found["rating"]] += found[column]
        figures = [
            Figure(
                numbers[rating],
                rating.value,
                rating.word(self.amber_word),
                self.query(**chosen, **rated(rating)),
            )
            for rating in Rating
        ]
        silent = self.query(**chosen, state=SILENT)
        figures.append(Figure(numbers[SILENT], "", "No return", silent))
        return Cell(label, tuple(figure for figure in figures if figure.number))

    def bar(self, cell, title, longest):
        said = ", ".join(f"{figure.number} {figure.word.lower()}" for figure in cell.figures)
        parts = [(figure.code, letter(figure), figure.number) for figure in cell.figures]
        return stacked_bar(parts, longest=longest, sentence=f"{title}: {said}.")

    def stuck_row(self, row):
        return StuckRow(
            pk=row.action_id,
            reference=row.action.reference,
            area=row.area.title,
            issue=shortened(row.issues.partition("\n")[0], TITLE_SHOWN),
            lead=shortened(" ".join(row.lead_printed.split())),
            barriers=shortened(" ".join(row.barriers.split())),
            code="" if row.is_silent else row.rating,
            word="No return" if row.is_silent else row.rating_word(self.amber_word),
            last_said=row.rating_word(self.amber_word) if row.is_silent else "",
            rated_on=row.rated_on,
            is_closed=row.is_closed or row.action.current.is_closed,
        )


def rated(rating):
    """Which rows of the table: the completed that have left it are not counted."""
    chosen = {"rating": rating.value or "none"}
    return chosen | ({"state": "on_table"} if rating is Rating.BLUE else {})


def letter(figure):
    """As on the mark of the rating: blue goes by its colour, what is not rated by a dash."""
    if figure.word == "No return":
        return "?"
    return {Rating.BLUE: "B", Rating.NOT_RATED: "–"}.get(figure.code, figure.word[:1].upper())


def shortened(text, room=WORDS_SHOWN):
    return text if len(text) <= room else f"{text[:room].rstrip()} …"


def travel(counts):
    """What moved: a rating that rose or fell, a row completed, a row that is new."""
    moved = Counter()
    for found in counts:
        moved[direction(found["was"], found["rating"])] += found["in_all"]
    return Travel(
        better=moved["better"],
        worse=moved["worse"],
        completed=moved["completed"],
        new=moved["new"],
    )


def direction(was, rating):
    if was is None:
        return "new"
    if rating == Rating.BLUE and was != Rating.BLUE:
        return "completed"
    if not was or not rating or was == rating:
        return ""
    return "better" if WORST_FIRST.index(rating) > WORST_FIRST.index(was) else "worse"
