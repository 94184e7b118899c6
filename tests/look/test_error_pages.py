import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.look.page import Page


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_error_pages_stand_without_a_database_and_without_a_person(name):
    html = render_to_string(f"{name}.html")
    assert "Partnership board</title>" in html
    assert [found["class"] for found in Page(html).all("h1")] == ["govuk-heading-l"]


def test_a_page_that_is_not_there_is_in_plain_words(client, cast):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Page not found – Serious and Organised Crime Board</title>" in response.content.decode()


def test_a_form_open_too_long_says_what_to_do(cast):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": "somebody@example.org"})
    assert response.status_code == 403
    assert "Reload the page you came from, put in again what you typed" in response.content.decode()
