import datetime
import html
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from actions.models import Action, ActionRevision, TableImport
from audit.models import Event
from tests.actions.table_files import csv_bytes, excel_bytes, word_file

HEADINGS = ["Key crime area", "Issues", "Lead partner", "Actions", "RAG", "Ref"]
ROW = ["Cyber attack", "Raising awareness", "CoLP", "Posters", "Amber", ""]


def a_picture():
    written = io.BytesIO()
    Image.new("RGB", (2, 2)).save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
def desk(cast, sign_in, annex):
    return sign_in(cast.secretary)


def upload(client, *rows, name="table.csv", content=None, day=("5", "9", "2018")):
    content = csv_bytes([HEADINGS, *rows]) if content is None else content
    data = {"file": SimpleUploadedFile(name, content)}
    data |= dict(zip(("as_at_day", "as_at_month", "as_at_year"), day, strict=True))
    return client.post(reverse("action-import-new"), data)


def sent(client, *rows, **how):
    response = upload(client, *rows, **how)
    assert response.status_code == 302, response.content.decode()
    return TableImport.objects.first()


def address(one, name="action-import", **more):
    return reverse(name, kwargs={"pk": one.pk, **more})


def take(client, one):
    one.refresh_from_db()
    return client.post(address(one, "action-import-taking"), {"version": one.version})


def page(client, one):
    return html.unescape(client.get(address(one)).content.decode())


def put_right(client, one, number=1, **typed):
    row = one.rows[number - 1]
    cells = ("area", "issues", "lead_printed", "actions", "barriers", "outcomes", "reference")
    data = {name: row[name] for name in cells} | {"rating": row["rating"] or ""} | typed
    return client.post(address(one, "action-import-row", number=number), data)


def test_nothing_is_written_before_the_table_is_imported(desk):
    one = sent(desk, ROW)
    assert "1 row would be added" in page(desk, one)
    assert Action.objects.count() == 0
    assert take(desk, one).status_code == 302
    row = ActionRevision.objects.get()
    assert (row.issues, row.rating, row.what) == ("Raising awareness", "amber", "created")
    assert row.as_at == datetime.date(2018, 9, 5)


def test_an_import_leaves_an_event_and_none_of_its_words(desk):
    one = sent(desk, ROW)
    take(desk, one)
    one.refresh_from_db()
    assert (one.rows, one.leads) == ([], {})
    assert Event.objects.first().verb == "action_table.imported"


def test_sent_twice_it_is_imported_once(desk):
    one = sent(desk, ROW)
    assert [take(desk, one).status_code for _ in range(2)] == [302, 302]
    assert Action.objects.count() == 1


def test_the_same_file_again_adds_no_double(desk):
    take(desk, sent(desk, ROW))
    again = sent(desk, ROW)
    assert "There is nothing to import" in page(desk, again)
    take(desk, again)
    assert ActionRevision.objects.count() == 1


def test_a_changed_row_finds_its_place_by_its_reference(desk, annex):
    row = annex.add(annex.police, issues="Old words", rating="red", barriers="Time")
    text = page(desk, one := sent(desk, [*ROW[:5], row.reference]))
    assert "0 rows would be added, 1 changed" in text
    take(desk, one)
    now = Action.objects.get().current
    assert (now.number, now.issues, now.rating) == (2, "Raising awareness", "amber")
    # A column the file does not have is left alone.
    assert now.barriers == "Time"


def test_rows_that_are_not_in_the_file_stay(desk, annex):
    annex.add(issues="Somewhere else", area=annex.areas[1])
    one = sent(desk, ROW)
    assert "1 row of the table is not in the file" in page(desk, one)
    take(desk, one)
    assert not ActionRevision.objects.filter(is_dropped=True).exists()


def test_what_cannot_be_a_rating_stands_in_the_way_until_it_is_put_right(desk):
    one = sent(desk, [*ROW[:4], "Purple", ""], ["Cyber attack", "Two", "", "", "", ""])
    assert "“Purple” is no rating: select one." in page(desk, one)
    assert take(desk, one).status_code == 422
    assert Action.objects.count() == 0
    assert put_right(desk, one, rating="green").status_code == 302
    assert take(desk, one).status_code == 302
    assert Action.objects.count() == 2


def test_a_doubt_is_put_right_where_it_is_shown(desk):
    one = sent(desk, [*ROW[:4], "Purple", ""])
    form = f'<form method="post" action="{address(one, "action-import-row", number=1)}"'
    assert form in page(desk, one)


def test_a_rating_that_is_none_is_not_taken_for_not_rated(desk):
    one = sent(desk, [*ROW[:4], "Purple", ""])
    cells = {"area": ROW[0], "issues": ROW[1]}
    response = desk.post(address(one, "action-import-row", number=1), cells)
    assert response.status_code == 422
    assert "Select the rating" in response.content.decode()


def test_a_row_can_be_left_out(desk):
    one = sent(desk, [*ROW[:4], "Purple", ""], ["Cyber attack", "Two", "", "", "", ""])
    put_right(desk, one, left_out="on")
    take(desk, one)
    assert ActionRevision.objects.get().issues == "Two"


def test_what_was_typed_is_not_lost_when_it_is_wrong(desk):
    one = sent(desk, ROW)
    typed = "A sentence worth keeping. " + "x" * 10_000
    response = put_right(desk, one, actions=typed)
    assert response.status_code == 422
    assert "A sentence worth keeping." in response.content.decode()
    assert "use at most 10,000 characters" in response.content.decode()


def test_a_near_name_is_offered_and_taken_for_every_row(desk, cast):
    one = sent(desk, [*ROW[:2], "Fire brigade", *ROW[3:]], ["", "Two", "Fire brigade", "", "", ""])
    text = page(desk, one)
    assert "Lead partner “Fire brigade”" in text
    near = text[text.index('<optgroup label="Perhaps">') :].partition("</optgroup>")[0]
    assert cast.fire.name in near
    names = address(one, "action-import-names")
    assert desk.post(names, {"lead_0": f"organisation-{cast.fire.pk}"}).status_code == 302
    take(desk, one)
    assert [row.leads.get().organisation for row in ActionRevision.objects.all()] == [cast.fire] * 2


def test_a_name_nobody_offered_is_refused(desk):
    one = sent(desk, [*ROW[:2], "Fire brigade", *ROW[3:]])
    response = desk.post(address(one, "action-import-names"), {"lead_0": "organisation-999999"})
    assert response.status_code == 422


def test_a_name_not_settled_gives_nobody_a_row(desk):
    one = sent(desk, [*ROW[:2], "Fire brigade", *ROW[3:]])
    take(desk, one)
    row = ActionRevision.objects.get()
    assert (row.lead_printed, row.leads.count()) == ("Fire brigade", 0)


def test_a_near_crime_area_is_one_or_a_new_one(desk):
    one = sent(desk, ["Cyber attacks", *ROW[1:]], ["Drugs", "Two", "", "", "", ""])
    text = page(desk, one)
    assert "“Cyber attacks” is read as Cyber attack." in text
    assert "“Drugs” is a new key crime area: it will be added." in text
    desk.post(address(one, "action-import-names"), {"area_0": "new"})
    take(desk, one)
    areas = {row.area.title for row in ActionRevision.objects.select_related("area")}
    assert areas == {"Cyber attacks", "Drugs"}


def test_a_closed_row_stays_closed(desk, annex):
    row = annex.add(issues="Halcyon", is_closed=True, closed_reason="paragraph 7")
    content = csv_bytes([[*HEADINGS, "Open or closed"], [*ROW[:5], row.reference, "Open"]])
    one = sent(desk, content=content)
    assert "The row is closed, and stays closed." in page(desk, one)
    take(desk, one)
    now = Action.objects.get().current
    assert (now.issues, now.is_closed, now.closed_reason) == (
        "Raising awareness",
        True,
        "paragraph 7",
    )


def test_a_row_that_the_file_says_is_closed_is_added_closed(desk):
    reason = "Closed: Paragraph 7: preventing, investigating or prosecuting crime"
    take(desk, sent(desk, content=csv_bytes([[*HEADINGS, "Open or closed"], [*ROW, reason]])))
    row = ActionRevision.objects.get()
    assert (row.is_closed, row.closed_reason) == (True, "paragraph 7")


def test_closed_for_a_reason_nobody_knows_is_not_added_open(desk):
    content = csv_bytes([[*HEADINGS, "Open or closed"], [*ROW, "Closed: because"]])
    assert take(desk, sent(desk, content=content)).status_code == 422
    assert Action.objects.count() == 0


@pytest.mark.parametrize("reference", ["A999", "A99999999999", "nonsense"])
def test_a_reference_to_nothing_is_refused(desk, reference):
    one = sent(desk, [*ROW[:5], reference])
    assert "is not a row of the table" in page(desk, one)
    assert take(desk, one).status_code == 422


def test_two_rows_of_a_file_cannot_be_one_row_of_the_table(desk, annex):
    row = annex.add(issues="One")
    other = ["Cyber attack", "Something else", "", "", "", row.reference]
    one = sent(desk, [*ROW[:5], row.reference], ["Cyber attack", "x", "", "", "", ""], other)
    assert take(desk, one).status_code == 422


def test_a_day_before_what_the_row_says_is_refused(desk, annex):
    row = annex.add(issues="Raising awareness")
    one = sent(desk, ROW, day=("28", "2", "2018"))
    assert f"{row.reference} speaks of 1 March 2018 already" in page(desk, one)
    assert take(desk, one).status_code == 422


def test_somebody_elses_change_meanwhile_shows_both_texts(desk, annex, cast):
    row = annex.add(issues="Raising awareness", actions="Before")
    one = sent(desk, ROW)
    row.edit(by=cast.secretary, as_at=one.as_at, version=1, leads=[], actions="Theirs")
    response = take(desk, one)
    assert response.status_code == 409
    assert "Theirs" in response.content.decode() and "Posters" in response.content.decode()
    assert put_right(desk, one, seen=2).status_code == 302
    assert take(desk, one).status_code == 302
    assert Action.objects.get().current.actions == "Posters"


def test_a_clock_that_goes_back_makes_no_change_later_than_the_file(desk, annex):
    """The Board's day of the demonstration stands still, and its clock begins anew at midnight."""
    row = annex.add(issues="Raising awareness", actions="Before")
    one = sent(desk, ROW)
    hour = datetime.timedelta(hours=1)
    TableImport.objects.filter(pk=one.pk).update(made_at=row.current.made_at - hour)

    assert take(desk, one).status_code == 302
    assert Action.objects.get().current.actions == "Posters"


def test_a_change_in_another_window_is_looked_at_first(desk):
    one = sent(desk, ROW)
    old = one.version
    put_right(desk, one, issues="Other words")
    response = desk.post(address(one, "action-import-taking"), {"version": old})
    assert response.status_code == 409
    assert Action.objects.count() == 0


def test_a_row_divided_by_a_page_break_can_be_two_after_all(desk):
    one = sent(desk, ROW, ["", "", "", "more of it", "", ""])
    assert "a page break had divided it" in page(desk, one)
    assert one.rows[0]["actions"] == "Posters more of it"
    put_right(desk, one, apart="on")
    one.refresh_from_db()
    assert [row["actions"] for row in one.rows] == ["Posters", "more of it"]


def test_nobody_but_the_sender_sees_what_waits(desk, cast, sign_in):
    one = sent(desk, ROW)
    assert sign_in(cast.chairman).get(address(one)).status_code == 404


def test_after_a_day_it_is_forgotten(desk):
    one = sent(desk, ROW)
    TableImport.objects.update(made_at=one.made_at - datetime.timedelta(days=1))
    assert desk.get(address(one)).status_code == 404
    sent(desk, ROW)
    assert TableImport.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("table.jpg", a_picture(), "Choose a Word (.docx), Excel (.xlsx) or CSV file."),
        ("table.docx", b"PK\x03\x04 nothing", "The file cannot be read"),
        ("table.csv", b"", "The file is empty"),
        ("table.csv", b"a,b\n1,2\n", "No table with the Board’s headings was found."),
        ("table.csv", csv_bytes([HEADINGS]), "has headings and no rows"),
        ("table.csv", csv_bytes([HEADINGS, *[ROW] * 5_001]), "more than 5,000 rows"),
        ("table.csv", csv_bytes([HEADINGS, [*ROW, *["x"] * 60]]), "more than 60 columns"),
        ("table.csv", csv_bytes([HEADINGS, ["x" * 20_001]]), "more than 20,000 characters"),
        ("table.xlsx", excel_bytes([["One"]], **{"xl/vbaProject.bin": ""}), "holds macros"),
        ("table.xlsx", excel_bytes([["One"]], **{"x.xml": "<!DOCTYPE a>"}), "definitions"),
        ("table.docx", word_file([[["A", "B", "C"]]]), "No table with the Board’s headings"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(desk, name, content, sentence):
    response = upload(desk, name=name, content=content)
    assert response.status_code == 422
    assert sentence in html.unescape(response.content.decode())
    assert TableImport.objects.count() == 0


@pytest.mark.parametrize("day", [("6", "9", "2018"), ("", "", ""), ("30", "2", "2018")])
def test_a_day_that_cannot_be_is_refused(desk, day):
    assert upload(desk, ROW, day=day).status_code == 422


def test_hidden_rows_and_sheets_are_said(desk):
    rows = [HEADINGS, ROW, ["Cyber attack", "Hidden", "", "", "", ""]]
    one = sent(desk, name="t.xlsx", content=excel_bytes(rows, hidden_rows=[3], hidden_sheet="<a/>"))
    text = page(desk, one)
    assert "1 of the rows are hidden in the file. They are shown here." in text
    assert "The sheet “Notes” is hidden in the file: it was not read." in text


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
def test_the_example_file_has_the_headings_that_are_understood(desk, ending):
    response = desk.get(reverse("action-import-example", kwargs={"ending": ending}))
    refused = upload(desk, name=f"example.{ending}", content=response.content)
    assert "has headings and no rows" in refused.content.decode()


def test_the_preview_takes_as_many_queries_for_three_rows_as_for_one(desk):
    def queries(one):
        with CaptureQueriesContext(connection) as asked:
            page(desk, one)
        return len(asked)

    one = sent(desk, ROW)
    more = sent(desk, ROW, ["", "Two", "LFB", "", "", ""], ["", "Three", "All", "", "", ""])
    queries(one)
    assert queries(one) == queries(more)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes([HEADINGS, ROW]))
    return str(path)


def test_the_command_imports_and_a_dry_run_writes_nothing(annex, file):
    call_command("import_actions", file, "--as-at", "2018-03-01", "--dry-run")
    assert (Action.objects.count(), TableImport.objects.count()) == (0, 0)
    call_command("import_actions", file, "--as-at", "2018-03-01")
    assert ActionRevision.objects.get().as_at == datetime.date(2018, 3, 1)


def test_the_command_writes_nothing_while_something_stands_in_the_way(annex, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(csv_bytes([HEADINGS, ROW, [*ROW[:4], "Purple", ""]]))
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("import_actions", str(path), "--as-at", "2018-03-01")
    assert (Action.objects.count(), TableImport.objects.count()) == (0, 0)


@pytest.mark.parametrize("by", ["partner@example.org", "nobody@example.org"])
def test_the_command_asks_who_answers_for_it(annex, file, by):
    with pytest.raises(CommandError, match="Name one member of the secretariat"):
        call_command("import_actions", file, "--as-at", "2018-03-01", "--by", by)
