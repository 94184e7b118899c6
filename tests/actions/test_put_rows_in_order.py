"""The secretariat puts the rows of a crime area into order."""

import datetime
from contextlib import suppress

from django.core.exceptions import ValidationError

from actions.models import Action, ActionRevision, Conflict
from audit.models import Event
from tests.at_once import at_once

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


def form_of(client, row):
    """What the form of a row brings, as a browser would send it back."""
    form = client.get(f"{row.get_absolute_url()}edit/").context["form"]
    day = {"as_at_day": "5", "as_at_month": "9", "as_at_year": "2018"}
    typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
    typed["area"] = row.current.area_id
    return {**typed, **day}


def test_a_row_is_put_at_a_place_and_the_others_make_room(annex, cast, sign_in):
    first, second, third = (annex.add(issues=issues) for issues in ("first", "second", "third"))
    client = sign_in(cast.secretary)
    typed = form_of(client, third)
    assert typed["position"] == 3
    for _ in ("once", "sent twice"):
        answered = client.post(f"{third.get_absolute_url()}edit/", {**typed, "position": 1})
        assert answered.status_code == 302
    assert order() == ["third", "first", "second"]
    assert [row.revisions.count() for row in (first, second, third)] == [2, 2, 2]
    annex.add(issues="fourth", place=2)
    assert order() == ["third", "fourth", "first", "second"]


def test_a_row_that_moves_to_another_area_stands_at_its_end(annex, cast, sign_in):
    row = annex.add(issues="moved")
    for issues in ("there", "there too"):
        annex.add(area=annex.areas[1], issues=issues)
    client = sign_in(cast.secretary)
    moved = {**form_of(client, row), "area": annex.areas[1].pk}
    assert client.post(f"{row.get_absolute_url()}edit/", moved).status_code == 302
    assert order() == ["there", "there too", "moved"]
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Key crime area: from Cyber attack to Intellectual Property" in page


def test_rows_moved_at_the_same_moment_keep_a_place_each(annex, cast, transactional_db):
    rows = [annex.add(issues=str(number)) for number in range(6)]

    def move(number):
        row = Action.objects.get(pk=rows[number].pk)
        with suppress(Conflict, ValidationError):
            row.move(-1, by=cast.secretary, as_at=TODAY, version=1)

    at_once(len(rows), move)

    positions = ActionRevision.objects.current().values_list("position", flat=True)
    assert sorted(positions) == [1, 2, 3, 4, 5, 6]
