"""A copy of the whole record, and its return to an empty machine.

Everything is in the database, papers and files too. A copy is a folder with the database in one
file and `contents.json`, written last, which says what is in it: without it the copy is not whole.
SQLite copies itself while the site runs. PostgreSQL's own programs copy the state of one moment,
and what is in it is counted in that moment.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from audit.chain import Seal
from audit.events import record_event
from audit.models import Event

CONTENTS = "contents.json"
FILES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}


class CopyRefused(Exception):
    """What was asked for cannot be done: the words say why, and what to do."""


@dataclass(frozen=True)
class Contents:
    """What is in a copy. `rows`: how many each table has; `seal`: the end of the audit, as
    [number, hash], or None while there is no event; `migrations`: [app, name] of each applied."""

    made_at: str
    database: str
    sha256: str
    rows: dict
    migrations: list
    seal: list | None

    @property
    def made(self):
        return timezone.localtime(datetime.fromisoformat(self.made_at))

    @property
    def events(self):
        return self.seal[0] if self.seal else 0


def back_up(folder):
    """Copy the record of this moment into `folder`, which is empty or made anew, readable by its
    owner alone. Gives its Contents; raises CopyRefused."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CopyRefused(f"{folder} is not empty: name a folder that is, or a new one.")
    made_at = timezone.now().isoformat()
    before = os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / FILES[connection.vendor]
        rows, migrations, seal = DUMP[connection.vendor](file)
        contents = Contents(made_at, connection.vendor, sha256(file), rows, migrations, seal)
        fresh = folder / f"{CONTENTS}.new"
        fresh.write_text(json.dumps(asdict(contents), indent=1) + "\n")
        fresh.replace(folder / CONTENTS)
    except BaseException:
        # Half a copy is none; the same folder can be named again.
        for half in folder.glob("*"):
            half.unlink()
        raise
    finally:
        os.umask(before)
    return contents


def read_copy(folder):
    """The Contents of a copy whose file is what was written. Raises CopyRefused."""
    try:
        contents = Contents(**json.loads((folder / CONTENTS).read_text()))
        file = folder / FILES[contents.database]
        is_whole = sha256(file) == contents.sha256
    except FileNotFoundError as error:
        name = Path(error.filename).name
        raise CopyRefused(f"{folder} is not a whole copy: {name} is missing.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise CopyRefused(f"{folder / CONTENTS} is not the list of a copy.") from error
    if not is_whole:
        raise CopyRefused(f"{file} is not what was copied: take another copy.")
    return contents


def restore(folder, *, seal):
    """Bring a copy back into an empty database, and seal the audit of it in the file `seal`.
    Everybody has to sign in again. Gives its Contents; raises CopyRefused."""
    contents = read_copy(folder)
    refuse_what_does_not_fit(contents)
    LOAD[contents.database](folder / FILES[contents.database])
    with connection.cursor() as cursor:
        rows, *_ = what_is_in(cursor, sorted(contents.rows))
    if rows != contents.rows:
        changed = sorted(name for name in rows if rows[name] != contents.rows[name])
        raise CopyRefused(f"Not all rows came back: {', '.join(changed)}. Use another database.")
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        Session.objects.all().delete()
        event = record_event("board.restored")
    Seal(event.sequence, event.hash).write(seal)
    return contents


def refuse_what_does_not_fit(contents):
    if contents.database != connection.vendor:
        raise CopyRefused(
            f"The copy is of {contents.database}, and this machine uses {connection.vendor}: "
            "set DATABASE_URL to a database of the same kind."
        )
    known = MigrationLoader(None).disk_migrations
    if any(tuple(migration) not in known for migration in contents.migrations):
        raise CopyRefused("The copy is of a newer version of the programme: install that first.")
    if connection.introspection.table_names():
        raise CopyRefused("The database is not empty. Nothing has been changed: name an empty one.")


def dump_sqlite(file):
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as copy:
        return what_is_in(copy.cursor(), connection.introspection.table_names())


def dump_postgresql(file):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        [[moment]] = cursor.fetchall()
        owner = ["--no-owner", "--no-privileges"]
        run("pg_dump", "--format=custom", *owner, f"--snapshot={moment}", f"--file={file}")
        return what_is_in(cursor, connection.introspection.table_names())


def load_sqlite(file):
    name = Path(connection.settings_dict["NAME"])
    connection.close()
    fresh = name.with_name(f"{name.name}.restored")
    shutil.copyfile(file, fresh)
    for beside in ("-wal", "-shm"):
        Path(f"{name}{beside}").unlink(missing_ok=True)
    fresh.replace(name)


def load_postgresql(file):
    connection.close()
    run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", str(file))


DUMP = {"sqlite": dump_sqlite, "postgresql": dump_postgresql}
LOAD = {"sqlite": load_sqlite, "postgresql": load_postgresql}


def run(program, *options):
    """One of PostgreSQL's programs on this database; its password is not on the command line."""
    arguments, secrets = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, [*options, "--dbname"]
    )
    environment = os.environ | (secrets or {})
    try:
        subprocess.run(
            [program, *arguments[1:]], env=environment, check=True, capture_output=True, text=True
        )
    except FileNotFoundError as error:
        install = "sudo apt-get install postgresql-client"
        raise CopyRefused(f"{program} is missing. Install it: {install}") from error
    except subprocess.CalledProcessError as error:
        raise CopyRefused(f"{program} failed: {error.stderr.strip()}") from error


def what_is_in(cursor, tables):
    """({table: rows}, [[app, migration]], [number, hash] of the last event or None)."""
    rows = {}
    for table in tables:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
        [[rows[table]]] = cursor.fetchall()
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
    migrations = [list(applied) for applied in cursor.fetchall()]
    cursor.execute(f"SELECT sequence, hash FROM {Event._meta.db_table} ORDER BY 1 DESC LIMIT 1")
    last = cursor.fetchone()
    return rows, migrations, list(last) if last else None


def sha256(file):
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
