import pytest
from django.urls import reverse

from audit.models import Event
from meetings.models import Phrase
from meetings.models.phrases import USUAL


def test_the_secretary_adds_changes_and_takes_out_a_phrase(cast, sign_in):
    client = sign_in(cast.secretary)
    client.post(reverse("phrases"), {"code": "rec", "text": "The Board received a report of ..."})
    kept = Phrase.objects.get()
    assert (kept.code, kept.text) == ("rec", "The Board received a report of …")

    page = {"code": "rec", "text": "The Board received … from …"}
    assert client.post(reverse("phrase", args=[kept.pk]), page).status_code == 302
    kept.refresh_from_db()
    assert kept.text == "The Board received … from …"

    client.post(reverse("phrase-removal", args=[kept.pk]))
    assert Phrase.objects.count() == 0
    verbs = Event.objects.order_by("sequence").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith("phrase")] == [
        "phrase.changed",
        "phrase.changed",
        "phrase.removed",
    ]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("REC", "Another phrase has this code: choose another one"),
        ("r c", "Type two letters or more, and no spaces"),
        ("", "Enter the short code"),
    ],
)
def test_a_code_that_cannot_be_is_said_and_what_was_typed_stays(cast, sign_in, code, says):
    Phrase.objects.create(code="rec", text="The Board received a report.")
    response = sign_in(cast.secretary).post(
        reverse("phrases"), {"code": code, "text": "Members discussed …"}
    )

    assert response.status_code == 422
    page = response.content.decode()
    assert says in page
    assert "Members discussed …" in page
    assert Phrase.objects.count() == 1


def test_a_board_begins_with_the_usual_phrases_and_never_gets_them_twice(db):
    Phrase.objects.begin()
    Phrase.objects.filter(code="rec").update(text="Our own words.")
    Phrase.objects.begin()

    assert Phrase.objects.count() == len(USUAL)
    assert Phrase.objects.get(code="rec").text == "Our own words."
    for phrase in Phrase.objects.all():
        phrase.full_clean(validate_unique=False, validate_constraints=False)


def test_an_empty_list_says_what_to_do(cast, sign_in):
    page = sign_in(cast.secretary).get(reverse("phrases")).content.decode()
    assert "There are none yet. Add the first below" in page


def test_the_page_asks_no_more_of_the_database_for_more_phrases(
    cast, sign_in, django_assert_max_num_queries, django_assert_num_queries
):
    client = sign_in(cast.secretary)
    Phrase.objects.create(code="a1", text="One.")
    client.get(reverse("phrases"))
    with django_assert_max_num_queries(30) as one:
        client.get(reverse("phrases"))
    Phrase.objects.bulk_create([Phrase(code=code, text="More.") for code in ("b1", "c1")])
    with django_assert_num_queries(len(one)):
        client.get(reverse("phrases"))
