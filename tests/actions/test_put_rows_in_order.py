"""The secretariat puts the rows of a crime area into order."""

import datetime

from actions.models import Action, ActionRevision
from audit.models import Event

TODAY = datetime.date(2018, 9, 5)


def order():
    return [row.issues for row in ActionRevision.objects.current().in_order()]


def test_a_row_moves_a_place_and_the_table_of_earlier_days_stays(annex, cast, sign_in):
    for issues in ("first", "second", "third"):
        annex.add(issues=issues)
    third = Action.objects.get(current__issues="third")
    page = third.get_absolute_url()
    client = sign_in(cast.secretary)
    assert "Move up in its area" in client.get(page).content.decode()
    assert client.post(f"{page}move/", {"version": 1, "direction": "up"}).status_code == 302
    assert order() == ["first", "third", "second"]
    earlier = ActionRevision.objects.as_at(annex.day).in_order()
    assert [row.issues for row in earlier] == ["first", "second", "third"]
    client.post(f"{page}move/", {"version": 2, "direction": "down"})
    assert order() == ["first", "second", "third"]
    assert Event.objects.filter(verb="action.moved").count() == 4


def test_a_row_at_the_end_stays_and_says_so(annex, cast, sign_in):
    page = annex.add(issues="only").get_absolute_url()
    response = sign_in(cast.secretary).post(f"{page}move/", {"version": 1, "direction": "up"})
    assert response.status_code == 422
    assert "The row is at the end of its area already." in response.content.decode()


def test_moving_a_row_that_somebody_changed_meanwhile_changes_nothing(annex, cast, sign_in):
    annex.add(issues="first")
    second = annex.add(issues="second", rating="red")
    second.rate("green", by=cast.partner, as_at=TODAY, version=1)
    url = f"{second.get_absolute_url()}move/"
    response = sign_in(cast.secretary).post(url, {"version": 1, "direction": "up"})
    assert response.status_code == 409
    assert order() == ["first", "second"]
