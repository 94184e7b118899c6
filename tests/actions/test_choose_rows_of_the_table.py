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
