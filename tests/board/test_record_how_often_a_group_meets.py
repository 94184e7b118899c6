import datetime

from django.urls import reverse

from board.models import FrequencyRule

JULY_3 = datetime.date(2018, 7, 3)


def rule(cast, d, m, y, wording="Quarterly", months=3):
    return {
        "group": cast.board.pk,
        "wording": wording,
        "months": months,
        "starts_on_day": d,
        "starts_on_month": m,
        "starts_on_year": y,
    }


def monthly(cast):
    return FrequencyRule.objects.create(group=cast.board, wording="Monthly", months=1)


def test_a_new_rule_ends_the_earlier_one_the_day_before(cast, sign_in):
    earlier = monthly(cast)

    response = sign_in(cast.secretary).post(reverse("frequency-new"), rule(cast, 3, 7, 2018))

    earlier.refresh_from_db()
    assert response.status_code == 302
    assert earlier.ends_on == JULY_3 - datetime.timedelta(days=1)
    assert FrequencyRule.objects.in_force(JULY_3).get().wording == "Quarterly"


def test_a_rule_before_a_later_one_is_refused_with_a_sentence(cast, sign_in):
    client = sign_in(cast.secretary)
    client.post(reverse("frequency-new"), rule(cast, 3, 7, 2018))

    response = client.post(reverse("frequency-new"), rule(cast, 1, 7, 2018, "Monthly", 1))

    assert (response.status_code, FrequencyRule.objects.count()) == (422, 1)
    assert "choose a later day" in response.content.decode()


def test_the_words_of_a_rule_are_put_right_and_its_days_stay(cast, sign_in):
    recorded = FrequencyRule.objects.create(
        group=cast.board, wording="Quartely", months=3, starts_on=JULY_3
    )

    sign_in(cast.secretary).post(
        reverse("frequency-edit", kwargs={"pk": recorded.pk}),
        rule(cast, 1, 1, 2017, "Quarterly", 3),
    )

    recorded.refresh_from_db()
    assert (recorded.wording, recorded.starts_on) == ("Quarterly", JULY_3)


def test_never_is_no_frequency(cast, sign_in):
    response = sign_in(cast.secretary).post(
        reverse("frequency-new"), rule(cast, 3, 7, 2018, months=0)
    )

    assert (response.status_code, FrequencyRule.objects.count()) == (422, 0)
