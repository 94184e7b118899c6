"""A real browser against the running site. Every test in this folder has the `browser` marker and
the database of a live server; a machine without Chromium fails, it does not skip."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Nothing waits so long but on a machine that has much else to do.
PATIENCE = 30_000
# What a thread of the live server that serves a connection is named after.
ANSWERING = "process_request_thread"
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser():
    # From here on Playwright's loop makes Django think that the tests' queries run in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser, live_server):
    """`window(360, 740)` opens a page of that size; `page.mistakes` lists what its console says."""
    contexts = []

    def open_window(width, height, **options):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/London",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.mistakes = []
        page.on("console", lambda said: said.type == "error" and page.mistakes.append(said.text))
        page.on("pageerror", lambda error: page.mistakes.append(str(error)))
        return page

    yield open_window
    for context in contexts:
        context.close()
    wait_for_the_server()


def wait_for_the_server():
    """Until nothing asked is being answered any more: the database is emptied next."""
    answering = [thread for thread in threading.enumerate() if ANSWERING in thread.name]
    for thread in answering:
        thread.join(PATIENCE / 1000)
    assert not any(thread.is_alive() for thread in answering), "The server is still answering."


@pytest.fixture
def page(window):
    return window(1280, 900)


@pytest.fixture
def phone(window):
    return window(360, 740, has_touch=True)


@pytest.fixture
def sign_in_browser(sign_in):
    """`sign_in_browser(page, cast.secretary)`: the page's browser is signed in from now on."""

    def give_session(page, user):
        session = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session,
                    "domain": "localhost",
                    "path": "/",
                    "httpOnly": True,
                }
            ]
        )

    return give_session


@pytest.fixture
def axe():
    """`axe(page)`: what is wrong with the page for people who cannot see, hear or point well."""

    def violations(page):
        page.evaluate(AXE.read_text())
        found = page.evaluate(
            """async () => (await axe.run(document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
            })).violations"""
        )
        return [
            f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
            for violation in found
            for node in violation["nodes"]
        ]

    return violations
