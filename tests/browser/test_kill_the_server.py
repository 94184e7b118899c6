"""The server is killed while somebody types, and started again: a real one, on a file of its own."""

import pytest
from playwright.sync_api import expect

from tests.browser.taking_minutes import boxes, shown, wait_until_saved
from tests.drill.server import PASSWORD, Server

SLUG = "2018-08-29-board"


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    server.start()
    yield server
    server.remove()


def standing(server):
    return [text for said in server.standing(SLUG).values() for text, *_ in said]


def sign_in(page, server):
    page.goto(f"{server.url}/accounts/login/")
    page.get_by_label("E-mail address").fill("secretary@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{server.url}/")
    page.goto(f"{server.url}/meetings/{SLUG}/minutes/edit/")
    expect(page.locator("form.is-live")).to_be_visible()


def test_the_server_killed_twice_while_somebody_types_costs_no_word(server, browser):
    page = browser.new_context().new_page()
    sign_in(page, server)
    sentences = [f"Paragraph {number} of what was said." for number in range(1, 31)]
    boxes(page).last.click()
    for number, sentence in enumerate(sentences, start=1):
        if number in (8, 21):
            page.wait_for_timeout(900)
            server.kill()
        if number in (14, 26):
            expect(page.locator("[data-save-state]")).to_contain_text("still typing is safe")
            server.start()
        page.keyboard.type(sentence)
        page.keyboard.press("Enter")
    wait_until_saved(page, timeout=60_000)

    assert shown(page) == sentences
    assert standing(server) == sentences
    page.context.close()
