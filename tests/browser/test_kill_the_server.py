"""The server is killed while somebody types, and started again: a real one, on a file of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.taking_minutes import boxes, shown, wait_until_saved

PASSWORD = "demonstration-2018"
DESK = "/meetings/2018-08-29-board/minutes/edit/"
STANDING = """
    SELECT revision.text FROM meetings_minuteparagraph paragraph
    JOIN meetings_paragraphrevision revision ON revision.id = paragraph.current_id
    JOIN meetings_agendaitem item ON item.id = paragraph.item_id
    JOIN meetings_meeting meeting ON meeting.id = item.meeting_id
    WHERE meeting.slug = '2018-08-29-board' AND NOT revision.is_removed
    ORDER BY paragraph.position
"""


class Server:
    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.data = folder
        self.environment = {
            **os.environ,
            "SOCBOARD_DATA": str(folder),
            "SOCBOARD_DEMO": "1",
            "SOCBOARD_DEMO_PASSWORD": PASSWORD,
            "DATABASE_URL": f"sqlite:///{folder / 'board.sqlite3'}",
            "PORT": str(self.port),
        }
        for command in ("migrate", "createcachetable", "load_demo"):
            subprocess.run(
                [sys.executable, "manage.py", command],
                cwd=settings.BASE_DIR,
                env=self.environment,
                check=True,
                capture_output=True,
            )

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "script/gunicorn.conf.py"]
            + ["socboard.wsgi"],
            cwd=settings.BASE_DIR,
            env=self.environment,
            start_new_session=True,
        )
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=1)
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("The server did not start.")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def standing(self):
        with sqlite3.connect(self.data / "board.sqlite3") as database:
            return [text for (text,) in database.execute(STANDING)]


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


def sign_in(page, server):
    page.goto(f"{server.url}/accounts/login/")
    page.get_by_label("E-mail address").fill("secretary@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.goto(f"{server.url}{DESK}")
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
    assert server.standing() == sentences
    page.context.close()
