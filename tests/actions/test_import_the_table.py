import datetime

import pytest

from accounts.models import User
from actions.exporting import csv_table, excel_table, word_table
from actions.importing.sending import send_table
from actions.importing.taking import take_over
from actions.models import Action, ActionRevision, Lead
from actions.table import read_table
from board.models import BoardSettings, Organisation, Person, Seat
from priorities.models import Priority
from socboard.demo import board, priorities, read
from tests.actions.table_files import (
    BOROUGH,
    COUNTY,
    KEYS,
    annex_b,
    checked,
    county,
    csv_bytes,
    excel_bytes,
    lines,
    word_file,
)

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
    return read_table(user, as_at=as_at, today=TODAY, board=BoardSettings(amber_word="Orange"))


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


def by_issue(user):
    return {row.issues.partition("\n")[0]: row for row in table(user).rows}


def test_a_boroughs_table_is_imported_without_touching_a_cell(paper):
    user, _ = paper
    content = word_file([BOROUGH], title="Action plan")
    assert imported(user, "plan.docx", content, as_at=TODAY)["added"] == 5
    rows = by_issue(user)
    assert [row.area for row in table(user).rows] == [
        "Fraud and cyber enabled crime",
        "Fraud and cyber enabled crime",
        "Modern slavery and domestic servitude",
        "Gangs (county lines)",
        "Gangs (county lines)",
    ]
    assert [
        rows[name].rating for name in ("Doorstep fraud", "Courier fraud", "Cuckooed homes")
    ] == [
        "green",
        "amber",
        "red",
    ]
    assert rows["Exit route"].rating == ""
    assert rows["Doorstep fraud"].led_by == "Trading Standards; City of London Police"
    assert rows["Courier fraud"].led_by == "All partners"
    assert rows["Courier fraud"].actions == "Talk to banks\nTalk to shops"
    assert rows["Cuckooed homes"].led_by == "London Fire Brigade"
    assert rows[""].area == "Modern slavery and domestic servitude"


def test_a_countys_table_with_colours_is_imported_without_touching_a_cell(paper):
    user, _ = paper
    assert imported(user, "plan.docx", county())["added"] == 5
    assert [(r.area, r.issues, r.actions, r.rating, r.led_by) for r in table(user).rows] == [
        ("Cyber attack", "Raising awareness", "Posters", "amber", "Jon Averns"),
        ("Cyber attack", "Raising awareness", "Films", "green", "Partners"),
        ("Cyber attack", "Passwords", "Talks in schools", "red", ""),
        ("Intellectual Property", "", "", "", ""),
        ("Blackmail and Kidnap", "Guidance", "", "blue", "Home Office"),
    ]


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
@pytest.mark.parametrize("manner", ["borough", "county"])
def test_other_manners_come_back_the_same_too(paper, manner, ending):
    user, _ = paper
    content = county() if manner == "county" else word_file([BOROUGH])
    imported(user, "plan.docx", content, as_at=TODAY)
    before = whole(user)
    content, name = EXPORTS[ending](table(user), board=BoardSettings.current())
    again = imported(user, name, content)
    assert again == {"added": 0, "changed": 0, "same": 5, "left_out": 0, "missing": 0}
    assert whole(user) == before


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_spreadsheet_brings_leads_that_its_words_do_not_name(paper, ending):
    """To rows of its own: with the one accountable, the seat, the 4 Ps, and what waits to be
    confirmed by a meeting."""
    user, _ = paper
    police = Organisation.objects.get(short_name="CoLP")
    row = Action.objects.create_row(
        by=user,
        as_at=TODAY,
        area=Priority.objects.get(scheme__slug="annex-b", title="Cyber attack"),
        issues="One",
        lead_printed="Whoever can",
        rating="blue",
        to_be_confirmed=True,
        pursue=True,
        leads=[
            Lead(organisation=police, is_accountable=True),
            Lead(seat=Seat.objects.get(category="chairman")),
            Lead(person=Person.objects.get(name="Kate Cinamon")),
            Lead(collective="partners"),
        ],
    )
    before = facts(table(user).rows[0])
    content, name = EXPORTS[ending](table(user), board=BoardSettings.current())
    sent = send(user, name, content)
    sent.rows[0] |= {"reference": "", "issues": "Two"}
    sent.save()
    assert take_over(sent, by=user, amber_word="Orange")["added"] == 1
    new = next(one for one in table(user).rows if one.pk != row.pk)
    assert facts(new) == before | {"issues": "Two"}


def facts(row):
    names = ("issues", "lead_printed", "led_by", "four_ps", "word", "rated_on")
    return {name: getattr(row, name) for name in names}


def test_the_same_table_in_excel_with_merged_cells_and_colours(paper):
    user, _ = paper
    rows = [["Serious crime plan"], [], *COUNTY]
    rows[4] = ["Partners", None, None, "Films", "", ("", "92D050")]
    content = excel_bytes(rows, merged=["B4:B5", "C4:C5"])
    imported(user, "plan.xlsx", content, as_at=TODAY)
    assert [(r.issues, r.actions, r.rating) for r in table(user).rows] == [
        ("Raising awareness", "Posters", "amber"),
        ("Raising awareness", "Films", "green"),
        ("Passwords", "Talks in schools", "red"),
        ("", "", ""),
        ("Guidance", "", "blue"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_from_any_programme_is_read(paper, delimiter, encoding):
    user, _ = paper
    rows = [
        ["RAG", "Actions", "Area", "Issue"],
        ["o", "Don’t wait – act", "Cyber attack", "One, two; three"],
    ]
    content = csv_bytes(rows, delimiter=delimiter, encoding=encoding)
    imported(user, "plan.csv", content, as_at=TODAY)
    assert [(r.issues, r.actions, r.rating) for r in table(user).rows] == [
        ("One, two; three", "Don’t wait – act", "amber")
    ]
