"""Papers reach nothing: no network and no file, whatever a person typed."""

import datetime
import gc

import pytest

from papers.pdf import PaperReachedOut, render_pdf
from tests.papers.checks import assert_is_accessible_pdf, pdf_texts

CELLS = ["committees", "dates", "subject", "publicity", "report_of", "purpose", "author", "summary"]


@pytest.mark.parametrize(
    "typed",
    [
        "file:///etc/passwd",
        '<img src="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        "![x](file:///etc/passwd)",
        '"><object data="file:///etc/passwd"></object>',
        "<svg><image href='file:///etc/passwd'/></svg>",
        "<style>@import 'file:///etc/passwd'; body { background: url(file:///etc/passwd) }</style>",
    ],
)
def test_what_a_person_types_is_printed_and_never_fetched(print_sample, typed):
    cover = dict.fromkeys(CELLS, typed)
    pdf = print_sample(context={"cover": cover, "sections": [(typed, [(1, typed)])]}, title=typed)
    assert_is_accessible_pdf(pdf, title=typed)
    texts = pdf_texts(pdf)
    assert "etc/passwd" in texts["page text"]
    assert [place for place, text in texts.items() if "root:x:0" in text] == []


def test_a_typed_address_is_a_link_and_never_fetched(print_sample):
    pdf = print_sample(context={"cover": {"subject": "S", "summary": "http://example.org/x"}})
    assert_is_accessible_pdf(pdf)
    assert "http://example.org/x" in pdf_texts(pdf)["notes of page 1"]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "data:image/png;base64,iVBORw0KGgo="],
)
@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{}" alt="x">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<style>p {{ background: url("{}") }}</style><p>x</p>',
        '<style>@font-face {{ font-family: x; src: url("{}") }}</style>',
        '<svg width="9" height="9"><title>x</title><image href="{}" width="9" height="9"/></svg>',
        '<object data="{}"></object>',
    ],
)
def test_a_template_that_reaches_out_is_stopped(print_sample, markup, address, settings, tmp_path):
    (tmp_path / "reaching.html").write_text(
        '{% extends "papers/paper.html" %}{% block content %}'
        + markup.format(address)
        + "{% endblock %}"
    )
    (templates,) = settings.TEMPLATES
    settings.TEMPLATES = [{**templates, "DIRS": [*templates["DIRS"], tmp_path / ".."]}]
    with pytest.raises(PaperReachedOut):
        render_pdf(
            f"{tmp_path.name}/reaching.html",
            {},
            title="x",
            identifier="x",
            made_at=datetime.datetime(2018, 1, 1, tzinfo=datetime.UTC),
        )
    assert gc.isenabled()
