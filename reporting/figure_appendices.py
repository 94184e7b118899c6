"""The appendices that are figures, as plain data. Open material alone, in either rendering: what
the whole report tells of closed items stands in its closed part, by itself."""

from dataclasses import asdict

from actions.models import Rating
from board.models import BoardSettings
from meetings.attendance_of_year import KEY
from papers.charts import stacked_bar
from reporting.figures.attendance import attendance_figures
from reporting.figures.ratings import SILENT, ratings_over_time

# As on the mark of the rating: blue goes by its colour, what is not rated by a dash.
LETTERS = {Rating.BLUE: "B", Rating.NOT_RATED: "–"}


def months_of(report):
    """The first and the last day that the report speaks of; None for an older paper."""
    period = report.period
    return (period.start, min(period.end, report.dated_on)) if period else None


def ratings(report, with_closed):
    """A bar and its figures for each key crime area at the end of each quarter."""
    if not report.period:
        return {"title": "Ratings over the quarters", "quarters": [], "lines": []}
    found = ratings_over_time(report.period, end=report.dated_on)
    draw = Drawing(BoardSettings.current().amber_word, found)
    names = [quarter.period.name for quarter in found.quarters]
    return {
        "title": f"Ratings by key crime area, {names[0]} to {names[-1]}",
        "quarters": [
            {"name": quarter.period.name, "as_at": f"{quarter.as_at:%d.%m.%y}"}
            for quarter in found.quarters
        ],
        "lines": [draw.line(area) for area in found.areas] + [draw.total()] * bool(found.areas),
    }


class Drawing:
    """Bars that can be compared: those of the areas with one another, the totals with totals."""

    def __init__(self, amber_word, found):
        self.amber_word, self.quarters = amber_word, found.quarters
        each = [counts.total() for quarter in self.quarters for counts in quarter.by_area.values()]
        self.longest = max(each, default=1)

    def line(self, area):
        counts = [quarter.by_area.get(area.pk, {}) for quarter in self.quarters]
        return self.cells(area.title, counts, self.longest)

    def total(self):
        counts = [quarter.in_all for quarter in self.quarters]
        longest = max(total.total() for total in counts)
        return self.cells("All key crime areas", counts, longest) | {"is_total": True}

    def cells(self, title, counts, longest):
        each = zip(self.quarters, counts, strict=True)
        return {"title": title, "cells": [self.cell(title, *one, longest) for one in each]}

    def cell(self, title, quarter, counts, longest):
        figures = [
            (rating.value, LETTERS.get(rating, rating.word(self.amber_word)[0]), counts[rating])
            for rating in Rating
            if counts.get(rating)
        ]
        if counts.get(SILENT):
            figures.append((SILENT, "?", counts[SILENT]))
        words = [f"{counts[code]} {self.word(code)}" for code, _, _ in figures]
        sentence = f"{title}, {quarter.period.name}: {', '.join(words)}."
        bar = stacked_bar(figures, longest=longest, sentence=sentence)
        return {"words": words, "bar": plain(bar) if bar else None}

    def word(self, code):
        if code == SILENT:
            return "no return"
        return Rating(code).word(self.amber_word).lower()


def plain(bar):
    """A bar as JSON can hold it, with all that its template asks for."""
    parts = [{**asdict(part), "middle": part.middle} for part in bar.parts]
    return {**asdict(bar), "parts": parts}


def attendance(report, with_closed):
    """Seats against the Board's meetings of the quarter or year."""
    months = months_of(report)
    found = attendance_figures(*months) if months else None
    return {
        "title": f"Attendance by seat, {report.period.name}" if months else "Attendance by seat",
        "days": [f"{meeting.held_on:%d.%m.%y}" for meeting in found.meetings] if found else [],
        "lines": [
            {
                "seat": line.seat.label,
                "marks": [list(mark) for mark in line.marks],
                "came": line.figure,
            }
            for line in (found.lines if found else ())
        ],
        "totals": list(found.totals) if found else [],
        "key": [f"{symbol} {words.lower()}" for symbol, words in KEY if len(symbol) == 1],
    }
