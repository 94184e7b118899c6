"""The report of 31 May 2018 as the demonstration holds it: the paper, paragraph for paragraph."""

import re

import pytest

from board.models import Group, Publication
from reporting.models import ActivityReport
from socboard.demo import read, reports
from tests.papers.checks import assert_is_accessible_pdf, page_texts


@pytest.fixture
def report(cast):
    Group.objects.filter(pk=cast.scp.pk).update(slug="safer-city-partnership")
    reports.load()
    return ActivityReport.objects.get()


def test_it_is_the_paper_paragraph_for_paragraph(report):
    paper = reports.paper_of(reports.DAY)
    document = report.final.document
    assert document["sections"] == [
        {
            "heading": section["heading"],
            "paragraphs": [
                {
                    "number": paragraph["number"],
                    "text": paragraph["text"],
                    "points_kind": "",
                    "points": paragraph["bullets"],
                }
                for paragraph in section["paragraphs"]
            ],
        }
        for section in paper["sections"]
    ]
    numbers = [p["number"] for section in document["sections"] for p in section["paragraphs"]]
    assert numbers == list(range(1, 9))
    assert document["cover"] == {
        "committees": "Safer City Partnership",
        "dates": "31 May 2018",
        "subject": "Serious and Organised Crime Board - update",
        "publicity": "",
        "report_of": "John Simpson Borough Commander, LFB",
        "purpose": "For Information",
        "author": "",
        "summary": paper["summary"][0],
    }
    assert (document["summary"], document["recommendations"]) == ("", [])
    assert document["signature"] == {
        "name": "John Simpson",
        "title": "Borough Commander",
        "contact": [],
    }


def test_its_file_holds_every_word(report):
    pdf = bytes(report.final.pdf)
    assert_is_accessible_pdf(pdf)
    words = re.sub(r"\s+", "", "".join(page_texts(pdf)))
    for section in read("scp_reports")["reports"][2]["sections"]:
        for paragraph in section["paragraphs"]:
            start = re.sub(r"\s+", "", f"{paragraph['number']}.{paragraph['text']}")[:120]
            assert start in words


def test_nobody_of_the_demonstration_signed_it(report):
    assert report.final.signed_off_by is None
    assert report.final.entered_from == "Entered from the paper of 31 May 2018."
    assert report.state == "submitted"


def test_it_is_public_and_loading_it_again_changes_nothing(report):
    publication = Publication.objects.get()
    reports.load()
    assert Publication.objects.get().pk == publication.pk
    assert ActivityReport.objects.count() == 1
    assert report.blocks.count() == 10


def test_a_withdrawn_copy_stays_withdrawn(cast, report):
    Publication.objects.get().withdraw(by=cast.secretary)
    reports.load()
    assert not Publication.objects.live().exists()
