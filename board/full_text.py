"""Finding words. Long tables that are only added to have an index that the database keeps itself:

    operations = [full_text.Index("meetings_paragraphrevision", ["text"]).operation()]
    ParagraphRevision.objects.filter(pk__in=INDEX.rows(wanted))

A row never changes, so that its words never go stale. The index knows nothing of who may read
what: whoever searches narrows by the same `visible_to` as the pages that show the record. On both
databases a word finds every word that begins with it, in any case, with or without accents.
SQLite drops the trigger when a later migration rebuilds the table: put the operation there again.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db import connection, migrations
from django.db.models import Q
from django.db.models.expressions import RawSQL

_TERM = re.compile(r'["“]([^"”]+)["”]|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_SIGNS_ABOUT = re.compile(r"^[\W_]+|[\W_]+$")
_BETWEEN = r"[\W_]+"


@dataclass(frozen=True)
class Index:
    """An index of the words in these columns (never NULL) of a guarded table with the key `id`."""

    table: str
    columns: list

    def operation(self):
        """The migration operation that makes it, of what is there already too."""
        return migrations.RunPython(self._make, self._drop)

    def rows(self, wanted):
        """The ids of the rows that hold every term (there is one), for `pk__in`."""
        if connection.vendor == "postgresql":
            asked = " & ".join(f"({' <-> '.join(term)}:*)" for term in wanted.terms)
            matches = f"{self._vector} @@ to_tsquery('simple', %s)"
            # Asked of the index once, not of every row that the rest of the query leaves.
            found = f'SELECT id FROM "{self.table}" WHERE {matches}'
            return RawSQL(f"WITH found AS MATERIALIZED ({found}) SELECT id FROM found", [asked])
        asked = " AND ".join(f'"{" ".join(term)}" *' for term in wanted.terms)
        return RawSQL(f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s", [asked])

    @property
    def name(self):
        return f"{self.table}_words"

    @property
    def _vector(self):
        """Letters and digits alone, without accents, so that both databases see the same words."""
        text = " || ' ' || ".join(f'"{column}"' for column in self.columns)
        plain = rf"regexp_replace(normalize({text}, NFD), '[\u0300-\u036f]+', '', 'g')"
        return rf"to_tsvector('simple', regexp_replace({plain}, '[^[:alnum:]]+', ' ', 'g'))"

    def _make(self, apps, schema_editor):
        columns = ", ".join(f'"{column}"' for column in self.columns)
        if schema_editor.connection.vendor == "postgresql":
            made = [f'CREATE INDEX {self.name} ON "{self.table}" USING gin (({self._vector}))']
        else:
            new = ", ".join(f'new."{column}"' for column in self.columns)
            old = ", ".join(f'old."{column}"' for column in self.columns)
            add = f"INSERT INTO {self.name}(rowid, {columns})"
            take = f"INSERT INTO {self.name}({self.name}, rowid, {columns})"
            made = [
                f"CREATE VIRTUAL TABLE {self.name} USING fts5({columns}, content='{self.table}',"
                " content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
                f'{add} SELECT id, {columns} FROM "{self.table}"',
                f'CREATE TRIGGER {self.name}_added AFTER INSERT ON "{self.table}"'
                f" BEGIN {add} VALUES (new.id, {new}); END",
                # Nothing is ever removed but by the tests, which empty their database.
                f'CREATE TRIGGER {self.name}_removed AFTER DELETE ON "{self.table}"'
                f" BEGIN {take} VALUES ('delete', old.id, {old}); END",
            ]
        for statement in made:
            schema_editor.execute(statement)

    def _drop(self, apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            return schema_editor.execute(f"DROP INDEX {self.name}")
        for trigger in ("added", "removed"):
            schema_editor.execute(f"DROP TRIGGER {self.name}_{trigger}")
        return schema_editor.execute(f"DROP TABLE {self.name}")


@dataclass(frozen=True)
class Wanted:
    """What is looked for, term by term: `guide "new staff" (SOCB/2018/07)` are three.

    `typed` has each without signs about it, `terms` as words that follow each other, folded; the
    last of them may be unfinished.
    """

    typed: tuple = ()
    terms: tuple = ()

    @classmethod
    def read(cls, text):
        found = (quoted or bare for quoted, bare in _TERM.findall(_composed(text)))
        typed = tuple(term for one in found if (term := _SIGNS_ABOUT.sub("", one)))
        return cls(typed, tuple(tuple(_WORD.findall(fold(term))) for term in typed))

    def __bool__(self):
        return bool(self.terms)

    def within(self, *fields):
        """The condition that every term stands in one of these fields: for short tables."""
        condition = Q()
        for term in self.typed:
            condition &= Q(*((f"{field}__icontains", term) for field in fields), _connector=Q.OR)
        return condition

    def excerpt(self, text, around=100):
        """[(piece of the text, whether it was looked for)], about the first place found."""
        text = _composed(text)
        terms = [_BETWEEN.join(term) for term in sorted(self.terms, key=len, reverse=True)]
        looked_for = rf"(?<!\w)(?:{'|'.join(terms)})\w*"
        found = [match.span() for match in re.finditer(looked_for, fold(text))] if terms else []
        first = found[0] if found else (0, 0)
        start = text.rfind(" ", 0, max(0, first[0] - around)) + 1
        end = text.find(" ", first[1] + 2 * around)
        end = len(text) if end < 0 else end
        pieces, at = [("…" if start else "", False)], start
        for left, right in found:
            if at <= left and right <= end:
                pieces += [(text[at:left], False), (text[left:right], True)]
                at = right
        pieces.append((text[at:end] + ("…" if end < len(text) else ""), False))
        return [piece for piece in pieces if piece[0]]


def fold(text):
    """In small letters without accents, letter for letter."""
    return "".join(_base(letter) for letter in text)


def _base(letter):
    bare = [
        char for char in unicodedata.normalize("NFD", letter) if not unicodedata.combining(char)
    ]
    return (bare[0] if bare else letter).lower()[:1]


def _composed(text):
    return unicodedata.normalize("NFC", text)
