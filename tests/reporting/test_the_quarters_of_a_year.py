from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.quarter import CALENDAR, FINANCIAL, following, parse, previous, quarter_of

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
    "slug", ["", "2018-19-q5", "2018-20-q1", "2018-19-Q1", "2018-19", "0000-q1", "2018-q1\n"]
)
def test_an_address_that_names_no_quarter_is_none(slug):
    assert parse(slug) is None
