"""A paper is a PDF that everyone can read, always the same, that reaches for nothing."""

import datetime
import gc
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from papers.http import pdf_response
from tests.papers.checks import assert_is_accessible_pdf, page_texts, pdf_texts

COVER = {
    "committees": "Safer City Partnership\nPolice Committee",
    "dates": "31 May 2018\n7 June 2018",
    "subject": "Serious and Organised Crime Board - update",
    "publicity": "Public",
    "report_of": "A Chairman",
    "purpose": "For Information",
    "author": "An Officer",
    "summary": "This report is **short**.",
}
SECTIONS = [
    ("Background", [(1, "The Board was set up in 2016."), (2, "It covers:\na. drugs\nb. fraud")]),
    ("Going forward", [(3, "See https://example.org/strategy.\n\n- one\n- two")]),
]
COLUMNS = [
    "Key crime area",
    "Issues",
    "Lead partner",
    "Actions",
    "Potential barriers",
    "Expected outcomes",
    "Rag rating",
]
RATINGS = [
    ("red", "Red"),
    ("amber", "Orange"),
    ("green", "Green"),
    ("blue", "Complete"),
    ("", "Not rated"),
]


def table_of(number):
    return {
        "columns": COLUMNS,
        "rows": [
            {
                "cells": [f"Area {n}", "Issues\nof two lines", "CoLP", "Actions", "", "Outcomes"],
                "code": RATINGS[n % 5][0],
                "word": RATINGS[n % 5][1],
            }
            for n in range(number)
        ],
    }


def squeezed(text):
    return " ".join(text.split())


def test_a_report_is_accessible_and_complete(print_sample):
    pdf = print_sample(context={"cover": COVER, "sections": SECTIONS}, title="An update")
    reader = assert_is_accessible_pdf(pdf, title="An update")
    text = squeezed(pdf_texts(pdf)["page text"])
    for words in [
        "Committee(s): Date(s): Safer City Partnership 31 May 2018 Police Committee 7 June 2018",
        "Subject: Public Serious and Organised Crime Board - update",
        "Report of: For Information A Chairman Report author: An Officer",
        "Summary This report is short. Background 1. The Board was set up in 2016.",
        "2. It covers: a. drugs b. fraud Going forward 3. See https://example.org/strategy.",
    ]:
        assert words in text
    assert reader.metadata.author is None


def test_a_cover_with_a_subject_alone_is_accessible_too(print_sample):
    assert_is_accessible_pdf(print_sample(context={"cover": {"subject": "Update"}}))


def test_headings_are_bookmarks(print_sample):
    reader = pypdf.PdfReader(
        io.BytesIO(print_sample(context={"cover": COVER, "sections": SECTIONS}))
    )
    top, below = reader.outline
    assert top.title == COVER["subject"]
    assert [entry.title for entry in below] == ["Summary", "Background", "Going forward"]


def test_every_page_is_numbered_and_marked_top_and_bottom(print_sample):
    pdf = print_sample("table", table_of(60), marking="official", state="draft", landscape=True)
    pages = page_texts(pdf)
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert text.count("OFFICIAL") == 2
        assert text.count("DRAFT") == 2


def test_an_unmarked_paper_has_no_marking(print_sample):
    text = page_texts(print_sample(context={"cover": COVER}))[0]
    assert "OFFICIAL" not in text
    assert "DRAFT" not in text


def test_a_long_table_repeats_its_header_and_keeps_every_row(print_sample):
    pdf = print_sample("table", table_of(60), landscape=True)
    reader = assert_is_accessible_pdf(pdf)
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
    pages = [squeezed(text) for text in page_texts(pdf)]
    assert len(pages) > 2
    for text in pages:
        assert "Key crime area Issues Lead partner Actions Potential barriers" in text
    found = [n for text in pages for n in range(60) if f"Area {n} " in text]
    assert found == list(range(60))


def test_a_row_longer_than_a_page_is_broken_not_lost(print_sample):
    table = table_of(2)
    table["rows"][0]["cells"][3] = "\n".join(f"line-{n}." for n in range(200))
    text = "".join(page_texts(print_sample("table", table, landscape=True)))
    assert [n for n in range(200) if f"line-{n}." not in text] == []


def test_a_rating_is_a_word_and_a_letter_and_a_shape():
    shapes = {}
    for code, word in RATINGS:
        html = render_to_string("papers/_rating.html", {"code": code, "word": word})
        assert f'<span class="rating__word">{word}</span>' in html
        shapes[word] = [s for s in ("polygon", "circle", "rect") if f"<{s} " in html]
        letter = {"Red": "R", "Orange": "O", "Green": "G", "Complete": "B"}.get(word)
        assert ("<svg" in html) == bool(letter)
        assert not letter or f"<title>{letter}</title>" in html
        assert not letter or f">{letter}</text>" in html
    assert shapes == {
        "Red": ["polygon"],
        "Orange": ["polygon"],
        "Green": ["circle"],
        "Complete": ["rect"],
        "Not rated": [],
    }


def test_the_same_paper_is_the_same_to_the_byte(print_sample):
    context = {"cover": COVER, "sections": SECTIONS}
    first = print_sample(context=context, marking="official")
    assert print_sample(context=context, marking="official") == first
    assert print_sample(context=context, marking="official", identifier="sample/2") != first


PRINTED_ELSEWHERE = """
import datetime, sys, django
from django.conf import settings
settings.TEMPLATES[0]["DIRS"].append(sys.argv[1])
django.setup()
from papers.pdf import render_pdf
from tests.papers.test_print_a_paper import table_of
made_at = datetime.datetime(2018, 5, 31, 9, 30, tzinfo=datetime.UTC)
options = {"title": "A paper", "identifier": "sample/1", "made_at": made_at}
sys.stdout.buffer.write(render_pdf("sample/table.html", table_of(5), **options))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_prints_the_same_bytes(print_sample, settings, seed):
    command = [sys.executable, "-c", PRINTED_ELSEWHERE, Path(__file__).parent / "templates"]
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "DJANGO_SETTINGS_MODULE": "socboard.settings",
    }
    done = subprocess.run(command, capture_output=True, env=environment, cwd=settings.BASE_DIR)
    assert done.stdout == print_sample("table", table_of(5)), done.stderr.decode()


def test_papers_printed_at_the_same_time_do_not_mix(print_sample):
    wanted = [print_sample("table", table_of(n)) for n in range(1, 5)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: print_sample("table", table_of(n)), range(1, 5)))
    assert made == wanted
    assert gc.isenabled()


def test_the_dates_in_the_paper_are_those_of_the_record(print_sample):
    made_at = datetime.datetime(2018, 9, 5, 12, 30, tzinfo=datetime.UTC)
    reader = pypdf.PdfReader(io.BytesIO(print_sample(made_at=made_at)))
    assert reader.metadata.creation_date == made_at
    assert reader.metadata.modification_date == made_at


def test_a_paragraph_of_a_hundred_thousand_characters_prints(print_sample):
    long = "word " * 19_999 + "END."
    pdf = print_sample(context={"cover": COVER, "sections": [("Long", [(1, long)])]})
    assert "END." in page_texts(pdf)[-1] + page_texts(pdf)[-2]
    assert "".join(page_texts(pdf)).count("word") == 19_999


@pytest.mark.parametrize(
    "typed",
    [
        "a\x00b\x0bc",
        "half \ud83d",
        "\u202eturned",
        "\u05d0\u05d1 \u0645 \u4e2d \U0001f600",
        "]]>--><!--",
    ],
)
def test_odd_characters_do_not_stop_the_printing(print_sample, typed):
    cover = dict.fromkeys(COVER, typed)
    pdf = print_sample(
        context={"cover": cover, "sections": [(typed, [(1, typed)])]},
        title=typed,
        marking=typed,
        state=typed,
    )
    assert pdf.startswith(b"%PDF-1.7")


def test_printing_leaves_the_garbage_collector_as_it_was(print_sample):
    print_sample()
    assert gc.isenabled()
    gc.disable()
    try:
        print_sample()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_paper_is_sent_under_a_plain_name():
    response = pdf_response(b"%PDF-", 'Café "minutes"\r\n 16 May 2018.pdf')
    assert response.content == b"%PDF-"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="cafe-minutes-16-may-2018.pdf"'
    assert pdf_response(b"", "…")["Content-Disposition"] == 'inline; filename="paper.pdf"'


def test_the_library_of_tags_prints_in_pages_and_papers_alike():
    source = "{% load papers %}{{ text|board_text }}"
    assert Template(source).render(Context({"text": "a"})).split() == (
        ["<div", 'class="board-text">', "<p>a</p>", "</div>"]
    )
