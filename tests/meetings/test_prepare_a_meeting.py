import datetime

import pytest
from django.urls import reverse

from audit.models import Event
from board.models import Publication, SeatHolding
from meetings.models import AgendaItem, Attendance, ItemChanged, Meeting
from tests.meetings.board_meeting import add_item, meeting_on, publishable


def url(name, meeting, **more):
    return reverse(name, kwargs={"slug": meeting.slug, **more})


def facts(cast, day, month, **more):
    date = {"held_on_day": day, "held_on_month": month, "held_on_year": 2018}
    return {"group": cast.board.pk, **date, "starts_at": "10:00", "venue": "Guildhall", **more}


def item_form(**more):
    return {"number": "1", "title": "Apologies", "is_closed": "open", **more}


def test_the_secretary_enters_a_meeting_and_its_address_follows_the_date(cast, sign_in):
    client = sign_in(cast.secretary)
    client.post(reverse("meeting-new"), facts(cast, 19, 9))
    meeting = Meeting.objects.get()
    assert meeting.slug == "2018-09-19-board"

    client.post(url("meeting-edit", meeting), facts(cast, 20, 9))

    meeting.refresh_from_db()
    assert (meeting.slug, meeting.venue) == ("2018-09-20-board", "Guildhall")


def test_a_second_meeting_on_one_day_gets_an_address_of_its_own(cast):
    slugs = [meeting_on(cast, "2018-09-19").slug for _ in range(3)]

    assert slugs == ["2018-09-19-board", "2018-09-19-board-2", "2018-09-19-board-3"]


def test_a_date_that_does_not_exist_gets_a_sentence_and_keeps_what_was_typed(cast, sign_in):
    response = sign_in(cast.secretary).post(reverse("meeting-new"), facts(cast, 31, 9))

    assert response.status_code == 422
    page = response.content.decode()
    assert "Date must be a real date" in page
    assert 'value="Guildhall"' in page


def test_announcing_tells_the_public_and_a_new_date_withdraws_it(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    sign_in(cast.secretary).post(url("meeting-notice", meeting))
    notice = Publication.objects.live().get()
    assert notice.document["when_and_where"] == "Wednesday 19 September 2018, Guildhall"

    meeting.held_on = datetime.date(2018, 9, 26)
    meeting.arrange(by=cast.secretary)

    assert not Publication.objects.live().exists()


def test_an_item_is_open_or_closed_by_choice_never_by_default(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    client = sign_in(cast.secretary)

    without = client.post(url("agenda", meeting), item_form(is_closed=""))
    no_reason = client.post(url("agenda", meeting), item_form(is_closed="closed"))
    words = client.post(url("agenda", meeting), item_form(closing_words="Because."))

    assert [r.status_code for r in (without, no_reason, words)] == [422, 422, 422]
    assert "Choose whether the item is open or closed" in without.content.decode()
    assert AgendaItem.objects.count() == 0


def test_items_are_added_numbered_and_moved(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    client = sign_in(cast.secretary)
    client.post(url("agenda", meeting), item_form())
    client.post(url("agenda", meeting), item_form(number="2", title="Minutes"))
    assert meeting.next_item_number() == "3"

    second = meeting.items.get(number="2")
    client.post(url("agenda-item-move", meeting, pk=second.pk), {"up": "1"})

    assert list(meeting.items.values_list("title", flat=True)) == ["Minutes", "Apologies"]


def test_two_items_do_not_share_a_number(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    add_item(cast, meeting, "Apologies")

    response = sign_in(cast.secretary).post(url("agenda", meeting), item_form(title="Other"))

    assert response.status_code == 422
    assert "Another item has this number" in response.content.decode()


def test_only_the_chairman_opens_a_closed_item_once_the_meeting_is_held(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Plan", is_closed=True, closed_reason="paragraph 7")
    meeting.hold(by=cast.secretary)

    response = sign_in(cast.secretary).post(
        url("agenda-item", meeting, pk=item.pk), item_form(title="Plan", version=item.version)
    )

    assert response.status_code == 422
    item.refresh_from_db()
    assert item.is_closed


def test_an_item_of_circulated_minutes_is_opened_by_the_chairman_alone(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Plan", is_closed=True, closed_reason="paragraph 7")
    meeting.start_minutes(by=cast.secretary).circulate(by=cast.secretary)

    response = sign_in(cast.secretary).post(
        url("agenda-item", meeting, pk=item.pk), item_form(title="Plan", version=item.version)
    )

    assert response.status_code == 422
    item.refresh_from_db()
    assert item.is_closed


def test_a_change_that_comes_second_opens_nothing_that_was_closed_meanwhile(cast):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Plan")
    seen = item.version
    closing, stale = (AgendaItem.objects.get(pk=item.pk) for _ in range(2))
    closing.is_closed, closing.closed_reason = True, "paragraph 7"
    closing.revise(by=cast.secretary, version=seen)

    stale.title = "Plans"
    with pytest.raises(ItemChanged):
        stale.revise(by=cast.secretary, version=seen)

    item.refresh_from_db()
    assert (item.title, item.is_closed) == ("Plan", True)


def test_reading_a_closed_item_to_change_it_is_recorded_once(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    item = add_item(cast, meeting, "Plan", is_closed=True, closed_reason="paragraph 7")

    sign_in(cast.secretary).get(url("agenda-item", meeting, pk=item.pk))

    assert Event.objects.filter(verb="minutes.closed_seen", by_id=cast.secretary.pk).count() == 1


def attendance_form(*rows, chair=""):
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0, "chair": chair}
    for number, row in enumerate(rows):
        data |= {f"form-{number}-{name}": value for name, value in row.items()}
    return data


def test_the_list_is_made_of_the_seats_of_that_day_and_of_guests(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    holding = SeatHolding.objects.get(person=cast.chairman.person)
    seat = {"row": f"h{holding.pk}", "name": "Casey Chairman", "status": "present"}
    guest = {"name": "Gale Guest", "organisation": "Bank", "status": "in_attendance"}

    response = sign_in(cast.secretary).post(
        url("attendance", meeting), attendance_form(seat, guest, {}, chair=f"h{holding.pk}")
    )

    assert response.status_code == 302
    rows = meeting.attendances.values_list("name", "seat", "person", "is_in_chair")
    assert list(rows) == [
        ("Casey Chairman", cast.seats["chairman"].pk, cast.chairman.person.pk, True),
        ("Gale Guest", None, None, False),
    ]


def test_a_seat_counts_once_whoever_of_its_holders_came(cast):
    meeting = meeting_on(cast, "2018-07-18")
    for persona in ("member", "ended"):
        person = getattr(cast, persona).person
        Attendance.objects.create(
            meeting=meeting,
            seat=cast.seats["member"],
            person=person,
            name=person.name,
            status="present",
        )

    assert meeting.seats_present(seen_by=cast.secretary) == (1, 3)


def test_who_came_for_closed_items_alone_is_not_counted_for_others(cast):
    meeting = meeting_on(cast, "2018-07-18")
    plan = add_item(cast, meeting, "Plan", is_closed=True, closed_reason="paragraph 7")
    facts = {"meeting": meeting, "status": "present"}
    Attendance.objects.create(name="Oakley", person=cast.observer.person, **facts)
    Attendance.objects.create(
        name="Morgan", seat=cast.seats["member"], from_item=plan, to_item=plan, **facts
    )

    assert meeting.seats_present(seen_by=cast.member) == (1, 3)
    assert meeting.seats_present(seen_by=cast.observer) == (0, 3)


def test_names_stay_as_they_were_when_the_membership_changes(cast):
    meeting = meeting_on(cast, "2018-07-18")
    person = cast.member.person
    row = Attendance(person=person, name=person.name, capacity="Commander", status="present")
    meeting.record_attendance([row], by=cast.secretary)

    person.name = "Morgan Married"
    person.save()

    assert meeting.attendances.get().name == "Morgan Member"


def test_initials_are_given_once(cast, sign_in):
    rows = [
        {"name": name, "initials": "AB", "status": "in_attendance"} for name in ("Al B", "Ann B")
    ]

    response = sign_in(cast.secretary).post(
        url("attendance", meeting_on(cast, "2018-07-18")), attendance_form(*rows)
    )

    assert response.status_code == 422
    assert "AB is also Al B: use others" in response.content.decode()


def test_after_approval_agenda_attendance_and_date_stay(cast, sign_in):
    meeting = publishable(cast, "2018-07-18", at=meeting_on(cast, "2018-09-05"))
    client = sign_in(cast.secretary)
    before = list(meeting.attendances.values()), list(meeting.items.values())

    client.post(url("attendance", meeting), attendance_form())
    client.post(url("agenda", meeting), item_form(number="9"))
    client.post(url("meeting-edit", meeting), facts(cast, 1, 8))
    item = meeting.items.first()
    client.post(url("agenda-item", meeting, pk=item.pk), item_form(title="Renamed"))

    meeting.refresh_from_db()
    assert (list(meeting.attendances.values()), list(meeting.items.values())) == before
    assert meeting.held_on == datetime.date(2018, 7, 18)


def test_an_observer_sees_the_meetings_they_came_to(cast, sign_in):
    invited, other = meeting_on(cast, "2018-07-18"), meeting_on(cast, "2018-09-19")
    Attendance.objects.create(
        meeting=invited, person=cast.observer.person, name="O", status="in_attendance"
    )

    assert list(Meeting.objects.visible_to(cast.observer)) == [invited]
    assert sign_in(cast.observer).get(other.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_meetings_costs_the_same_however_long(
    rows, cast, sign_in, django_assert_max_num_queries
):
    for number in range(rows):
        meeting_on(cast, f"2018-07-1{number}")
        meeting_on(cast, f"2018-10-1{number}")
    client = sign_in(cast.member)
    client.get(reverse("meetings"))

    with django_assert_max_num_queries(8):
        client.get(reverse("meetings"))


def test_the_same_meeting_is_entered_once(cast, sign_in):
    client = sign_in(cast.secretary)
    client.post(reverse("meeting-new"), facts(cast, 19, 9))
    again = client.post(reverse("meeting-new"), facts(cast, 19, 9))

    assert (again.status_code, Meeting.objects.count()) == (422, 1)


def test_calling_a_meeting_off_says_so_in_its_notice_and_no_more(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    meeting.announce(by=cast.secretary)

    sign_in(cast.secretary).post(url("meeting-calling-off", meeting), {"state": "postponed"})

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.POSTPONED
    notice = Publication.objects.live().get()
    assert (notice.document["called_off"], notice.document["theme"]) == ("Postponed", "")
    page = sign_in(None).get("/").content.decode()
    assert "<strong>Postponed.</strong> Wednesday 19 September 2018" in page

    meeting.reinstate(by=cast.secretary)
    assert Publication.objects.live().get().document["called_off"] == ""


def test_a_meeting_that_was_held_cannot_be_called_off(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18", state="held")

    sign_in(cast.secretary).post(url("meeting-calling-off", meeting), {"state": "cancelled"})

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.HELD


def test_attendance_somebody_else_recorded_meanwhile_is_shown_beside_mine(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    theirs = Attendance(name="Theo Theirs", status="in_attendance")
    meeting.record_attendance([theirs], by=cast.deputy)
    mine = attendance_form({"name": "Mina Mine", "status": "in_attendance"})
    client = sign_in(cast.secretary)

    response = client.post(url("attendance", meeting), mine)

    assert response.status_code == 409
    page = response.content.decode()
    assert "Theo Theirs" in page
    assert 'value="Mina Mine"' in page
    assert meeting.attendances.get().name == "Theo Theirs"
    again = client.post(
        url("attendance", meeting), mine | {"version": meeting.attendance_version()}
    )
    assert again.status_code == 302
    assert meeting.attendances.get().name == "Mina Mine"


def test_attendance_sent_twice_is_recorded_once(cast, sign_in):
    meeting = meeting_on(cast, "2018-07-18")
    mine = attendance_form({"name": "Mina Mine", "status": "in_attendance"})
    client = sign_in(cast.secretary)

    answers = [client.post(url("attendance", meeting), mine).status_code for _ in range(2)]

    assert (answers, meeting.attendances.count()) == ([302, 302], 1)


def test_an_item_somebody_else_changed_meanwhile_is_shown_beside_mine(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    item = add_item(cast, meeting, "Apologies")
    seen = item.version
    item.title = "Apologies received"
    item.revise(by=cast.deputy, version=seen)
    client = sign_in(cast.secretary)
    mine = item_form(title="Apologies for absence", version=seen)

    response = client.post(url("agenda-item", meeting, pk=item.pk), mine)

    assert response.status_code == 409
    assert "Apologies received" in response.content.decode()
    assert 'value="Apologies for absence"' in response.content.decode()
    item.refresh_from_db()
    assert item.title == "Apologies received"
    again = client.post(url("agenda-item", meeting, pk=item.pk), mine | {"version": item.version})
    assert again.status_code == 302
