import datetime

import pytest
from django.urls import reverse
from django.utils.html import strip_tags


@pytest.fixture
def shown(cast, sign_in):
    """`shown("four_p=pursue")`: which of these issues the page of the table shows."""
    client = sign_in(cast.observer)

    def ask(query):
        page = strip_tags(client.get(f"{reverse('actions')}?{query}").content.decode())
        return {word for word in ("First", "Second", "Third") if f"{word} issue" in page}

    return ask


def test_a_reader_chooses_the_rows_of_one_p_or_of_none(annex, shown):
    annex.add(issues="First issue", pursue=True, protect=True)
    annex.add(issues="Second issue", protect=True)
    annex.add(issues="Third issue")
    assert shown("four_p=pursue") == {"First"}
    assert shown("four_p=protect") == {"First", "Second"}
    assert shown("four_p=none") == {"Third"}
    assert shown("four_p=") == {"First", "Second", "Third"}
    assert shown("four_p=purple") == set()


def test_a_reader_chooses_the_rows_that_are_stuck(annex, shown):
    annex.add(issues="First issue", rating="amber", as_at=datetime.date(2018, 6, 6))
    annex.add(issues="Second issue", rating="amber", as_at=datetime.date(2018, 6, 7))
    annex.add(issues="Third issue", rating="green", as_at=datetime.date(2018, 1, 1))
    assert shown("state=stuck") == {"First"}
    assert shown("state=stuck&as_at=2018-09-04") == set()
    assert shown("state=purple") == set()


def test_a_reader_chooses_the_completed_rows_that_are_still_on_the_table(annex, shown):
    annex.add(issues="First issue", rating="blue", as_at=datetime.date(2018, 3, 1))
    annex.add(issues="Second issue", rating="blue", as_at=datetime.date(2018, 6, 1))
    annex.meet(datetime.date(2018, 5, 16))
    assert shown("rating=blue") == {"First", "Second"}
    assert shown("rating=blue&state=on_table") == {"Second"}


def test_open_rows_only_leaves_out_of_an_earlier_day_what_is_closed_today(annex, cast, sign_in):
    row = annex.add(issues="Halcyon")
    closing = {"is_closed": True, "closed_reason": "paragraph 7"}
    day = datetime.date(2018, 6, 1)
    row.edit(by=cast.secretary, as_at=day, version=1, leads=[], **closing)
    client = sign_in(cast.secretary)
    earlier = f"{reverse('action-table-csv')}?as_at=2018-05-01"
    assert "Halcyon" in client.get(earlier).content.decode()
    assert "Halcyon" not in client.get(f"{earlier}&open_only=on").content.decode()
