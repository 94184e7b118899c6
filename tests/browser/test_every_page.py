"""Every page, as each person sees it, at a desk and on a phone: nothing to scroll sideways, nothing
axe finds, nothing in the console."""

import pytest
from django.urls import reverse

# Who looks, at which routes. A route is a name, or a name and the function of the world that
# gives its arguments.
PAGES = {
    "anonymous": ["home", "account_login"],
    "secretary": ["home"],
}

LOOKS = [(persona, route) for persona, routes in PAGES.items() for route in routes]


@pytest.mark.parametrize(("persona", "route"), LOOKS)
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_page_fits_and_can_be_used_by_everybody(
    persona, route, size, transactional_db, cast, request, sign_in_browser, axe
):
    page = request.getfixturevalue("page" if size == "desk" else "phone")
    if user := getattr(cast, persona):
        sign_in_browser(page, user)
    response = page.goto(reverse(route))
    assert response.status == 200
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert axe(page) == []
    assert page.mistakes == []
