"""The dashboard as an appendix: the 4 Ps by key crime area, of open rows alone."""

from dataclasses import asdict

from actions.stuck import that_are_stuck
from actions.table import last_board_meeting_before
from board.models import BoardSettings
from reporting.dashboard.counting import count
from reporting.dashboard.reading import COLUMNS, Making
from reporting.dashboard.subjects import areas
from reporting.figure_appendices import plain
from reporting.figures.ratings import printed_rows


def dashboard(report, with_closed):
    """Its lines as plain data; what moved is told against the Board meeting before."""
    day, board = report.dated_on, BoardSettings.current()
    meeting = last_board_meeting_before(day)
    rows = printed_rows(day, meeting=meeting)
    stuck = that_are_stuck(day, board.stuck_after_months)
    counts = count(rows, stuck=stuck, since=meeting, with_closed=False)
    make = Making(day, board.amber_word, counts, open_only=True)
    lines = [make.line(area) for area in areas(day, known=make.known)] + [make.total()]
    return {
        "title": f"The 4 Ps by key crime area as at {day:%d.%m.%y}",
        "since": f"{meeting:%d.%m.%y}" if meeting else "",
        "headings": [label for _, label in COLUMNS],
        "lines": [line_of(line) for line in lines] if counts else [],
    }


def line_of(line):
    return {
        "title": line.title,
        "is_in_focus": line.is_in_focus,
        "cells": [words_of(cell) for cell in line.cells],
        "every": words_of(line.every),
        "bar": plain(line.bar) if line.bar else None,
        "travel": [f"{number} {word}" for word, number in asdict(line.travel).items() if number],
    }


def words_of(cell):
    return [f"{figure.number} {figure.word.lower()}" for figure in cell.figures]
