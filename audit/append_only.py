"""Database triggers that refuse to change or remove a row, for tables that are only added to.

An app guards its table in a migration of its own, after the one that makes the table:

    from audit.append_only import guard

    class Migration(migrations.Migration):
        dependencies = [("actions", "0001_initial")]
        operations = [guard("actions_actionrevision")]

A refused statement raises `django.db.IntegrityError` on both databases. SQLite drops the triggers
when a later migration rebuilds the table: put `guard(...)` into that migration again.
"""

from contextlib import contextmanager

from django.db import migrations, transaction

REFUSED = {"sqlite": ["update", "delete"], "postgresql": ["update", "delete", "truncate"]}

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""


def guard(table):
    """The migration operation that guards a table; its reverse takes the triggers away."""

    def forwards(apps, schema_editor):
        install(schema_editor.connection, table)

    def backwards(apps, schema_editor):
        lift(schema_editor.connection, table)

    return migrations.RunPython(forwards, backwards)


def install(connection, table):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for verb in REFUSED[connection.vendor]:
            cursor.execute(_drop(connection, table, verb))
            cursor.execute(_create(connection, table, verb))


def lift(connection, table):
    with connection.cursor() as cursor:
        for verb in REFUSED[connection.vendor]:
            cursor.execute(_drop(connection, table, verb))


def guarded_tables(connection):
    """The tables whose every trigger is in place."""
    if connection.vendor == "postgresql":
        sql = (
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'"
        )
    else:
        sql = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = set(cursor.fetchall())
    return sorted(
        table
        for table in {table for table, _ in found}
        if all((table, _name(table, verb)) in found for verb in REFUSED[connection.vendor])
    )


@contextmanager
def lifted(connection):
    """Without any guard inside the block. Only the tests use it, to empty their database."""
    with transaction.atomic(using=connection.alias):
        tables = guarded_tables(connection)
        for table in tables:
            lift(connection, table)
        yield
        for table in tables:
            install(connection, table)


def _name(table, verb):
    return f"{table}_refuses_{verb}"


def _create(connection, table, verb):
    name, quoted = connection.ops.quote_name(_name(table, verb)), connection.ops.quote_name(table)
    if connection.vendor == "postgresql":
        each = "STATEMENT" if verb == "truncate" else "ROW"
        return (
            f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {quoted} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )
    return (
        f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {quoted} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is only added to: {verb} refused'); END"
    )


def _drop(connection, table, verb):
    name = connection.ops.quote_name(_name(table, verb))
    if connection.vendor == "postgresql":
        return f"DROP TRIGGER IF EXISTS {name} ON {connection.ops.quote_name(table)}"
    return f"DROP TRIGGER IF EXISTS {name}"
