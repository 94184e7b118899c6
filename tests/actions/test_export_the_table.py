import csv
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from tests.papers.checks import assert_is_accessible_pdf, page_texts
from tests.papers.scanner import response_leaks

CANARY = "Halcyon"
ROUTES = ["action-table-pdf", "action-table-word", "action-table-excel", "action-table-csv"]
CLOSED = {"is_closed": True, "closed_reason": "paragraph 7"}


def get(client, route, query=""):
    response = client.get(reverse(route) + query)
    assert response.status_code == 200
    return response


def csv_rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def excel_parts(response):
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture
def closed_row(annex, cast):
    """A row that is closed now and was open before, with the word in every field."""
    row = annex.add(annex.police, issues="Open words", actions=CANARY)
    words = dict.fromkeys(("issues", "lead_printed", "actions", "barriers", "outcomes"), CANARY)
    row.edit(by=cast.secretary, as_at=annex.day, version=1, leads=[annex.police], **words, **CLOSED)
    row.rate("red", by=cast.secretary, as_at=annex.day, version=2, note=CANARY)
    annex.add(issues="Emerald", rating="green")
    return row


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    ("persona", "query"),
    [
        ("observer", ""),
        ("co_optee", ""),
        ("partner", ""),
        ("partner", "?as_at=2018-03-01&rating=red"),
        ("member", "?open_only=on"),
        ("secretary", "?open_only=on&paper=A3"),
    ],
)
def test_no_part_of_a_file_holds_a_word_of_a_closed_row(
    closed_row, cast, sign_in, route, persona, query
):
    response = get(sign_in(getattr(cast, persona)), route, query)
    assert [
        (word, place)
        for word in (CANARY, "NON-PUBLIC", "Open or closed", "paragraph 7")
        for place in response_leaks(response, word)
    ] == []


@pytest.mark.parametrize("route", ROUTES)
def test_a_file_with_a_closed_row_is_marked_in_its_heading_and_its_name(
    closed_row, cast, sign_in, route
):
    response = get(sign_in(cast.member), route)
    assert response_leaks(response, CANARY)
    assert response_leaks(response, "NON-PUBLIC") or response_leaks(response, "Non-public")
    assert "action-table-2018-09-05-non-public." in response["Content-Disposition"]


@pytest.mark.parametrize("route", ROUTES)
def test_who_is_given_a_closed_row_leaves_a_trace(closed_row, cast, sign_in, route):
    from audit.models import Event

    get(sign_in(cast.member), route)
    assert Event.objects.first().verb == "action_table.closed_rows_seen"


@pytest.mark.parametrize("route", ROUTES[1:])
def test_a_file_holds_what_was_chosen_as_at_the_day(annex, cast, sign_in, route):
    row = annex.add(issues="Scarlet", rating="red")
    annex.add(issues="Emerald", rating="green")
    row.rate("blue", by=cast.secretary, as_at=annex.day.replace(month=5), version=1)
    response = get(sign_in(cast.observer), route, "?as_at=2018-03-31&rating=red")
    assert response_leaks(response, "Scarlet")
    assert response_leaks(response, "Emerald") == []
    assert response_leaks(response, "Action Table as at 31.03.18")
    assert "action-table-2018-03-31." in response["Content-Disposition"]


def test_the_csv_file_has_headings_rows_and_the_key(annex, cast, sign_in):
    annex.add(annex.police, issues="One\nTwo", lead_printed="CoLP", rating="amber", pursue=True)
    rows = csv_rows(get(sign_in(cast.observer), "action-table-csv"))
    assert rows[0][:2] == ["Key crime area", "Issues"]
    assert rows[1][:3] == ["Cyber attack", "One\nTwo", "CoLP"]
    assert rows[1][6:9] == ["Orange", "City of London Police", "Pursue"]
    assert ["Key to the ratings"] in rows


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44", "-2+3", "@SUM(A1)", "=HYPERLINK()", "|x", "'=1", "''=1", "\uff1d1"]
)
def test_what_could_be_a_formula_is_text_and_comes_back_as_it_was(annex, cast, sign_in, typed):
    from actions.importing.reading import read_file
    from papers.uploads import check_upload

    annex.add(issues=typed, actions="x\n" + typed)
    client = sign_in(cast.observer)
    response = get(client, "action-table-csv")
    assert csv_rows(response)[1][1] == f"'{typed}"
    for name, content in [
        ("t.csv", response.content),
        ("t.xlsx", get(client, "action-table-excel").content),
        ("t.docx", get(client, "action-table-word").content),
    ]:
        table = max(read_file(check_upload(name, content)).tables, key=len)
        assert typed in [cell.text for _, cells in table for cell in cells]


def test_an_excel_file_has_text_cells_alone(annex, cast, sign_in):
    annex.add(annex.police, issues='=HYPERLINK("https://example.org")', rating="blue")
    parts = excel_parts(get(sign_in(cast.observer), "action-table-excel"))
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert set(re.findall(r'<c [^>]*t="(\w+)"', sheet)) == {"inlineStr"}
    assert sheet.count("<c ") == sheet.count('t="inlineStr"')
    everything = "".join(parts.values())
    for forbidden in ("<f>", "<f ", "hidden", "definedName", "External", "macro", "<hyperlink"):
        assert forbidden not in everything
    assert everything.count("<sheet ") == 1


def test_a_word_file_repeats_its_headings_and_says_each_rating_in_a_word(annex, cast, sign_in):
    annex.add(issues="One", rating="amber")
    annex.add(issues="Two", rating="red")
    content = get(sign_in(cast.observer), "action-table-word").content
    document = Document(io.BytesIO(content))
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert [[cell.text for cell in row.cells][6] for row in table.rows[1:]] == ["Orange", "Red"]
    assert document.sections[0].page_width > document.sections[0].page_height
    assert "Key to the ratings" in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("route", ROUTES)
def test_the_same_table_is_the_same_bytes(annex, cast, sign_in, route):
    annex.add(issues="One", rating="amber")
    client = sign_in(cast.observer)
    assert get(client, route).content == get(client, route).content


@pytest.mark.parametrize("route", ROUTES[1:])
def test_a_file_takes_as_many_queries_for_three_rows_as_for_one(annex, cast, sign_in, route):
    client = sign_in(cast.member)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            get(client, route)
        return len(asked)

    annex.add(annex.police, issues="One")
    queries()
    one = queries()
    annex.add(annex.police, issues="Two")
    annex.add(annex.police, issues="Three", area=annex.areas[1])
    assert queries() == one


def test_a_table_without_rows_is_a_file_too(cast, sign_in):
    for route in ROUTES:
        get(sign_in(cast.observer), route)


def test_the_table_prints_on_a3_as_well(annex, cast, sign_in):
    annex.add(issues="One")
    content = get(sign_in(cast.observer), "action-table-pdf", "?paper=A3").content
    reader = assert_is_accessible_pdf(content)
    page = reader.pages[0].mediabox
    assert (round(page.width), round(page.height)) == (1191, 842)
    assert "One" in page_texts(content)[0]


def test_a_size_nobody_has_prints_on_a4(annex, cast, sign_in):
    content = get(sign_in(cast.observer), "action-table-pdf", "?paper=B7").content
    assert round(assert_is_accessible_pdf(content).pages[0].mediabox.width) == 842


def test_the_page_of_the_table_offers_every_file_with_what_was_chosen(annex, cast, sign_in):
    annex.add(issues="One", rating="red")
    html = sign_in(cast.observer).get(reverse("actions") + "?rating=red").content.decode()
    for route in ROUTES:
        assert f'href="{reverse(route)}?rating=red"' in html
    assert reverse("action-import-new") not in html
