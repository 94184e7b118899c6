"""Words that were typed are given back when the form they stand in cannot be taken."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem
from tests.meetings.board_meeting import add_item, agree, meeting_on, publishable, with_minutes

WORDS = "The harbour master’s list, as asked for"
HTML = {"HTTP_ACCEPT": "text/html,application/xhtml+xml"}


def address(name, meeting, **kwargs):
    return reverse(name, kwargs={"slug": meeting.slug, **kwargs})


@pytest.fixture
def meeting(cast):
    meeting = meeting_on(cast, "2018-09-19")
    add_item(cast, meeting, "Apologies")
    return meeting


@pytest.fixture
def approved(cast):
    later = with_minutes(cast, meeting_on(cast, "2018-07-18"))
    meeting = publishable(cast, "2018-06-06", at=later)
    agree(cast, meeting.minutes)
    return meeting


def test_who_was_signed_out_reads_what_was_typed_and_signs_in_to_the_same_page(
    cast, sign_in, meeting
):
    client = sign_in(cast.secretary)
    session = client.session
    session["begun_at"] = session["seen_at"] = 0
    session.save()
    page = address("agenda", meeting)

    response = client.post(
        page, {"title": WORDS, "is_closed": "open"}, HTTP_REFERER=f"http://testserver{page}", **HTML
    )

    assert response.status_code == 401
    text = response.content.decode()
    assert "You are signed out: nothing was saved" in text
    assert WORDS in text
    assert f'href="/accounts/login/?next={page.replace("/", "%2F")}"' in text
    assert "no-store" in response["Cache-Control"]
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ({"up": "1"}, HTML),
        ({"title": WORDS}, {"HTTP_ACCEPT": "*/*"}),
        ({"password": "Correct Horse", "one_time_code": "AB CD"}, HTML),
        ({"title": WORDS}, HTML | {"HTTP_SEC_FETCH_SITE": "cross-site"}),
    ],
)
def test_without_words_or_without_a_page_the_way_is_to_sign_in(data, headers, client, meeting):
    response = client.post(address("agenda", meeting), data, **headers)

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_another_sites_page_is_not_where_one_is_led_after_signing_in(client, meeting):
    page = address("agenda", meeting)

    response = client.post(page, {"title": WORDS}, HTTP_REFERER="https://evil.example/x", **HTML)

    assert f'?next={page.replace("/", "%2F")}"' in response.content.decode()
    assert "evil" not in response.content.decode()


def test_what_was_typed_is_printed_as_text(client, meeting):
    response = client.post(address("agenda", meeting), {"title": "<script>alert(1)</script> A"})

    assert "<script>alert" not in response.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; A" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("agenda", "title"),
        ("attendance", "form-0-name"),
        ("declarations", "nature"),
        ("meeting-edit", "venue"),
    ],
)
def test_a_form_sent_after_the_approval_of_the_minutes_is_given_back(
    name, field, cast, sign_in, approved
):
    response = sign_in(cast.secretary).post(address(name, approved), {field: WORDS})

    assert response.status_code == 409
    text = response.content.decode()
    assert "Approved meanwhile: nothing was saved" in text
    assert WORDS in text


def test_what_was_typed_for_an_item_taken_out_meanwhile_is_given_back(cast, sign_in, meeting):
    item = meeting.items.get()
    page = address("agenda-item", meeting, pk=item.pk)
    meeting.remove_item(item, by=cast.secretary)

    response = sign_in(cast.secretary).post(page, {"title": WORDS})

    assert response.status_code == 404
    assert WORDS in response.content.decode()


def test_what_was_typed_without_the_right_to_it_any_more_is_given_back(cast, sign_in, meeting):
    response = sign_in(cast.member).post(address("agenda", meeting), {"title": WORDS})

    assert response.status_code == 403
    assert WORDS in response.content.decode()


def test_a_page_open_across_a_sign_in_gives_back_what_was_typed_to_its_own_site_alone(
    cast, meeting
):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.secretary)
    page = address("agenda", meeting)

    ours = client.post(page, {"title": WORDS}, HTTP_SEC_FETCH_SITE="same-origin")
    theirs = client.post(page, {"title": WORDS}, HTTP_SEC_FETCH_SITE="cross-site")

    assert (ours.status_code, theirs.status_code) == (403, 403)
    assert WORDS in ours.content.decode()
    assert WORDS not in theirs.content.decode()
