"""Every page of the access table, as somebody who may see it, at a desk and on a phone: nothing to
scroll sideways, nothing axe finds, nothing in the console."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.test_access import ROWS, resolve

# Whoever comes first here and may open a page opens it.
LOOKING = ["secretary", "chairman", "partner", "administrator", "observer", "anonymous"]


def onlooker(row):
    return next((persona for persona in LOOKING if row.expected[persona] == 200), None)


PAGES = [(module, row) for module, row in ROWS if row.method == "GET" and onlooker(row)]
SIGNED_OUT = [(module, row) for module, row in PAGES if row.expected["anonymous"] == 200]


def look(page, address):
    response = page.goto(address)
    assert response.status == 200
    assert page.locator("h1").count() == 1
    return [
        f"scrolls sideways at {width}"
        for width, height in [(1280, 900), (360, 740)]
        if not page.set_viewport_size({"width": width, "height": height})
        and page.evaluate("document.documentElement.scrollWidth") > width
    ]


@pytest.mark.parametrize(
    ("module", "row", "persona"),
    [(module, row, onlooker(row)) for module, row in PAGES]
    + [(module, row, "anonymous") for module, row in SIGNED_OUT],
    ids=lambda value: getattr(value, "__name__", str(value)).rpartition(".")[2],
)
def test_a_page_fits_and_can_be_used_by_everybody(
    module, row, persona, transactional_db, cast, page, sign_in, sign_in_browser, axe
):
    with transaction.atomic():
        world = module.world(cast)
    address = reverse(row.name, kwargs=resolve(row.kwargs, world)) + row.query
    user = getattr(cast, persona)
    if not sign_in(user).get(address)["Content-Type"].startswith("text/html"):
        return
    if user:
        sign_in_browser(page, user)
    assert look(page, address) + axe(page) + page.mistakes == []
