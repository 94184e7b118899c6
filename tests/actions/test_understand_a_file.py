"""What the words, letters and colours of a file are taken for."""

import datetime

import pytest

from actions.importing.cells import Cell
from actions.importing.columns import columns_of
from actions.importing.names import LeadNames
from actions.importing.ratings import rating_of
from actions.importing.reading import day_of
from actions.importing.rows import joined
from board.models import Organisation, Person


@pytest.mark.parametrize(
    ("text", "colour", "rating"),
    [
        ("Orange", "", "amber"),
        ("Amber", "", "amber"),
        ("A", "", "amber"),
        ("r", "", "red"),
        ("GREEN ↑", "", "green"),
        ("Blue – complete, to be confirmed", "", "blue"),
        ("Completed", "", "blue"),
        ("Tangerine", "", "amber"),
        ("", "", ""),
        ("–", "", ""),
        ("Not rated", "FF0000", ""),
        ("", "FF0000", "red"),
        ("", "FFC000", "amber"),
        ("", "92D050", "green"),
        ("", "0070C0", "blue"),
        ("", "FFFFFF", ""),
        ("", "D9D9D9", ""),
        ("", "not a colour", ""),
        ("Green", "FF0000", "green"),
        ("Amber/Green", "", None),
        ("was Red", "", None),
        ("Purple", "", None),
    ],
)
def test_a_rating_is_a_word_a_letter_or_a_colour(text, colour, rating):
    assert rating_of(text, colour, "Tangerine")[0] == rating


def test_a_word_and_a_colour_that_do_not_agree_are_said():
    assert "do not agree" in rating_of("Green", "FF0000", "Orange")[1]


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        (
            "RAG status|Lead|Key Crime Areas|Issue|ACTIONS:",
            "rating lead_printed area issues actions",
        ),
        ("Rag rating (blue denotes completion)|Issues|Lead", "rating issues lead_printed"),
        ("Potental barriers|Expected  outcome|Action", "barriers outcomes actions"),
        ("Name|Date|Actions", ""),
        ("One|Two|Three", ""),
    ],
)
def test_columns_are_known_by_words_close_to_the_boards(headings, names):
    cells = [Cell(text) for text in headings.split("|")]
    assert sorted(columns_of(cells), key=columns_of(cells).get) == names.split()


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("as widely as", "possible.", "as widely as possible."),
        ("tap into the", "HO site", "tap into the HO site"),
        ("With agencies.", "Training need", "With agencies.\nTraining need"),
        ("Operation Signature", "Raising", "Operation Signature\nRaising"),
        ("", "Alone", "Alone"),
    ],
)
def test_a_sentence_goes_on_over_a_page_break(above, below, whole):
    assert joined(above, below) == whole


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Action Table as at 31.01.17", datetime.date(2017, 1, 31)),
        ("Plan as of 1 March 2018", datetime.date(2018, 3, 1)),
        ("as at 31/02/2018", None),
        ("as at the last meeting", None),
    ],
)
def test_the_day_is_read_from_the_heading(words, day):
    assert day_of(["Annex B", words]) == day


@pytest.fixture
def names(cast):
    Organisation.objects.create(name="Children and Communities")
    person = Person.objects.create(name="Jon Averns")
    person.aliases.create(name="Jon Avern")
    Person.objects.create(name="Jon Averbs", merged_into=person)
    Person.objects.create(name="Sam Twice")
    Person.objects.create(name="Sam Twice")
    return LeadNames()


@pytest.mark.parametrize(
    ("words", "labels", "unknown"),
    [
        ("CoLP/LFB", ["City of London Police", "London Fire Brigade"], []),
        (
            "CoLP, LFB and partners",
            ["City of London Police", "London Fire Brigade", "Partners"],
            [],
        ),
        ("All Partners", ["All partners"], []),
        (
            "CoLP Children and Communities (Jon Avern)",
            ["City of London Police", "Children and Communities", "Jon Averns"],
            [],
        ),
        ("Jon Averbs", ["Jon Averns"], []),
        ("Deputy Chairman", ["Deputy Chairman (seat)"], []),
        ("Fire brigade\nCoLP", ["City of London Police"], ["Fire brigade"]),
        ("Sam Twice", [], ["Sam Twice"]),
        ("Colporteurs", [], ["Colporteurs"]),
        ("", [], []),
    ],
)
def test_leads_are_known_by_every_name_they_have(names, words, labels, unknown):
    found = names.match(words, {})
    assert ([names.labels[key] for key in found.keys], found.unknown) == (labels, unknown)


def test_near_names_come_with_the_nearest_first(names, cast):
    assert names.near("Fire brigade")[0] == f"organisation-{cast.fire.pk}"
    assert names.near("City of London Polcie")[0] == f"organisation-{cast.police.pk}"
    assert names.near("Zzz") == []
