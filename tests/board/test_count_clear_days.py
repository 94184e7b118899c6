import datetime

import pytest
from django.urls import reverse

from audit.models import Event
from board.clear_days import all_holidays, built_in_holidays, is_working_day, latest_day
from board.models import BoardSettings, Holiday

day = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("meeting", "latest"),
    [
        ("2017-11-03", "2017-10-26"),
        ("2018-01-03", "2017-12-21"),
        ("2018-04-05", "2018-03-26"),
        ("2018-05-16", "2018-05-08"),
        ("2018-05-31", "2018-05-22"),
        ("2016-12-22", "2016-12-14"),
        ("2018-09-19", "2018-09-11"),
    ],
)
def test_five_clear_working_days_lie_between_issue_and_meeting(meeting, latest):
    assert latest_day(day(meeting), 5, built_in_holidays()) == day(latest)


@pytest.mark.parametrize(
    ("clear_days", "latest"), [(0, "2018-09-18"), (1, "2018-09-17"), (3, "2018-09-13")]
)
def test_the_number_of_days_is_the_boards(clear_days, latest):
    assert latest_day(day("2018-09-19"), clear_days, built_in_holidays()) == day(latest)


@pytest.mark.parametrize(
    ("a_day", "works"),
    [
        ("2018-09-14", True),
        ("2018-09-15", False),
        ("2018-09-16", False),
        ("2018-08-27", False),
        ("2018-03-30", False),
        # A holiday in Scotland only.
        ("2018-01-02", True),
    ],
)
def test_nobody_works_at_weekends_and_on_bank_holidays_in_england_and_wales(a_day, works):
    assert is_working_day(day(a_day), built_in_holidays()) is works


def added(d, m, y, name):
    return {"day_day": d, "day_month": m, "day_year": y, "name": name}


def test_the_secretary_enters_a_day_of_a_year_the_list_does_not_hold(cast, sign_in):
    assert latest_day(day("2032-04-01"), 5, all_holidays()) == day("2032-03-24")

    client = sign_in(cast.secretary)
    client.post(reverse("holidays"), added(26, 3, 2032, "Good Friday"))
    client.post(reverse("holidays"), added(29, 3, 2032, "Easter Monday"))

    assert latest_day(day("2032-04-01"), 5, all_holidays()) == day("2032-03-22")
    assert Event.objects.filter(verb="holiday.added").count() == 2


def test_a_day_entered_by_mistake_is_taken_off_and_leaves_a_trace(cast, sign_in):
    holiday = Holiday(day=day("2032-03-26"), name="Good Friday")
    holiday.record(by=cast.secretary)

    sign_in(cast.secretary).post(reverse("holiday-removal", kwargs={"pk": holiday.pk}))

    assert not Holiday.objects.exists()
    assert Event.objects.filter(verb="holiday.removed", by_id=cast.secretary.pk).exists()


@pytest.mark.parametrize("name", ["own", "built in"])
def test_a_day_is_on_the_list_once(name, cast, sign_in):
    Holiday(day=day("2032-03-26"), name="Good Friday").record(by=cast.secretary)
    posted = added(26, 3, 2032, "Again") if name == "own" else added(27, 8, 2018, "Again")

    response = sign_in(cast.secretary).post(reverse("holidays"), posted)

    assert (response.status_code, Holiday.objects.count()) == (422, 1)


def test_the_page_lists_the_built_in_days_year_by_year(cast, sign_in):
    page = sign_in(cast.secretary).get(reverse("holidays"))

    assert [year for year, _ in page.context["years"]] == [2018, 2019]
    others = [year for year, _ in page.context["other_years"]]
    assert others == [*range(2012, 2018), *range(2020, 2029)]
    assert dict(page.context["years"])[2018][0] == (day("2018-01-01"), "New Year’s Day")


def test_the_number_of_clear_days_is_a_setting(cast, sign_in):
    settings = {
        "name": "Board",
        "short_name": "B",
        "amber_word": "Orange",
        "quarter_year": "financial",
    }
    client = sign_in(cast.secretary)

    too_many = client.post(reverse("board-settings"), settings | {"agenda_clear_days": "31"})
    client.post(reverse("board-settings"), settings | {"agenda_clear_days": "3"})

    assert too_many.status_code == 422
    assert BoardSettings.current().agenda_clear_days == 3
