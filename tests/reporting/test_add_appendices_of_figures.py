"""Appendices that are figures: ratings quarter by quarter, and attendance by seat."""

from datetime import date

import pytest

from actions.models import Rating
from meetings.models import Attendance
from reporting.document import report_document
from reporting.models import ActivityReport
from reporting.paper import report_file
from tests.papers.checks import assert_is_accessible_pdf, page_texts

SHUT = {"is_closed": True, "closed_reason": "paragraph 7"}


@pytest.fixture
def moved(cast, record):
    """Two rows in the spring; in the summer one is complete, and a closed one has come."""
    row = record.add_row(date(2018, 1, 31), issues="Raising awareness", rating="amber")
    record.add_row(date(2018, 2, 1), issues="Zebrafinch", rating="red", **SHUT)
    record.add_row(date(2018, 3, 1), issues="Training", rating="green")
    row.rate(Rating.BLUE, by=cast.secretary, as_at=date(2018, 5, 1), version=1, note="Done")
    return record


def with_appendices(report, *kinds):
    ActivityReport.objects.filter(pk=report.pk).update(appendices=list(kinds))
    return ActivityReport.objects.get(pk=report.pk)


def annex(report, kind):
    report = with_appendices(report, kind)
    return report_document(report)["annexes"][0]


def test_each_area_has_its_ratings_at_the_end_of_every_quarter(moved, start):
    found = annex(start(), "ratings")
    assert found["title"] == "Ratings by key crime area, Q2 2017–18 to Q1 2018–19"
    assert [
        (line["title"], [cell["words"] for cell in line["cells"]]) for line in found["lines"]
    ] == [
        ("Cyber attack", [[], [], ["1 orange", "1 green"], ["1 green", "1 complete"]]),
        ("All key crime areas", [[], [], ["1 orange", "1 green"], ["1 green", "1 complete"]]),
    ]


def test_a_complete_row_leaves_the_bars_as_it_leaves_the_table(moved, start):
    moved.meet(date(2018, 5, 16))
    assert annex(start(), "ratings")["lines"][0]["cells"][-1]["words"] == ["1 green"]


def test_the_bars_say_their_figures_in_words_and_letters(moved, start):
    bar = annex(start(), "ratings")["lines"][0]["cells"][-1]["bar"]
    assert bar["sentence"] == "Cyber attack, Q1 2018–19: 1 green, 1 complete."
    assert [(part["code"], part["label"]) for part in bar["parts"]] == [
        ("green", "G 1"),
        ("blue", "B 1"),
    ]


def test_attendance_is_by_seat_and_whoever_came_for_closed_items_alone_counts_for_nothing(
    cast, moved, start
):
    meeting = moved.meet(date(2018, 5, 16))
    shut = meeting.items.create(number="1", position=1, title="Zebrafinch", **SHUT)
    came = {"meeting": meeting, "status": "present"}
    Attendance.objects.create(seat=cast.seats["chairman"], name="Casey", **came)
    only_closed = {"from_item": shut, "to_item": shut}
    Attendance.objects.create(seat=cast.seats["member"], name="Morgan", **came, **only_closed)
    found = annex(start(), "attendance")
    assert found["days"] == ["16.05.18"]
    marks = {line["seat"]: (line["marks"][0][0], line["came"]) for line in found["lines"]}
    assert marks["Borough Commander, City of London"] == ("P", "1 of 1")
    assert marks["Commander of Operations, CoLP"] == ("·", "0 of 1")
    assert found["totals"] == ["1 of 3"]


def test_the_dashboard_counts_open_rows_under_their_ps(moved, start):
    moved.add_row(date(2018, 6, 1), issues="Both", rating="red", protect=True, prepare=True)
    moved.add_row(date(2018, 6, 1), issues="Shut", rating="red", protect=True, **SHUT)
    found = annex(start(), "dashboard")
    assert found["headings"][2:4] == ["Protect", "Prepare"]
    line = next(line for line in found["lines"] if line["title"] == "Cyber attack")
    assert line["cells"][2] == line["cells"][3] == ["1 red"]
    assert line["every"] == ["1 red", "1 green", "1 complete"]


def test_the_paper_of_all_appendices_can_be_read_by_everybody(cast, moved, start):
    meeting = moved.meet(date(2018, 5, 16))
    Attendance.objects.create(
        meeting=meeting, status="present", seat=cast.seats["chairman"], name="Casey"
    )
    report = with_appendices(start(), "action_table", "ratings", "attendance", "dashboard")
    pdf, _ = report_file(report, public=False)
    assert_is_accessible_pdf(pdf)
    words = " ".join(" ".join(page_texts(pdf)).split())
    for expected in ("Appendix B", "1 green", "Appendix C", "16.05.18", "1 of 3", "Appendix D"):
        assert expected in words
    assert "Zebrafinch" not in words


def test_appendices_without_a_record_say_so(start):
    report = with_appendices(start(), "ratings", "attendance", "dashboard")
    words = " ".join(" ".join(page_texts(report_file(report, public=False)[0])).split())
    assert "The action table had no open rows in these quarters." in words
    assert "No attendance at a meeting of the Board is recorded." in words


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow_with_rows_or_meetings(
    count, cast, start, record, django_assert_num_queries
):
    for number in range(count):
        record.add_row(issues=f"Row {number}", rating="green")
        meeting = record.meet(date(2018, 5, 16 + number))
        Attendance.objects.create(
            meeting=meeting, status="present", seat=cast.seats["chairman"], name="Casey"
        )
    report = with_appendices(start(), "ratings", "attendance", "dashboard")
    with django_assert_num_queries(QUERIES):
        report_document(report)


# Four quarters with two each, their areas; meetings, attendance, seats; the dashboard; the report.
QUERIES = 20
