"""Every route × method × persona. The rows are in `tests/access/`, one module per app."""

import importlib
import io
import pkgutil

import pypdf
import pytest
from django.conf import settings
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

import tests.access
from tests.access import LOGIN

MODULES = [
    importlib.import_module(f"tests.access.{module.name}")
    for module in pkgutil.iter_modules(tests.access.__path__)
]
ROWS = [(module, row) for module in MODULES for row in module.ROWS]


def names_of_all_routes(patterns=None):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of_all_routes(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)


def resolve(value, world):
    return value(world) if callable(value) else value or {}


@pytest.fixture(autouse=True)
def papers_are_one_empty_page(monkeypatch):
    """Who gets a paper is the question here; what stands in it has tests of its own."""
    page = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(page)
    monkeypatch.setattr("papers.pdf._pdf", lambda *asked: page.getvalue())


@pytest.mark.parametrize(("module", "row"), ROWS, ids=[str(row) for _, row in ROWS])
def test_each_persona_gets_what_the_table_says(module, row, cast, sign_in):
    world = module.world(cast)
    address = reverse(row.name, kwargs=resolve(row.kwargs, world)) + row.query
    data = resolve(row.data, world)
    seen = {}
    for persona in row.expected:
        user = getattr(cast, persona)
        if user is not None:
            user.__dict__.pop("_roles", None)
        with transaction.atomic():
            client = sign_in(user)
            response = (
                client.generic("GET", address)
                if row.method == "GET"
                else client.post(address, data)
            )
            transaction.set_rollback(True)
        # 401 gives back words that would be lost on the way there.
        to_sign_in = response.status_code == 401 or (
            response.status_code == 302 and response.url.startswith(reverse(settings.LOGIN_URL))
        )
        seen[persona] = LOGIN if to_sign_in else response.status_code
    assert seen == row.expected


@pytest.mark.parametrize("name", sorted({row.name for _, row in ROWS}))
def test_a_method_not_in_the_table_is_not_allowed(name, cast, sign_in):
    module, known = next((module, row) for module, row in ROWS if row.name == name)
    methods = {row.method for _, row in ROWS if row.name == name}
    world = module.world(cast)
    address = reverse(name, kwargs=resolve(known.kwargs, world))
    for method in {"GET", "POST", "PUT", "DELETE"} - methods:
        with transaction.atomic():
            response = sign_in(cast.secretary).generic(method, address)
            transaction.set_rollback(True)
        assert response.status_code == 405, f"{method} {address}"


def test_every_route_is_in_the_table():
    assert set(names_of_all_routes()) == {row.name for _, row in ROWS}
