import datetime
import re

import pytest
from django.urls import reverse

from board.clear_days import built_in_holidays
from board.models import FrequencyRule
from meetings.models import AgendaItem, Meeting, StandingItem
from meetings.series import proposed_days
from priorities.models import Priority, Scheme
from tests.meetings.board_meeting import meeting_on

day = datetime.date.fromisoformat


def days(first, months, number, *, same_weekday, until=None):
    found = proposed_days(
        day(first),
        months,
        same_weekday=same_weekday,
        holidays=built_in_holidays(),
        number=number,
        until=until and day(until),
    )
    return [proposed.day.isoformat() for proposed in found]


def test_the_third_wednesday_of_every_third_month():
    assert days("2018-09-19", 3, 5, same_weekday=True) == [
        "2018-09-19",
        "2018-12-19",
        "2019-03-20",
        "2019-06-19",
        "2019-09-18",
    ]


def test_where_there_is_no_fifth_weekday_the_last_one_is_taken():
    assert days("2018-08-29", 1, 3, same_weekday=True) == ["2018-08-29", "2018-09-26", "2018-10-31"]


def test_the_same_date_gives_way_to_the_next_working_day():
    # 27 August is a bank holiday; 27 October a Saturday.
    assert days("2018-07-27", 1, 4, same_weekday=False) == [
        "2018-07-27",
        "2018-08-28",
        "2018-09-27",
        "2018-10-29",
    ]


def test_the_31st_is_the_last_day_of_a_shorter_month():
    assert days("2018-08-31", 1, 3, same_weekday=False) == [
        "2018-08-31",
        "2018-10-01",
        "2018-10-31",
    ]


def test_a_series_ends_on_the_last_day_that_is_wanted():
    assert days("2018-09-19", 3, 24, same_weekday=True, until="2019-03-20") == [
        "2018-09-19",
        "2018-12-19",
        "2019-03-20",
    ]


def test_a_day_moved_off_a_holiday_says_why():
    (only,) = proposed_days(
        day("2018-08-27"), 1, same_weekday=True, holidays=built_in_holidays(), number=1
    )
    assert only.moved == "Moved from Monday 27 August 2018: Summer bank holiday."


@pytest.fixture
def quarterly(cast):
    return FrequencyRule.objects.create(
        group=cast.board, wording="Quarterly", months=3, starts_on=day("2018-07-03")
    )


def wanted(cast, **more):
    return {
        "group": cast.board.pk,
        "first_day": "19",
        "first_month": "9",
        "first_year": "2018",
        "day_of_month": "weekday",
        "number": "3",
        "starts_at": "10:00",
        "venue": "Guildhall",
        **more,
    }


def chosen_days(*rows):
    data = {"day-TOTAL_FORMS": len(rows), "day-INITIAL_FORMS": len(rows)}
    for number, (held_on, theme) in enumerate(rows):
        y, m, d = held_on.split("-") if held_on else ("", "", "")
        data |= {
            f"day-{number}-held_on_day": d,
            f"day-{number}-held_on_month": m,
            f"day-{number}-held_on_year": y,
            f"day-{number}-theme": theme,
        }
    return data


def test_the_dates_are_shown_to_be_changed_before_anything_is_entered(cast, sign_in, quarterly):
    page = sign_in(cast.secretary).get(reverse("meeting-series"), wanted(cast))

    shown = [form.initial["held_on"].isoformat() for form in page.context["formset"]]
    assert shown == ["2018-09-19", "2018-12-19", "2019-03-20"]
    assert not Meeting.objects.exists()


def test_the_secretary_enters_the_days_she_chose_each_with_its_theme(cast, sign_in, quarterly):
    scheme = Scheme.objects.create(slug="national", name="National", source="Section 3")
    drugs = Priority.objects.create(scheme=scheme, title="Drugs", position=1)
    rows = chosen_days(("2018-09-19", drugs.pk), ("", ""), ("2019-03-21", ""))

    response = sign_in(cast.secretary).post(reverse("meeting-series"), wanted(cast) | rows)

    assert response.status_code == 302
    entered = Meeting.objects.order_by("held_on").values_list("slug", "theme", "starts_at", "venue")
    assert list(entered) == [
        ("2018-09-19-board", drugs.pk, datetime.time(10), "Guildhall"),
        ("2019-03-21-board", None, datetime.time(10), "Guildhall"),
    ]


def test_the_page_of_dates_carries_along_all_that_was_asked_for(cast, sign_in, quarterly):
    client = sign_in(cast.secretary)
    page = client.get(reverse("meeting-series"), wanted(cast)).content.decode()
    carried = re.findall(r'<input type="hidden" name="(?!day-)([^"]+)"(?: value="([^"]*)")?', page)
    rows = chosen_days(("2018-09-19", ""), ("2018-12-19", ""))

    response = client.post(reverse("meeting-series"), dict(carried) | rows)

    assert response.status_code == 302
    assert set(Meeting.objects.values_list("starts_at", "venue")) == {
        (datetime.time(10), "Guildhall")
    }
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize("typed", ["14:30", "14.30", "2.30 pm", "2:30PM"])
def test_the_time_is_typed_as_people_write_it(typed, cast, sign_in, quarterly):
    page = sign_in(cast.secretary).get(reverse("meeting-series"), wanted(cast, starts_at=typed))

    assert page.context["chosen"].cleaned_data["starts_at"] == datetime.time(14, 30)


def test_a_form_sent_twice_enters_the_meetings_once(cast, sign_in, quarterly):
    rows = chosen_days(("2018-09-19", ""), ("2018-12-19", ""))
    client = sign_in(cast.secretary)

    for _ in range(2):
        response = client.post(reverse("meeting-series"), wanted(cast) | rows, follow=True)

    assert Meeting.objects.count() == 2
    assert "Left out, because the group meets on that day already" in response.content.decode()


def test_each_agenda_of_a_series_begins_with_the_items_that_stay_ticked(cast, sign_in, quarterly):
    client = sign_in(cast.secretary)
    items = [StandingItem(group=cast.board, title=title) for title in ("Apologies", "Reports")]
    for item in items:
        item.record(by=cast.secretary)
    page = client.get(reverse("meeting-series"), wanted(cast)).content.decode()
    assert page.count("checked") == 2 + page.count('value="weekday" checked')

    rows = chosen_days(("2018-09-19", ""), ("2018-12-19", ""))
    ticked = {"standing-items": [items[0].pk]}
    client.post(reverse("meeting-series"), wanted(cast) | rows | ticked)

    assert list(AgendaItem.objects.values_list("title", flat=True)) == ["Apologies"] * 2


def test_a_cancelled_meeting_does_not_hinder_a_new_one_on_its_day(cast, sign_in, quarterly):
    meeting_on(cast, "2018-09-19").call_off("cancelled", by=cast.secretary)

    sign_in(cast.secretary).post(
        reverse("meeting-series"), wanted(cast) | chosen_days(("2018-09-19", ""))
    )

    assert Meeting.objects.stands().get().slug == "2018-09-19-board-2"


def test_without_a_frequency_on_the_day_it_says_what_to_do(cast, sign_in, quarterly):
    FrequencyRule.objects.update(ends_on="2018-09-18")

    page = sign_in(cast.secretary).get(reverse("meeting-series"), wanted(cast))

    assert page.status_code == 422
    assert "No frequency is recorded for this group on that day" in page.content.decode()


def test_only_groups_whose_frequency_is_recorded_are_offered(cast, sign_in):
    client = sign_in(cast.secretary)
    page = client.get(reverse("meeting-series")).content.decode()
    assert "Whose meetings" not in page
    assert f'href="{reverse("frequency")}">record how often it meets' in page

    FrequencyRule.objects.create(group=cast.working_group, wording="Monthly", months=1)

    form = client.get(reverse("meeting-series")).context["form"]
    assert list(form.fields["group"].queryset) == [cast.working_group]


@pytest.mark.parametrize("more", [{"number": ""}, {"number": "25"}, {"first_day": "31"}])
def test_what_cannot_be_is_refused_and_kept(more, cast, sign_in, quarterly):
    page = sign_in(cast.secretary).get(reverse("meeting-series"), wanted(cast, **more))

    assert page.status_code == 422
    assert 'value="Guildhall"' in page.content.decode()


def test_a_date_typed_wrongly_among_the_days_is_shown_again(cast, sign_in, quarterly):
    rows = chosen_days(("2018-09-31", ""), ("2018-12-19", ""))

    response = sign_in(cast.secretary).post(reverse("meeting-series"), wanted(cast) | rows)

    assert (response.status_code, Meeting.objects.count()) == (422, 0)
    assert "Meeting 1 must be a real date" in response.content.decode()


def test_no_day_at_all_is_refused(cast, sign_in, quarterly):
    response = sign_in(cast.secretary).post(
        reverse("meeting-series"), wanted(cast) | chosen_days(("", ""))
    )

    assert response.status_code == 422
    assert "Enter at least one date" in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_dates_costs_the_same_however_many(
    number, cast, sign_in, quarterly, django_assert_max_num_queries
):
    client = sign_in(cast.secretary)
    client.get(reverse("meetings"))

    with django_assert_max_num_queries(11):
        client.get(reverse("meeting-series"), wanted(cast, number=number))


def test_themes_stand_under_their_lists(cast, sign_in):
    for slug in ("One list", "Another list"):
        scheme = Scheme.objects.create(
            slug=slug, name=slug, source=slug, position=Scheme.objects.count()
        )
        Priority.objects.create(scheme=scheme, title="Fraud", position=1)
    one, other = Priority.objects.all()

    form = sign_in(cast.secretary).get(reverse("meeting-new")).context["form"]

    assert list(form.fields["theme"].choices) == [
        ("", "None yet"),
        ("One list", [(one.pk, "Fraud")]),
        ("Another list", [(other.pk, "Fraud")]),
    ]
