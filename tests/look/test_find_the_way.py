import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from board.context import board
from board.middleware import BoardMiddleware
from tests.look.forms import EveryKindForm
from tests.look.page import Page

PAGE = """{% extends "base.html" %}{% load crispy_forms_tags %}
{% block title %}A page{% endblock %}
{% block content %}<h1>A page</h1>{% crispy form %}{% endblock %}"""


@pytest.fixture
def render(cast):
    def rendered(user, path="/", **context):
        request = RequestFactory().get(path)
        request.user = user
        BoardMiddleware(lambda seen: None)(request)
        template = engines["django"].from_string(PAGE)
        return template.render({**board(request), "user": user, **context}, request)

    return rendered


def test_a_failed_form_is_summed_up_once_above_the_heading(render, cast):
    html = render(cast.secretary, form=EveryKindForm({}))
    assert "<title>Error: A page – Serious and Organised Crime Board</title>" in html
    assert html.count("There is a problem") == 1
    assert html.index("There is a problem") < html.index("<h1>")
    page = Page(html)
    links = [link for link in page.error_links if link != "main-content"]
    assert set(links) <= {found.get("id") for found in page.controls}
    assert len(page.ids) == len(set(page.ids))


def test_a_form_not_sent_has_no_error(render, cast):
    html = render(cast.secretary, form=EveryKindForm())
    assert "<title>A page – Serious and Organised Crime Board</title>" in html
    assert "There is a problem" not in html


def test_signing_out_is_a_button_not_a_link(render, cast):
    page = Page(render(cast.secretary, form=EveryKindForm()))
    assert [found["action"] for found in page.all("form") if "action" in found] == [
        reverse("account_logout")
    ]


def test_an_administrator_has_no_way_into_the_boards_business(render, cast):
    page = Page(render(cast.administrator, form=EveryKindForm()))
    links = [
        found["href"] for found in page.all("a", **{"class": "govuk-service-navigation__link"})
    ]
    assert set(links) == {"/audit/", "/board/settings/"}


def test_the_page_now_open_is_marked(render, cast):
    page = Page(render(cast.secretary, path="/board/", form=EveryKindForm()))
    here = [found["href"] for found in page.all("a") if "aria-current" in found]
    assert here == ["/board/"]
