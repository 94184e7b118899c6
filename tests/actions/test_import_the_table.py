import datetime

import pytest

from accounts.models import User
from actions.exporting import csv_table, excel_table, word_table
from actions.importing.sending import send_table
from actions.importing.taking import take_over
from actions.models import ActionRevision
from actions.table import read_table
from board.models import BoardSettings
from socboard.demo import board, priorities, read
from tests.actions.table_files import KEYS, annex_b, checked, lines

TODAY = datetime.date(2018, 9, 5)

EXPORTS = {"docx": word_table, "xlsx": excel_table, "csv": csv_table}


@pytest.fixture
def paper(db):
    board.load()
    priorities.load()
    return User.objects.get(email="secretary@example.org"), read("action_table_2017-01-31")


def send(user, name, content, **how):
    how = {"as_at": None, "by": user, "today": TODAY, "amber_word": "Orange"} | how
    return send_table(checked(name, content), **how)


def imported(user, name, content, **how):
    sent = send(user, name, content, **how)
    return take_over(sent, by=user, amber_word="Orange")


def table(user, as_at=TODAY):
    return read_table(user, as_at=as_at, today=TODAY, amber_word="Orange")


def whole(user, as_at=TODAY):
    """The rows as they stand, leads included."""
    return [
        (r.area, r.issues, r.lead_printed, r.actions, r.barriers, r.outcomes, r.rating, r.led_by)
        for r in table(user, as_at).rows
    ]


def as_printed(paper):
    ratings = {"Orange": "amber", "Blue": "blue", "": ""}
    return [
        (
            row["key_crime_area"],
            *(lines(row[key]) for key in KEYS[1:-1]),
            ratings[row["rag_rating"]],
        )
        for row in paper["rows"]
    ]


def test_annex_b_is_imported_without_touching_a_cell(paper):
    user, source = paper
    counts = imported(user, "annex-b.docx", annex_b(source))
    assert counts == {"added": 14, "changed": 0, "same": 0, "left_out": 0, "missing": 0}
    assert [row[:-1] for row in whole(user, datetime.date(2017, 1, 31))] == as_printed(source)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
def test_what_was_exported_comes_back_the_same(paper, ending):
    user, source = paper
    imported(user, "annex-b.docx", annex_b(source))
    before, revisions = whole(user), ActionRevision.objects.count()
    content, name = EXPORTS[ending](table(user), board=BoardSettings.current())
    again = imported(user, name, content)
    assert again == {"added": 0, "changed": 0, "same": 14, "left_out": 0, "missing": 0}
    assert (whole(user), ActionRevision.objects.count()) == (before, revisions)
