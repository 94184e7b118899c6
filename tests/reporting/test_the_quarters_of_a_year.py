from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.quarter import (
    CALENDAR,
    FINANCIAL,
    following,
    parse,
    previous,
    quarter_of,
    year_of,
)

days = st.dates(date(2016, 1, 1), date(2035, 12, 31))
kinds = st.sampled_from([FINANCIAL, CALENDAR])


@pytest.mark.parametrize(
    ("day", "kind", "start", "end", "label", "slug"),
    [
        (
            date(2018, 5, 16),
            FINANCIAL,
            date(2018, 4, 1),
            date(2018, 6, 30),
            "Q1 2018–19 (April to June 2018)",
            "2018-19-q1",
        ),
        (
            date(2019, 3, 31),
            FINANCIAL,
            date(2019, 1, 1),
            date(2019, 3, 31),
            "Q4 2018–19 (January to March 2019)",
            "2018-19-q4",
        ),
        (
            date(2018, 12, 31),
            FINANCIAL,
            date(2018, 10, 1),
            date(2018, 12, 31),
            "Q3 2018–19 (October to December 2018)",
            "2018-19-q3",
        ),
        (
            date(2024, 2, 29),
            CALENDAR,
            date(2024, 1, 1),
            date(2024, 3, 31),
            "Q1 2024 (January to March 2024)",
            "2024-q1",
        ),
        (
            date(2099, 4, 1),
            FINANCIAL,
            date(2099, 4, 1),
            date(2099, 6, 30),
            "Q1 2099–00 (April to June 2099)",
            "2099-00-q1",
        ),
    ],
)
def test_a_day_falls_in_its_quarter(day, kind, start, end, label, slug):
    quarter = quarter_of(day, kind)
    assert (quarter.start, quarter.end, quarter.label, quarter.slug) == (start, end, label, slug)


def test_the_name_of_a_quarter_leaves_out_its_months():
    assert quarter_of(date(2018, 5, 16), FINANCIAL).name == "Q1 2018–19"


@given(days, kinds)
def test_a_quarter_is_three_whole_months_around_its_day(day, kind):
    quarter = quarter_of(day, kind)
    assert quarter.start <= day <= quarter.end
    assert quarter.start.day == 1
    assert (quarter.end + timedelta(days=1)).day == 1
    assert 90 <= (quarter.end - quarter.start).days + 1 <= 92


@given(days, kinds)
def test_quarters_follow_each_other_without_a_gap(day, kind):
    quarter = quarter_of(day, kind)
    after = following(quarter, kind)
    assert after.start == quarter.end + timedelta(days=1)
    assert previous(after, kind) == quarter


@given(days, kinds)
def test_the_address_of_a_quarter_leads_back_to_it(day, kind):
    quarter = quarter_of(day, kind)
    assert parse(quarter.slug) == quarter


@pytest.mark.parametrize(
    "slug", ["", "2018-19-q5", "2018-20-q1", "2018-19-Q1", "2018-20", "0000-q1", "2018-q1\n"]
)
def test_an_address_that_names_no_period_is_none(slug):
    assert parse(slug) is None


@pytest.mark.parametrize(
    ("day", "kind", "start", "end", "label", "slug"),
    [
        (
            date(2019, 3, 31),
            FINANCIAL,
            date(2018, 4, 1),
            date(2019, 3, 31),
            "2018–19 (April 2018 to March 2019)",
            "2018-19",
        ),
        (
            date(2024, 2, 29),
            CALENDAR,
            date(2024, 1, 1),
            date(2024, 12, 31),
            "2024 (January to December 2024)",
            "2024",
        ),
    ],
)
def test_a_day_falls_in_its_year(day, kind, start, end, label, slug):
    year = year_of(day, kind)
    assert (year.start, year.end, year.label, year.slug) == (start, end, label, slug)
    assert year.is_year
    assert not quarter_of(day, kind).is_year


@given(days, kinds)
def test_a_year_is_its_four_quarters_and_nothing_else(day, kind):
    year = year_of(day, kind)
    quarters = year.quarters
    assert (quarters[0].start, quarters[3].end) == (year.start, year.end)
    assert [following(one, kind) for one in quarters[:3]] == quarters[1:]
    assert quarter_of(day, kind) in quarters
    assert 365 <= (year.end - year.start).days + 1 <= 366


@given(days, kinds)
def test_years_follow_each_other_and_have_addresses(day, kind):
    year = year_of(day, kind)
    after = following(year, kind)
    assert after.start == year.end + timedelta(days=1)
    assert previous(after, kind) == year
    assert parse(year.slug) == year


@pytest.mark.parametrize("kind", [FINANCIAL, CALENDAR])
def test_every_day_from_2016_to_2035_is_in_one_quarter_of_one_year(kind):
    """Every one of them, so the days on which a year ends and the clocks change as well."""
    day, last = date(2016, 1, 1), date(2035, 12, 31)
    quarter, seen = quarter_of(day, kind), set()
    while day <= last:
        if day > quarter.end:
            quarter = following(quarter, kind)
        assert quarter_of(day, kind) == quarter
        assert quarter.start <= day <= quarter.end
        assert quarter in year_of(day, kind).quarters
        seen.add(quarter.slug)
        day += timedelta(days=1)
    assert len(seen) == 80
