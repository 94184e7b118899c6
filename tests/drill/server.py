"""A real server in processes of its own, with its own data, to be killed and started again."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

PASSWORD = "demonstration-2018"
STANDING = """
import json
from meetings.models import Meeting
meeting = Meeting.objects.get(slug={slug!r})
rows = []
for item in meeting.items.order_by("position", "pk"):
    standing = item.paragraphs.filter(current__is_removed=False).order_by("position")
    said = standing.values_list("current__text", "current__kind", "current__is_closed")
    rows.append([item.pk, [list(one) for one in said]])
print("standing:" + json.dumps(rows))
"""


class Server:
    """On SQLite in a folder; where DATABASE_URL names a PostgreSQL, on a database of its own."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.data = folder
        self.database = f"drill_{os.getpid()}_{self.port}"
        self.process = None
        self.environment = {
            **os.environ,
            "SOCBOARD_DATA": str(folder),
            "SOCBOARD_DEMO": "1",
            "SOCBOARD_SECRET_KEY": "for-the-drill-only-for-the-drill-only-for-the-drill",
            "SOCBOARD_DEMO_PASSWORD": PASSWORD,
            "DATABASE_URL": self._database_url(),
            "PORT": str(self.port),
        }
        for command in ("migrate", "createcachetable", "load_demo"):
            self.manage(command)

    def _database_url(self):
        url = urlsplit(os.environ.get("DATABASE_URL", ""))
        self.is_postgres = url.scheme.startswith("postgres")
        if not self.is_postgres:
            return f"sqlite:///{self.data / 'board.sqlite3'}"
        self.administration = urlunsplit(url)
        self._administer(f'CREATE DATABASE "{self.database}"')
        return urlunsplit(url._replace(path=f"/{self.database}"))

    def _administer(self, statement):
        import psycopg2

        with contextlib.closing(psycopg2.connect(self.administration)) as connection:
            connection.autocommit = True
            connection.cursor().execute(statement)

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        options = {"cwd": settings.BASE_DIR, "env": self.environment, "check": True}
        return subprocess.run(command, capture_output=True, text=True, **options).stdout

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
        for _ in range(600):
            if self.answers():
                return
            time.sleep(0.1)
        raise AssertionError("The server did not start.")

    def answers(self):
        try:
            urllib.request.urlopen(f"{self.url}/healthz", timeout=1)
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def remove(self):
        """Away with it, and with a database that was made for it."""
        if self.process:
            self.kill()
        if self.is_postgres:
            self._administer(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def standing(self, slug):
        """{item: [[text, kind, is_closed]]} of a meeting's minutes, from the database itself."""
        said = self.manage("shell", "-c", STANDING.format(slug=slug))
        rows = next(line for line in said.splitlines() if line.startswith("standing:"))
        return dict(json.loads(rows.removeprefix("standing:")))
