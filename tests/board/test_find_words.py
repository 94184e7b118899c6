"""Words are found by how they begin, in any case and with or without accents, on both databases."""

import pytest
from django.db import DatabaseError, connection, transaction

from board.full_text import Index, Wanted, fold

PHRASES = {
    1: "Partners to circulate the reporting route (SOCB/2018/07).",
    2: "Inspector Müller’s unit – the ÉLYSÉE building; co-ordination of cyber-attacks.",
    3: "It's 10.30: 40% of the 1e5 £ lost, and don't forget O'Neill & Sons.",
    4: "Report of the route.",
    5: "Muller in another form, with the accent apart: Mu\u0308ller.",
}
FOUND = {
    "circul": [1],
    "CIRCULATE": [1],
    "irculate": [],
    "route report": [1, 4],
    '"report of"': [4],
    '"of report"': [],
    "“reporting rou”": [1],
    "SOCB/2018/07": [1],
    "2018/07 SOCB": [1],
    "muller": [2, 5],
    "Müller": [2, 5],
    "elysee": [2],
    "coordination": [],
    "co-ordination": [2],
    "co ordination": [2],
    "attack": [2],
    "it's": [3],
    "it’s": [3],
    "10.30": [3],
    "40%": [3],
    "1e5": [3],
    "O'Neill": [3],
    "o neill sons": [3],
    "AND OR NOT": [],
    "and": [3],
    "rou* (the": [1, 4],
    "nothing": [],
}


class Editor:
    """What a migration gives: SQLite lets no other one into the transaction of a test."""

    connection = connection

    def execute(self, statement, params=()):
        with connection.cursor() as cursor:
            cursor.execute(statement, params)


@pytest.fixture
def index(db):
    editor, index = Editor(), Index("words_of_a_test", ["first", "second"])
    key = "serial" if connection.vendor == "postgresql" else "integer"
    editor.execute(
        f"CREATE TABLE words_of_a_test (id {key} PRIMARY KEY,"
        " first text NOT NULL, second text NOT NULL)"
    )
    insert = "INSERT INTO words_of_a_test (id, first, second) VALUES (%s, %s, %s)"
    editor.execute(insert, [1, PHRASES[1], ""])
    index._make(None, editor)
    for number, phrase in list(PHRASES.items())[1:]:
        editor.execute(insert, [number, *("", phrase)[:: 1 if number % 2 else -1]])
    return index


def found(index, typed):
    rows = index.rows(Wanted.read(typed))
    with connection.cursor() as cursor:
        cursor.execute(rows.sql, rows.params)
        return sorted(pk for (pk,) in cursor.fetchall())


@pytest.mark.parametrize("typed", FOUND)
def test_what_is_typed_finds_the_rows_that_have_all_of_it(typed, index):
    assert found(index, typed) == FOUND[typed]


@pytest.mark.parametrize("typed", ["", " ", '"', "“”", "- * ( ) % _ \\ '", "\x01"])
def test_signs_without_a_word_are_nothing_to_look_for(typed):
    assert not Wanted.read(typed)


def test_the_index_can_be_taken_away_again(index):
    index._drop(None, Editor())
    Editor().execute("INSERT INTO words_of_a_test (id, first, second) VALUES (9, 'a', 'b')")
    with pytest.raises(DatabaseError), transaction.atomic():
        Editor().execute(f"DROP TABLE {index.name}")


def test_a_piece_of_the_text_shows_what_was_found():
    text = "Before. " * 40 + "Inspector Müller wrote the guide for new staff. " + "After. " * 80

    pieces = Wanted.read('muller "guide for" insp').excerpt(text)

    marked = [piece for piece, is_wanted in pieces if is_wanted]
    whole = "".join(piece for piece, _ in pieces)
    assert marked == ["Inspector", "Müller", "guide for"]
    assert whole.startswith("…Before.") and whole.endswith("After.…")
    assert whole.strip("…") in text
    assert len(whole) < 400


@pytest.mark.parametrize("text", ["", "Short.", "x" * 1000])
def test_a_text_without_the_words_begins_at_its_beginning(text):
    assert Wanted.read("guide").excerpt(text) == ([(text, False)] if text else [])


def test_folding_keeps_every_letter_in_its_place():
    text = "ÅÉîßİﬁ Straße\u0308"
    assert len(fold(text)) == len(text)
    assert fold("Élysée") == "elysee"
