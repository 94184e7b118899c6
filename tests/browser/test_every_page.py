"""Every page of the access table, as somebody who may see it, at a desk and on a phone: nothing to
scroll sideways, nothing axe finds, nothing in the console."""

import pytest
from django.db import transaction
from django.urls import reverse

# Papers have tests of their own: here too, each is one empty page.
from tests.test_access import MODULES, papers_are_one_empty_page, resolve  # noqa: F401

# Whoever comes first here and may open a page opens it.
LOOKING = ["secretary", "chairman", "partner", "administrator", "observer", "anonymous"]
SIZES = [(1280, 900), (360, 740)]


def onlookers(row):
    """Who opens a page: one who may, and anybody at all where the page is for everybody."""
    first = next((persona for persona in LOOKING if row.expected[persona] == 200), None)
    return dict.fromkeys(
        persona for persona in (first, "anonymous") if persona and row.expected[persona] == 200
    )


def look(page, address):
    response = page.goto(address)
    assert response.status == 200, address
    headings = page.locator("h1").count()
    return [
        *([] if headings == 1 else [f"{headings} main headings"]),
        *(
            f"scrolls sideways at {width}"
            for width, height in SIZES
            if not page.set_viewport_size({"width": width, "height": height})
            and page.evaluate("document.documentElement.scrollWidth") > width
        ),
    ]


@pytest.fixture
def open_as(cast, window, sign_in_browser):
    """The browser of a persona, one for all the pages that it looks at."""
    opened = {}

    def page_of(persona):
        if persona not in opened:
            opened[persona] = window(1280, 900)
            if getattr(cast, persona):
                sign_in_browser(opened[persona], getattr(cast, persona))
        opened[persona].mistakes.clear()
        return opened[persona]

    return page_of


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.split(".")[-1])
def test_its_pages_fit_and_can_be_used_by_everybody(
    module, transactional_db, cast, sign_in, open_as, axe
):
    with transaction.atomic():
        world = module.world(cast)
    wrong = {}
    for row in [row for row in module.ROWS if row.method == "GET"]:
        address = reverse(row.name, kwargs=resolve(row.kwargs, world)) + row.query
        for persona in onlookers(row):
            answer = sign_in(getattr(cast, persona)).get(address)
            if not answer["Content-Type"].startswith("text/html"):
                continue
            page = open_as(persona)
            found = look(page, address) + axe(page) + page.mistakes
            if found:
                wrong[f"{row}, {persona}"] = found
    assert wrong == {}
