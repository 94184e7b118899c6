"""Who came, by seat; who left the room; what was corrected later; the year as a matrix."""

import datetime
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from audit.models import Event
from board.models import Person, Seat, SeatHolding
from meetings.document import FULL, PUBLISHED, minutes_document
from meetings.initials import initials_for
from meetings.models import Attendance, Departure, Invitation
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write


def url(name, meeting, **kwargs):
    return reverse(name, kwargs={"slug": meeting.slug, **kwargs})


def came(user, **facts):
    return Attendance(person=user.person, name=user.name, **{"status": "present", **facts})


def posted(*rows, **rest):
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0, "chair": "", **rest}
    for number, row in enumerate(rows):
        data |= {f"form-{number}-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def meeting(cast):
    """Three items, the second closed; a member and an observer there."""
    meeting = meeting_on(cast, "2018-07-18")
    first = add_item(cast, meeting, "Apologies")
    add_item(cast, meeting, "Operation", **PARAGRAPH_7)
    add_item(cast, meeting, "Any other business")
    meeting.record_attendance(
        [
            came(cast.member, seat=cast.seats["member"]),
            came(cast.observer, seat=cast.seats["observer"], status="in_attendance"),
        ],
        by=cast.secretary,
    )
    meeting.hold(by=cast.secretary)
    write(cast, first, entry("There were none."))
    return meeting


def test_a_name_typed_in_a_seat_is_a_substitute_for_its_holder(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    seat = cast.seats["chairman"]

    response = sign_in(cast.secretary).post(
        url("attendance", meeting), posted({"row": f"s{seat.pk}", "name": "Stacy Stand-in"})
    )

    assert response.status_code == 302
    row = meeting.attendances.get()
    assert (row.seat, row.status, row.substitute_for) == (seat, "substitute", "Casey Chairman")


def test_everybody_who_is_typed_in_gets_initials_that_nobody_else_has(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    seats = [cast.seats["chairman"].pk, cast.seats["deputy_chairman"].pk]
    form = posted(
        {"row": f"s{seats[0]}", "name": "Gail Giles"},
        {"row": f"s{seats[1]}", "name": "Gail Giles"},
        {"name": "Greg Gant"},
        {"name": "Guy Gantry"},
        {"name": "Uma Underhill", "initials": "gg"},
        {"name": "007"},
    )

    for _ in range(2):
        sign_in(cast.secretary).post(url("attendance", meeting), form)

    assert list(meeting.attendances.values_list("name", "initials")) == [
        ("Gail Giles", "GGI"),
        ("Gail Giles", ""),
        ("Greg Gant", "GGA"),
        ("Guy Gantry", "GGAN"),
        ("Uma Underhill", "GG"),
        ("007", ""),
    ]


def test_initials_run_out_of_letters_and_go_on_with_numbers():
    assert initials_for("Al Li", {"AL", "ALI"}) == "AL2"


def test_answers_to_the_invitations_are_filled_in_and_nothing_is_recorded_until_saved(
    cast, sign_in
):
    meeting = meeting_on(cast, "2018-09-19")
    for who, seat, answer, substitute in (
        ("member", "member", "attending", ("", "")),
        ("deputy", "deputy_chairman", "apologies", ("", "")),
        ("chairman", "chairman", "substitute", ("Stacy Stand-in", "London Fire Brigade")),
    ):
        invitation = Invitation.objects.invite(
            meeting, getattr(cast, who).person, seat=cast.seats[seat], by=cast.secretary
        )
        today = datetime.date(2018, 9, 5)
        invitation.record_answer(answer, by=cast.secretary, today=today, substitute=substitute)
    client = sign_in(cast.secretary)

    page = client.get(url("attendance", meeting))

    begun = {form["name"].value(): form["status"].value() for form in page.context["formset"]}
    assert begun["Morgan Member"] == "present"
    assert begun["Drew Deputy"] == "apologies"
    assert begun["Casey Chairman"] == "apologies"
    assert begun["Stacy Stand-in"] == "substitute"
    assert "Filled in beforehand from the answers" in page.content.decode()
    assert not meeting.attendances.exists()

    rows = [
        {name: form[name].value() or "" for name in ("row", "name", "status", "substitute_for")}
        for form in page.context["formset"]
    ]
    version = page.context["chair"]["version"].value()
    client.post(url("attendance", meeting), posted(*rows, version=version))
    stood_in = meeting.attendances.get(status="substitute")
    assert (stood_in.name, stood_in.substitute_for) == ("Stacy Stand-in", "Casey Chairman")


def test_all_of_whom_nothing_is_recorded_are_marked_absent_but_not_who_is_seldom_asked(
    cast, sign_in
):
    meeting = meeting_on(cast, "2018-07-18")
    holdings = {holding.person.name: holding for holding in SeatHolding.objects.all()}
    rows = [{"row": f"h{h.pk}", "name": name, "status": ""} for name, h in holdings.items()]
    rows[0]["status"] = "present" if rows[0]["name"] == "Casey Chairman" else ""

    sign_in(cast.secretary).post(url("attendance", meeting), posted(*rows, absent="1"))

    absent = meeting.attendances.filter(status="absent").values_list("seat__category", flat=True)
    assert set(absent) <= {"chairman", "deputy_chairman", "member"}
    assert "deputy_chairman" in set(absent)


def test_the_desk_names_who_must_leave_for_a_closed_item_and_one_button_records_it(
    cast, sign_in, meeting
):
    closed = meeting.items.get(is_closed=True)
    desk = f"{url('minutes-edit', meeting)}?item={closed.pk}"
    client = sign_in(cast.secretary)

    room = client.get(desk).context["room"]
    assert [row.name for row in room.must_leave] == [cast.observer.name]
    client.post(url("departures", meeting, pk=closed.pk), {"left": list(room.is_ticked)})

    assert Departure.objects.get().attendance.name == cast.observer.name
    assert client.get(desk).context["room"].must_leave == []
    assert Event.objects.filter(verb="attendance.left_for_closed_item").count() == 1


def test_that_somebody_left_for_a_closed_item_is_printed_in_the_closed_part_alone(cast, meeting):
    before = minutes_document(meeting.minutes, fullness=PUBLISHED)
    closed = meeting.items.get(is_closed=True)
    observer = meeting.attendances.get(person=cast.observer.person)

    Departure.objects.record(closed, [observer], by=cast.secretary)

    full = minutes_document(meeting.minutes, fullness=FULL)
    assert full["items"][1]["people"] == [f"{cast.observer.name} left the meeting for this item."]
    assert minutes_document(meeting.minutes, fullness=PUBLISHED) == before


def test_who_leaves_for_an_open_item_is_printed_under_it(cast, meeting):
    member = meeting.attendances.get(person=cast.member.person)
    last = meeting.items.get(number="3")

    Departure.objects.record(last, [member], by=cast.secretary)

    items = minutes_document(meeting.minutes, fullness=PUBLISHED)["items"]
    assert items[0]["people"] == []
    assert items[2]["people"] == ["Morgan Member left the meeting for this item."]


def test_an_absence_over_open_and_closed_items_says_nothing_of_the_closed_one(cast, meeting):
    member = meeting.attendances.get(person=cast.member.person)
    for item in meeting.items.all():
        Departure.objects.record(item, [member], by=cast.secretary)

    full = minutes_document(meeting.minutes, fullness=FULL)["items"]
    public = minutes_document(meeting.minutes, fullness=PUBLISHED)["items"]

    assert full[0]["people"] == ["Morgan Member left the meeting for items 1 to 3."]
    assert public[0]["people"] == ["Morgan Member left the meeting for this item."]


def test_who_arrives_during_a_closed_item_arrives_for_others_at_the_next_open_one(cast, meeting):
    Attendance.objects.filter(person=cast.member.person).update(
        from_item=meeting.items.get(is_closed=True)
    )

    public = minutes_document(meeting.minutes, fullness=PUBLISHED)

    assert public["present"][0]["note"] == "from item 3"
    assert public["items"][2]["people"] == ["Morgan Member arrived during this item."]


def test_a_correction_after_the_meeting_leaves_its_trace(cast, sign_in, meeting):
    rows = list(meeting.attendances.in_order())
    rows[0].status = "apologies"

    meeting.record_attendance(rows, by=cast.secretary)

    correction = meeting.corrections.get()
    assert (correction.name, correction.was, correction.became, correction.made_by) == (
        "Morgan Member",
        "Present",
        "Apologies",
        cast.secretary,
    )
    page = sign_in(cast.secretary).get(url("attendance", meeting)).content.decode()
    assert "Changes since the meeting was held" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.corrections.update(was="Absent")


def test_the_matrix_counts_seats_once_and_leaves_cancelled_meetings_out(cast, sign_in, meeting):
    cancelled = meeting_on(cast, "2018-06-20")
    cancelled.call_off("cancelled", by=cast.secretary)

    page = sign_in(cast.member).get(reverse("attendance-matrix") + "?year=2018")

    attendance = page.context["attendance"]
    figures = {line.seat.category: line.figure for line in attendance.lines}
    assert figures == {
        "chairman": "0 of 1",
        "deputy_chairman": "0 of 1",
        "member": "1 of 1",
        "co_optee": "did not come",
    }
    assert attendance.totals == ["1 of 3"]
    assert [why for _, why in attendance.left_out] == ["cancelled"]


def test_the_matrix_is_one_sheet_of_paper_that_says_what_it_leaves_out(cast, sign_in, meeting):
    meeting_on(cast, "2018-06-20").call_off("cancelled", by=cast.secretary)
    for number in range(12):
        seat = Seat.objects.create(category="member", label=f"Public Health and Housing {number}")
        for name in ("Ade Adetosoye", "Chris Pelham"):
            person = Person.objects.create(name=f"{name} {number}")
            SeatHolding.objects.create(seat=seat, person=person)

    response = sign_in(cast.member).get(reverse("attendance-matrix-pdf") + "?year=2018")

    assert response["Content-Disposition"] == 'inline; filename="attendance-2018-19.pdf"'
    reader = PdfReader(io.BytesIO(response.content))
    sheet = reader.pages[0]
    assert len(reader.pages) == 1
    assert sheet.mediabox.width > sheet.mediabox.height
    text = " ".join(sheet.extract_text().split())
    assert "attendance by seat, 2018–19" in text
    assert "18 Jul 2018" in text
    assert "1 of 15" in text
    assert text.count("Seats always asked") == 1
    assert "Board, 20 June 2018: cancelled" in text


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_matrix_costs_the_same_however_many_meetings(
    meetings, cast, sign_in, django_assert_max_num_queries
):
    for number in range(meetings):
        meeting = meeting_on(cast, f"2018-07-1{number}")
        meeting.record_attendance([came(cast.member, seat=cast.seats["member"])], by=cast.secretary)
        meeting.hold(by=cast.secretary)
    client = sign_in(cast.member)

    with django_assert_max_num_queries(13):
        client.get(reverse("attendance-matrix"))


@pytest.mark.parametrize("guests", [1, 3])
def test_the_list_costs_the_same_however_long(guests, cast, sign_in, django_assert_max_num_queries):
    meeting = meeting_on(cast, "2018-07-18")
    rows = [Attendance(name=f"Guest {n}", status="in_attendance") for n in range(guests)]
    meeting.record_attendance(rows, by=cast.secretary)
    client = sign_in(cast.secretary)

    with django_assert_max_num_queries(24):
        client.get(url("attendance", meeting))
