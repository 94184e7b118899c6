import datetime
import io

import pypdf
import pytest
from PIL import Image

from papers.binder import Binder, CannotBind
from tests.papers.checks import page_texts
from tests.papers.files import pdf, picture

NOON = datetime.datetime(2018, 9, 19, 12, tzinfo=datetime.UTC)


def pages_of(paper):
    _, content, kind = paper
    return len(pypdf.PdfReader(io.BytesIO(content)).pages) if kind == "pdf" else 1


def bound(*papers, total=None):
    """Papers are (title, content, kind), each under an item of its own."""
    binder = Binder("Pack", total or sum(map(pages_of, papers)), made_at=NOON)
    binder.begin(pdf("The front sheet"))
    for number, (title, content, kind) in enumerate(papers, 1):
        binder.open_chapter(f"{number}. Item")
        binder.add(title, content, kind)
    return binder.finish("the same papers")


def test_pages_are_numbered_through_whatever_their_size_and_turn():
    pack = bound(
        ("Report", pdf("one", "two"), "pdf"),
        ("Table", pdf("three", size=(842, 595)), "pdf"),
        ("Turned", pdf("four", rotate=90), "pdf"),
        ("Map", picture(size=(600, 300)), "png"),
    )
    texts = [text.split("\n") for text in page_texts(pack)]
    assert texts[0] == ["The front sheet"]
    assert [text[-1] for text in texts[1:]] == [f"Page {n} of 5" for n in range(1, 6)]
    assert [text[0] for text in texts[1:5]] == ["one", "two", "three", "four"]


def place_of_number(page):
    places = []
    page.extract_text(visitor_text=lambda text, cm, tm, *_: places.append((text, tm[4], tm[5])))
    return next((x, y) for text, x, y in places if text.startswith("Page"))


def test_the_number_stands_inside_the_page_at_its_foot():
    pack = bound(
        ("Turned", pdf("one", rotate=90), "pdf"), ("Wide", pdf("x", size=(842, 595)), "pdf")
    )
    for page in pypdf.PdfReader(io.BytesIO(pack)).pages[1:]:
        x, y = place_of_number(page)
        assert 0 < y < 40
        assert page.mediabox.width * 0.8 < x < page.mediabox.width - 60


def test_every_item_and_paper_has_a_bookmark_that_leads_to_it():
    pack = bound(("Report", pdf("one", "two"), "pdf"), ("Table", pdf("three"), "pdf"))
    reader = pypdf.PdfReader(io.BytesIO(pack))
    agenda, first, [report], second, [table] = reader.outline
    assert [mark.title for mark in (agenda, first, report, second, table)] == [
        "Agenda",
        "1. Item",
        "Report",
        "2. Item",
        "Table",
    ]
    assert [reader.get_destination_page_number(mark) for mark in (agenda, report, table)] == [
        0,
        1,
        3,
    ]
    assert reader.page_labels == ["Agenda i", "1", "2", "3"]


def test_the_same_papers_make_the_same_bytes():
    papers = [("Report", pdf("one"), "pdf"), ("Map", picture("JPEG"), "jpg")]
    assert bound(*papers) == bound(*papers)


def test_nothing_of_what_a_paper_says_of_itself_is_taken_over():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("one")))
    writer.add_metadata({"/Author": "Zephyrine", "/Title": "Zephyrine"})
    writer.add_outline_item(title="Zephyrine", page_number=0)
    out = io.BytesIO()
    writer.write(out)
    pack = bound(("Report", out.getvalue(), "pdf"))
    reader = pypdf.PdfReader(io.BytesIO(pack))
    assert dict(reader.metadata) == {
        "/Title": "Pack",
        "/CreationDate": "D:20180919120000",
        "/ModDate": "D:20180919120000",
        "/Producer": "pypdf",
    }
    assert b"Zephyrine" not in pack


def test_a_picture_fills_an_upright_or_a_wide_page():
    pack = bound(("Wide", picture(size=(900, 300)), "png"), ("High", picture(size=(30, 90)), "png"))
    wide, high = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(pack)).pages[1:]]
    assert (float(wide.width), float(wide.height)) == pytest.approx((842, 595), abs=1)
    assert (float(high.width), float(high.height)) == pytest.approx((595, 842), abs=1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_pictures_of_every_kind_become_a_page(mode):
    out = io.BytesIO()
    Image.new(mode, (50, 40)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert len(page_texts(bound(("Map", out.getvalue(), "png")))) == 2


def test_a_paper_that_cannot_be_bound_is_named():
    with pytest.raises(CannotBind) as failure:
        bound(("Broken", b"%PDF-1.4 nothing", "pdf"), total=1)
    assert str(failure.value) == (
        "“Broken” cannot be put into the pack: print it to PDF again and replace it."
    )
