"""Measure the pages and files of the action table, the dashboard and the minutes.

    .venv/bin/python benchmarks/measure_pages.py
    ./script/postgres .venv/bin/python benchmarks/measure_pages.py

A made-up Board is built for each size (100, 1,000 and 10,000 rows of 20 states; others as
arguments) in a database that is thrown away. Time is the processor's, PostgreSQL's share included:
what else runs on the machine does not count. `docs/performance.md` says what the figures mean.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.harness import (  # noqa: E402
    build,
    client,
    counted_queries,
    getting,
    in_turn,
    processor_time,
    set_up,
)

SIZES = [100, 1_000, 10_000]
ROUNDS = 15
# Beyond it a whole table is no paper that anybody prints.
LARGEST_FILE = 1_000
PAST = "2017-01-31"
PAGES = {
    "one query, signed in (Fs)": "/plain/?row={row}",
    "Django admin's list, 100 rows": "/admin/actions/actionrevision/",
    "action table": "/actions/",
    "action table as at a past day": f"/actions/?as_at={PAST}",
    "dashboard": "/dashboard/",
    "dashboard as at a past day": f"/dashboard/?as_at={PAST}",
}
OTHERS = {
    "action table, with closed rows": ("secretary", "/actions/"),
    "partner's page": ("police", "/updates/"),
    "minutes of 168 paragraphs": ("secretary", "/meetings/{meeting}/minutes/"),
}
FILES = {"Excel": "/actions/table.xlsx", "PDF": "/actions/table.pdf"}
PUBLISHED = "made-up-minutes"


def main():
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            env = os.environ | {"MEASURE_IN": folder}
            if address := os.environ.get("DATABASE_URL"):
                env["DATABASE_URL"] = database_of_its_own(address, size)
            subprocess.run([sys.executable, __file__, "--one", str(size)], env=env, check=True)


def database_of_its_own(address, size):
    import psycopg2

    name = f"measured_{size}"
    connection = psycopg2.connect(address)
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    return address.rpartition("/")[0] + "/" + name


def measure(size):
    set_up(os.environ["MEASURE_IN"])
    from django.db import connection

    took = build(size)
    print(f"\n{size:,} rows × 20 states on {connection.vendor}, built in {took:.0f} s")
    cases = pages()
    times = in_turn(cases, ROUNDS, clock=processor_time)
    plain = times["one query, signed in (Fs)"]
    print(f"{'':38}{'ms':>9}{'× Fs':>8}{'queries':>9}{'SQL ms':>8}")
    for name, run in cases.items():
        with counted_queries() as queries:
            run()
        line = f"{times[name] * 1000:9.1f}{times[name] / plain:8.1f}{len(queries):9}"
        print(f"{name:38}{line}{sum(queries) * 1000:8.1f}")
    if size <= LARGEST_FILE:
        reader = client("observer@example.org")
        files = {name: getting(reader, address) for name, address in FILES.items()}
        for name, seconds in in_turn(files, 1, clock=processor_time).items():
            print(f"{name + ' of the table':38}{seconds * 1000:9.1f}{seconds / plain:8.1f}")
    print(f"web worker after these pages: {memory(cases_of_worker()):.0f} MB")


def pages():
    from actions.models import Action
    from meetings.models import Meeting

    meeting = Meeting.objects.filter(state="held").first().slug
    row = Action.objects.first().pk
    reader = client("observer@example.org")
    cases = {name: getting(reader, path.format(row=row)) for name, path in PAGES.items()}
    for name, (person, path) in OTHERS.items():
        one = client(f"{person}@example.org")
        cases[name] = getting(one, path.format(meeting=meeting))
    return cases | to_everybody(Meeting.objects.get(slug=meeting), row)


def to_everybody(meeting, row):
    """A view of one query, and a published page that has not changed since."""
    from django.test import Client

    publish(meeting)
    anybody = Client(headers={"host": "localhost"})
    seen = {"If-None-Match": anybody.get(f"/published/{PUBLISHED}/")["ETag"]}

    def ask_again():
        assert anybody.get(f"/published/{PUBLISHED}/", headers=seen).status_code == 304

    return {
        "one query, by anybody (F)": getting(anybody, f"/open/?row={row}"),
        "published page, unchanged (304)": ask_again,
    }


def publish(meeting):
    from accounts.models import User
    from board.models import Publication
    from meetings.document import PUBLISHED as OPENLY
    from meetings.document import minutes_document

    Publication.objects.issue(
        kind="minutes",
        slug=PUBLISHED,
        title="Made-up minutes",
        held_on=meeting.held_on,
        document=minutes_document(meeting.minutes, fullness=OPENLY),
        pdf=b"",
        by=User.objects.get(email="secretary@example.org"),
        approved_by=User.objects.get(email="chair@example.org"),
    )


def cases_of_worker():
    reader = client("observer@example.org")
    cookie = reader.cookies["sessionid"].value
    addresses = [path for path in PAGES.values() if path.startswith(("/actions", "/dashboard"))]
    return cookie, addresses


def memory(asked, port=8497):
    """MB of a web worker of the site, its share of what workers share included, when it has
    answered every page three times."""
    cookie, addresses = asked
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "socboard.settings", "SOCBOARD_WEB_WORKERS": "1"}
    binary = Path(sys.executable).with_name("gunicorn")
    command = [binary, "--config", "script/gunicorn.conf.py", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, "socboard.wsgi"], cwd=ROOT, env=env)
    try:
        time.sleep(8)
        for address in addresses * 3:
            url = f"http://localhost:{port}{address}"
            request = urllib.request.Request(url, headers={"Cookie": f"sessionid={cookie}"})  # noqa: S310
            urllib.request.urlopen(request, timeout=120).read()  # noqa: S310
        listed = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        return max(resident(pid) for pid in listed)
    finally:
        server.terminate()
        server.wait()


def resident(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        main()
