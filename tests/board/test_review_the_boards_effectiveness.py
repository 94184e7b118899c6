"""The yearly review of the Board's own effectiveness: recorded, read, and due again."""

import datetime

import pytest
from django.urls import reverse

from audit.models import Event
from board.models import EffectivenessReview

LIST = reverse("effectiveness-reviews")
NEW = reverse("effectiveness-review-new")


def review(cast, day="2018-07-18", **facts):
    held_on = datetime.date.fromisoformat(day)
    review = EffectivenessReview(held_on=held_on, **{"found": "Meetings are too few."} | facts)
    review.record(by=cast.secretary)
    return review


def typed(day, **rest):
    year, month, day = day.split("-")
    date = {"held_on_day": day, "held_on_month": month, "held_on_year": year}
    return date | {"found": "Partners answer late.", "follows": ""} | rest


def test_the_secretary_records_a_review_and_members_read_it(cast, sign_in):
    response = sign_in(cast.secretary).post(NEW, typed("2018-07-18", follows="Remind them."))

    recorded = EffectivenessReview.objects.get()
    assert response.url == recorded.get_absolute_url()
    assert recorded.recorded_by == cast.secretary
    assert Event.objects.first().verb == "review.recorded"
    page = sign_in(cast.member).get(response.url).content.decode()
    assert "Partners answer late." in page
    assert "Remind them." in page
    assert "Put it right" not in page


def test_before_the_first_review_it_is_said_to_be_due(cast, sign_in):
    page = sign_in(cast.member).get(LIST)

    assert (page.context["due_on"], page.context["is_due"]) == (None, True)
    assert "the first is due" in page.content.decode()


@pytest.mark.parametrize(
    ("held_on", "due_on", "is_due"),
    [
        ("2017-09-05", datetime.date(2018, 9, 5), True),
        ("2018-03-01", datetime.date(2019, 3, 1), False),
        ("2016-02-29", datetime.date(2017, 2, 28), True),
    ],
)
def test_the_next_is_due_a_year_later(held_on, due_on, is_due, cast, sign_in):
    review(cast, held_on)

    page = sign_in(cast.member).get(LIST)

    assert (page.context["due_on"], page.context["is_due"]) == (due_on, is_due)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (typed("2018-09-06"), "Enter a day that is not in the future"),
        (typed("2018-07-18", found=""), "Enter what the review found"),
        (typed("2018-03-01"), "A review of this day is recorded already"),
        (typed("--"), "Enter the day of the review"),
    ],
)
def test_a_slip_is_pointed_out_and_what_was_typed_stays(data, error, cast, sign_in):
    review(cast, "2018-03-01")

    response = sign_in(cast.secretary).post(NEW, data | {"follows": "More of the same."})

    assert response.status_code == 422
    assert error in response.content.decode()
    assert "More of the same." in response.content.decode()


def test_a_correction_is_in_the_audit(cast, sign_in):
    recorded = review(cast)
    address = reverse("effectiveness-review-edit", kwargs={"pk": recorded.pk})

    sign_in(cast.secretary).post(address, typed("2018-07-18"))

    recorded.refresh_from_db()
    assert recorded.found == "Partners answer late."
    assert Event.objects.first().verb == "review.corrected"


@pytest.mark.parametrize("persona", ["observer", "co_optee", "partner", "officer"])
def test_what_was_found_is_not_for_who_does_not_sit_on_the_board(persona, cast, sign_in):
    recorded = review(cast)
    client = sign_in(getattr(cast, persona))

    assert client.get(LIST).status_code == 403
    assert client.get(recorded.get_absolute_url()).status_code == 404
    assert "Reviews of effectiveness" not in client.get(reverse("members")).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long(number, cast, sign_in, django_assert_max_num_queries):
    for year in range(number):
        review(cast, f"201{5 + year}-07-18")
    client = sign_in(cast.member)
    client.get(LIST)

    with django_assert_max_num_queries(9):
        client.get(LIST)
