"""A copy of the whole record taken while people work, and brought back on an empty machine."""

import datetime
import json
import os
import subprocess
import sys
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import ConnectionHandler, connection, connections, transaction
from django.utils import timezone

from audit import append_only
from audit.chain import Seal
from audit.events import record_event
from audit.models import Event
from background.models import Message
from socboard import backups
from socboard.backups import CONTENTS, FILES
from tests.meetings.board_meeting import add_item, entry, lay_paper, meeting_on, write
from tests.papers.files import pdf

# What a restored record has that the copy had not, and the other way round. Django fills two tables
# anew after it migrated, which the flush between the tests empties.
CHANGED = {"audit_event", "django_session", "auth_permission", "django_content_type"}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "copies" / "monday"


@pytest.fixture
def empty_machine(tmp_path):
    """The environment of a machine with an empty data folder and database; on PostgreSQL a
    database beside that of the tests."""
    data = tmp_path / "empty machine"
    env = os.environ | {"SOCBOARD_DEMO": "1", "SOCBOARD_DATA": str(data)}
    if connection.vendor == "sqlite":
        env.pop("DATABASE_URL", None)
        yield env, {**connection.settings_dict, "NAME": str(data / "board.sqlite3")}
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    address, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    yield env | {"DATABASE_URL": f"{address}/{name}"}, {**connection.settings_dict, "NAME": name}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(env, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )


def everything(connection, tables):
    """{table: its rows as text, in order}"""
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = [
                tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)
                for row in cursor.fetchall()
            ]
            found[table] = sorted(map(repr, rows))
    return found


@pytest.mark.django_db(transaction=True)
def test_a_copy_taken_while_people_work_comes_back_whole(cast, sign_in, folder, empty_machine):
    env, its_database = empty_machine
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")
    lay_paper(cast, item, "A paper", pdf("Words."))
    write(
        cast,
        item,
        entry("Noted."),
        entry("A name was given.", is_closed=True, closed_reason="paragraph 7"),
    )
    Message.objects.queue(to="partner@example.org", subject="An agenda", text="Words.")
    sign_in(cast.secretary)
    assert Session.objects.exists()
    before = everything(connection, connection.introspection.table_names())
    stop = threading.Event()

    def work_on():
        while not stop.is_set():
            with transaction.atomic():
                record_event("action.rated", by=cast.member)
        connections.close_all()

    worker = threading.Thread(target=work_on)
    worker.start()
    while Event.objects.count() < len(before["audit_event"]) + 5:
        pass
    try:
        call_command("backup", folder, stdout=StringIO())
    finally:
        stop.set()
        worker.join()

    contents = json.loads((folder / CONTENTS).read_text())
    events = contents["rows"]["audit_event"]
    assert len(before["audit_event"]) + 5 <= events <= Event.objects.count()
    assert contents["seal"] == [events, Event.objects.get(sequence=events).hash]
    assert {path.name for path in folder.iterdir()} == {CONTENTS, FILES[connection.vendor]}
    assert [oct(path.stat().st_mode & 0o077) for path in (folder, *folder.iterdir())] == ["0o0"] * 3

    Path(env["SOCBOARD_DATA"]).mkdir()
    Seal(events + 7, "of the day after").write(Path(env["SOCBOARD_DATA"]) / "audit-seal.json")
    restored = manage(env, "restore", str(folder))

    made = timezone.localtime(datetime.datetime.fromisoformat(contents["made_at"]))
    assert restored.stderr == ""
    assert restored.stdout.splitlines() == [
        f"Restored the copy of {made:%-d %B %Y, %H:%M}.",
        "7 events of the audit came after it: what they did is lost.",
        "Mail that waited goes out once the worker runs: 1.",
        "What was withdrawn, closed or ended after it is as it was then. The secretariat and the "
        "Chairman are told so on their first page.",
        f"The record is whole: {events + 1} events of the audit, and all it keeps.",
    ]
    other = ConnectionHandler({"default": its_database})["default"]
    after = everything(other, connection.introspection.table_names())
    assert len(after["django_session"]) == 0
    assert len(after["audit_event"]) == events + 1
    assert [name for name in before if name not in CHANGED and before[name] != after[name]] == []
    again = manage(env, "restore", str(folder))
    other.close()
    assert (again.returncode, again.stderr) == (
        1,
        "CommandError: The database is not empty. Nothing has been changed: name an empty one.\n",
    )


def changed(**changes):
    def change(folder):
        file = folder / CONTENTS
        file.write_text(json.dumps(json.loads(file.read_text()) | changes))

    return change


def refusal(folder):
    with pytest.raises(CommandError) as error:
        call_command("restore", folder)
    return str(error.value)


@pytest.mark.django_db(transaction=True)
def test_what_is_no_copy_for_this_machine_is_refused(cast, folder, tmp_path):
    call_command("backup", folder, stdout=StringIO())
    file = folder / FILES[connection.vendor]
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    (folder / FILES[other]).write_bytes(file.read_bytes())
    listed = (folder / CONTENTS).read_text()
    database = file.read_bytes()

    assert refusal(tmp_path / "nothing") == (
        f"{tmp_path / 'nothing'} is not a whole copy: contents.json is missing."
    )
    assert refusal(folder).startswith("The database is not empty. Nothing has been changed")
    changed(migrations=[["audit", "0001_initial"], ["audit", "0099_of_next_year"]])(folder)
    assert refusal(folder) == (
        "The copy is of a newer version of the programme: install that first."
    )
    changed(database=other)(folder)
    assert refusal(folder).startswith(f"The copy is of {other}, and this machine uses")
    (folder / CONTENTS).write_text("nothing")
    assert refusal(folder) == f"{folder / CONTENTS} is not the list of a copy."
    (folder / CONTENTS).write_text(listed)
    file.write_bytes(database[:-1] + b"!")
    assert refusal(folder) == f"{file} is not what was copied: take another copy."
    file.unlink()
    assert refusal(folder) == f"{folder} is not a whole copy: {file.name} is missing."


def test_a_folder_in_use_is_left_alone(db, tmp_path):
    (tmp_path / "letter.txt").write_text("Words.")
    with pytest.raises(CommandError, match="is not empty: name a folder that is, or a new one"):
        call_command("backup", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.django_db(transaction=True)
def test_what_was_copied_in_part_is_not_left_behind(folder, monkeypatch):
    def cut_short(file):
        file.write_bytes(b"half of it")
        raise OSError("No space left on device")

    monkeypatch.setitem(backups.DUMP, connection.vendor, cut_short)
    with pytest.raises(CommandError, match="Nothing was copied. No space left on device"):
        call_command("backup", folder)
    assert list(folder.iterdir()) == []

    monkeypatch.undo()
    call_command("backup", folder, stdout=StringIO())
    assert (folder / CONTENTS).exists()


def test_who_must_look_through_it_is_told_for_two_weeks(cast, sign_in):
    told = "Restored from a copy"
    with transaction.atomic():
        record_event("action.rated", by=cast.member)
        last = Event.objects.first()
        event = record_event("board.restored")
    day = f"{timezone.localtime(last.at):%-d %B %Y, %H:%M}"
    for person in (cast.secretary, cast.chairman):
        page = sign_in(person).get("/").content.decode()
        assert told in page
        assert f"the last thing in it was done on {day}" in page
    assert told not in sign_in(cast.member).get("/").content.decode()

    with append_only.lifted(connection):
        Event.objects.filter(pk=event.pk).update(at=event.at - datetime.timedelta(days=15))
    assert told not in sign_in(cast.secretary).get("/").content.decode()
