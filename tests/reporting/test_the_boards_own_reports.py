"""The Board's three reports as the demonstration holds them: each paper, paragraph for paragraph."""

import re
from itertools import chain

import pytest
from django.core.management import call_command

from board.models import Publication
from reporting.models import ActivityReport
from socboard.demo import read, reports
from tests.papers.checks import assert_is_accessible_pdf, page_texts

# What a reader of the file finds beside the lines: the marks of lists, the foot of the page.
BESIDE_THE_TEXT = re.compile(r"^(?:[–•]|[a-h]\.|Page \d+ of \d+) *$", re.MULTILINE)
PAPERS = read("scp_reports")["reports"]
WITHOUT_COVER, REVIEW, UPDATE = PAPERS


@pytest.fixture
def enter(db):
    call_command("load_demo", verbosity=0)
    return reports.enter


def squeezed(text):
    return re.sub(r"[\s*]+", "", text)


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_the_paper_paragraph_for_paragraph(paper, enter):
    document = enter(paper).final.document
    assert [section["heading"] for section in document["sections"]] == [
        section["heading"] for section in paper["sections"]
    ]
    assert list(chain.from_iterable(section["paragraphs"] for section in document["sections"])) == [
        {
            "number": number,
            "text": printed["text"],
            "is_closed": False,
            "points_kind": "bullet"
            if printed.get("bullets")
            else "letter"
            if printed.get("sub_items")
            else "",
            "points": [
                *printed.get("bullets", []),
                *(item["text"] for item in printed.get("sub_items", [])),
            ],
        }
        for number, printed in enumerate(
            chain.from_iterable(section["paragraphs"] for section in paper["sections"]), start=1
        )
    ]
    assert document["recommendations"] == paper["recommendations"]


@pytest.mark.parametrize("paper", PAPERS)
def test_its_file_holds_every_word_in_the_order_of_the_paper(paper, enter):
    pdf = bytes(enter(paper).final.pdf)
    assert_is_accessible_pdf(pdf)
    words = squeezed("".join(BESIDE_THE_TEXT.sub("", text) for text in page_texts(pdf)))
    place = 0
    for section in paper["sections"]:
        for paragraph in section["paragraphs"]:
            points = [*paragraph.get("bullets", [])]
            points += [item["text"] for item in paragraph.get("sub_items", [])]
            for text in [f"{paragraph['number']}.{paragraph['text']}", *points]:
                assert squeezed(text) in words[place:], text
                place = words.index(squeezed(text), place)


def test_the_review_has_its_whole_cover_and_its_summary_behind_it(enter):
    document = enter(REVIEW).final.document
    assert document["cover"] == {
        "committees": "Safer City Partnership Strategy Group",
        "dates": "3 November 2017",
        "subject": "Review of the Serious and Organised Crime Board",
        "publicity": "Public",
        "report_of": "John Simpson Chairman, Serious and Organised Crime Board",
        "purpose": "For Information",
        "author": "Jane Anson, Policy Officer, Town Clerks Department",
        "summary": "",
    }
    assert document["summary"] == "\n\n".join(REVIEW["summary"])
    assert document["main_heading"] == "Main Report"
    assert document["signature"]["name"] == "David MacKintosh"


def test_the_review_has_the_terms_and_the_action_table_behind_it(enter):
    document = enter(REVIEW).final.document
    terms, table = document["annexes"]
    assert (terms["label"], table["label"]) == ("Annex A", "Annex B")
    assert terms["title"] == REVIEW["appendices"][0]["title"]
    assert table["title"] == REVIEW["appendices"][1]["title"]
    assert [section["heading"] for section in terms["sections"]] == [
        "Background",
        "Purpose",
        "Terms of Reference",
        "Roles and Responsibilities",
        "Governance and Structure",
        "Composition",
    ]
    parts = {part["heading"]: part["lines"] for part in terms["sections"][5]["members"]}
    assert parts["Chairman"] == [["John Simpson MSc GIFireE", "Borough Commander, City of London"]]
    assert ["Alex Orme", "CoLP Authority"] in parts["Members"]
    assert parts["Frequency"] == [["", "Monthly meetings until further notice"]]
    printed = read("action_table_2017-01-31")["rows"]
    assert [row["issues"].split("\n") for row in table["rows"]] == [
        row["issues"] or [""] for row in printed
    ]


def test_the_update_has_its_summary_inside_the_cover(enter):
    document = enter(UPDATE).final.document
    assert document["cover"] == {
        "committees": "Safer City Partnership",
        "dates": "31 May 2018",
        "subject": "Serious and Organised Crime Board - update",
        "publicity": "",
        "report_of": "John Simpson Borough Commander, LFB",
        "purpose": "For Information",
        "author": "",
        "summary": UPDATE["summary"][0],
    }
    assert (document["summary"], document["main_heading"]) == ("", "")
    assert document["signature"] == {
        "name": "John Simpson",
        "title": "Borough Commander",
        "contact": [],
    }


def test_the_paper_without_a_cover_prints_none(enter):
    document = enter(WITHOUT_COVER).final.document
    assert document["cover"] == {}
    assert document["summary"] == WITHOUT_COVER["summary"]
    assert document["signature"] == {"name": "", "title": "", "contact": []}


def test_what_is_later_than_the_boards_day_is_not_loaded(enter):
    days = set(ActivityReport.objects.values_list("dated_on", flat=True))
    assert days == {reports.day_of(REVIEW), reports.day_of(UPDATE)}


def test_nobody_of_the_demonstration_signed_them(enter):
    report = enter(UPDATE)
    assert report.final.signed_off_by is None
    assert report.final.entered_from == "Entered from the paper of 31 May 2018."
    assert report.state == "submitted"


def test_they_are_public_and_loading_them_again_changes_nothing(enter):
    known = set(Publication.objects.filter(kind="report").values_list("pk", flat=True))
    reports.load()
    assert set(Publication.objects.filter(kind="report").values_list("pk", flat=True)) == known
    assert ActivityReport.objects.count() == len(known) == 2


def test_a_withdrawn_copy_stays_withdrawn(enter):
    from accounts.models import User

    secretary = User.objects.get(email="secretary@example.org")
    for publication in Publication.objects.filter(kind="report"):
        publication.withdraw(by=secretary)
    reports.load()
    assert not Publication.objects.live().filter(kind="report").exists()
