"""A report as a Word file and its figures as a spreadsheet, open and closed, draft and signed."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

from actions.models import Action
from reporting.document import report_document
from reporting.models import ActivityReport, FinalCopy
from reporting.paper import ReportPaper, file_name
from tests.papers.scanner import leaks
from tests.reporting.test_draft_a_closed_part import CANARY, meeting, report, signed

__all__ = ["meeting", "report", "signed"]

CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_file(content):
    from docx import Document

    return Document(io.BytesIO(content))


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def sheet_names(content):
    return re.findall(r'<sheet name="([^"]+)" sheetId', parts_of(content)["xl/workbook.xml"])


def sheet(content, name):
    """The rows of a sheet as a spreadsheet reads them, from its headings on."""
    number = sheet_names(content).index(name) + 1
    root = ElementTree.fromstring(parts_of(content)[f"xl/worksheets/sheet{number}.xml"])
    return [[value_of(cell) for cell in row] for row in root.iter(f"{CELLS}row")][3:]


def value_of(cell):
    number = cell.find(f"{CELLS}v")
    return "".join(cell.itertext()) if number is None else int(number.text)


def words_of(document):
    """Every word of the body in its order, those of tables too."""
    return [
        "".join(node.text or "" for node in paragraph.iter(f"{WORDS}t"))
        for paragraph in document.element.body.iter(f"{WORDS}p")
    ]


def whole(report):
    return ReportPaper(report, public=False)


def public(report):
    return ReportPaper(report, public=True)


@pytest.fixture
def written(start, record):
    """A report whose paragraphs carry points of both kinds."""
    record.add_row(issues="Raising awareness", rating="amber", barriers="Staff")
    report = start()
    report.blocks.all().delete()
    ActivityReport.objects.update(
        author="Sam Secretary",
        recommendations="Note the report",
        appendices=["action_table", "terms_of_reference", "ratings", "attendance"],
    )
    for position, (kind, text) in enumerate(
        [
            ("heading", "Background"),
            ("paragraph", "Areas are:"),
            ("letter", "Cyber attack"),
            ("letter", "Fraud"),
            ("bullet", "A bullet"),
            ("heading", "Going forward"),
            ("paragraph", "Two more:"),
            ("letter", "Third"),
        ]
    ):
        report.blocks.create(position=position, kind=kind, text=text)
    return ActivityReport.objects.get(pk=report.pk)


def test_word_has_the_words_of_the_report_in_their_order(written):
    found = words_of(word_file(whole(written).word()))
    place = 0
    for expected in [
        "Committee(s):",
        "Safer City Partnership",
        "Subject:",
        "Public",
        "Report author:",
        "Summary",
        "Recommendation(s)",
        "Note the report",
        "Main Report",
        "Background",
        "Areas are:",
        "Cyber attack",
        "A bullet",
        "Going forward",
        "Third",
        "Casey Chairman",
        "Appendix A",
        "Appendix B",
        "Raising awareness",
        "Appendix C",
        "Appendix D",
    ]:
        assert expected in found[place:], expected
        place = found.index(expected, place)


def test_word_itself_counts_paragraphs_and_points(written):
    document = word_file(whole(written).word())
    styles = {p.text: p.style.name for p in document.paragraphs if p.text}
    assert styles["Areas are:"] == styles["Two more:"] == "Report paragraph"
    assert (styles["Cyber attack"], styles["A bullet"]) == ("Report letter", "Report bullet")
    assert (styles["Background"], styles["Main Report"]) == ("Heading 3", "Heading 2")
    assert styles["Note the report"] == "Report dash"
    # No number is typed: whoever moves a paragraph has it numbered anew.
    assert not any(re.match(r"\d+\.|[a-z]\.", text) for text in ("Areas are:", "Third"))
    lists = {
        p.text: p._p.pPr.numPr.numId.val
        for p in document.paragraphs
        if p.style.name == "Report letter"
    }
    assert lists["Cyber attack"] == lists["Fraud"] != lists["Third"]
    numbering = document.part.numbering_part.element
    known = {num.numId for num in numbering.num_lst}
    assert set(lists.values()) <= known


def test_wide_appendices_stand_on_turned_pages_and_all_pages_are_marked(written):
    ActivityReport.objects.update(publicity="non_public")
    document = word_file(whole(ActivityReport.objects.get()).word())
    turned = [section.page_width > section.page_height for section in document.sections]
    assert turned == [False, False, True, True, True]
    for section in document.sections:
        assert section.header.paragraphs[0].text == "NON-PUBLIC – DRAFT"
        assert "NUMPAGES" in section.footer._element.xml


def test_word_is_the_same_file_twice(written):
    assert whole(written).word() == whole(written).word()


def test_the_public_word_file_has_no_part_with_a_closed_word(report):
    assert leaks(whole(report).word(), CANARY)
    assert leaks(public(report).word(), CANARY) == []
    assert "END OF CLOSED PART" in words_of(word_file(whole(report).word()))


def test_changing_only_what_is_closed_leaves_the_public_files_alike(cast, report):
    before = public(report).word(), public(report).figures()
    report.blocks.filter(is_closed=True).update(text="Something else")
    row = Action.objects.get(current__is_closed=True)
    row.add_note("More", by=cast.secretary, as_at=report.dated_on, version=row.current.number)
    again = ActivityReport.objects.get(pk=report.pk)
    assert (public(again).word(), public(again).figures()) == before


def test_the_figures_are_sheets_of_plain_numbers(start, record):
    record.add_row(issues="Raising awareness", rating="amber")
    record.add_row(issues="Training", rating="blue")
    content = whole(start()).figures()
    assert sheet_names(content) == [
        "Ratings",
        "Ratings over the quarters",
        "Movement",
        "Meetings",
        "Attendance",
    ]
    for text in parts_of(content).values():
        for hiding in ("<f>", "<f ", "hidden", "definedName"):
            assert hiding not in text
    assert [row for row in sheet(content, "Ratings") if row] == [
        ["Rating", "Rows"],
        ["Red", 0],
        ["Orange", 1],
        ["Green", 0],
        ["Complete", 1],
        ["Not rated", 0],
        ["No return", 0],
        ["In all", 2],
    ]


def test_only_the_whole_figures_have_a_closed_part_and_it_counts_nothing_open(report):
    assert leaks(public(report).figures(), CANARY) == []
    found = whole(report).figures()
    assert leaks(found, CANARY)
    assert ["In all", 1] in sheet(found, "Ratings")
    assert ["In all", 1] in sheet(found, "CLOSED ratings")
    assert "CLOSED ratings" not in sheet_names(public(report).figures())


def test_what_is_signed_keeps_its_figures_whatever_happens_to_the_table(cast, record, signed):
    before = whole(signed).figures(), public(signed).figures(), public(signed).word()
    for row in Action.objects.all():
        row.add_note("More", by=cast.secretary, as_at=signed.dated_on, version=row.current.number)
    record.add_row(issues="New", rating="red")
    again = ActivityReport.objects.get(pk=signed.pk)
    assert (whole(again).figures(), public(again).figures(), public(again).word()) == before
    assert leaks(before[1], CANARY) == []


def test_an_older_paper_has_no_figures(cast, sign_in, start):
    older = start()
    document = report_document(older)
    FinalCopy.objects.create(report=older, document=document, pdf=b"%PDF", entered_from="Paper")
    ActivityReport.objects.update(quarter_slug="", state="submitted")
    client = sign_in(cast.secretary)
    assert client.get(f"{older.get_absolute_url()}figures.xlsx").status_code == 404
    page = client.get(older.get_absolute_url()).content.decode()
    assert "Figures for Excel" not in page
    assert "report.docx" in page


def test_the_files_are_named_as_the_pdf_is(cast, sign_in, report, signed):
    client = sign_in(cast.secretary)
    for address, name in [
        ("report.docx", "activity-report-2018-19-q1-signed-off-non-public.docx"),
        ("report.docx?public", "activity-report-2018-19-q1-signed-off.docx"),
        ("figures.xlsx", "activity-report-2018-19-q1-figures-signed-off-non-public.xlsx"),
        ("figures.xlsx?public", "activity-report-2018-19-q1-figures-signed-off.xlsx"),
    ]:
        response = client.get(signed.get_absolute_url() + address)
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert file_name(signed, "pdf", public=True) == "activity-report-2018-19-q1-signed-off.pdf"


def test_a_member_who_may_not_read_the_closed_part_takes_the_public_files_away(
    cast, sign_in, signed, monkeypatch
):
    monkeypatch.setattr(ActivityReport, "keeps_closed_from", lambda self, user: True)
    client = sign_in(cast.member)
    for name in ("report.docx", "figures.xlsx", "report.pdf"):
        assert leaks(client.get(signed.get_absolute_url() + name).content, CANARY) == []
