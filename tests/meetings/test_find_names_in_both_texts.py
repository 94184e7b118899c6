"""The gate looks for names of the closed text in the open one, word by word."""

import pytest

from meetings.names import words_in_both
from meetings.release import placeholders


def open_text(*paragraphs, title="Sharing", **more):
    item = {"number": "5", "title": title, "paragraphs": [{"text": text} for text in paragraphs]}
    return {"board": "Crime Board", "group": "Board", "items": [item], **more}


def found(closed, document):
    return [finding.word for finding in words_in_both({"closed": closed}, document)]


@pytest.mark.parametrize(
    ("closed", "opened", "name"),
    [
        ("They heard of Halcyon.", "The halcyon days.", "Halcyon"),
        ("They heard of José.", "JOSE was thanked.", "José"),
        ("They heard of JOSE.", "It was José’s idea.", "JOSE"),
        ("They heard O'Neill.", "Mrs O’NEILL left.", "O'Neill"),
        ("They heard O’Neill's view.", "Mrs ONeill left.", "O’Neill"),
        ("The Smith-Jones file.", "Thanks to smith\u2011jones.", "Smith-Jones"),
        ("The Smith-Jones file.", "Thanks to Mr Jones.", "Jones"),
        ("Mr Jones came.", "The Smith–Jones file.", "Jones"),
        ("Łukasz and Sørensen.", "lukasz was there", "Łukasz"),
        ("They stopped K7B221.", "The car k7b221 was seen.", "K7B221"),
        ("Call 07700900123.", "On 07700900123 nobody answers.", "07700900123"),
        ("Halcyon was discussed.", "Halcyon is a boat.", "Halcyon"),
        ("They met Lee.", "Mr LEE", "Lee"),
    ],
)
def test_a_name_is_found_however_it_is_written(closed, opened, name):
    assert name in found(closed, open_text(opened))


@pytest.mark.parametrize(
    ("closed", "opened"),
    [
        ("They met Lee.", "The sleeper train."),
        ("Members agreed. Partners were told.", "Members and Partners agreed."),
        ("On Monday in March the Commissioner came.", "The Commissioner came on Monday."),
        ("The Crime Board heard it.", "The Crime Board met."),
        ("Staff were told by staff.", "Staff were thanked."),
        ("They heard of Halcyon.", "They heard nothing."),
    ],
)
def test_words_that_name_nobody_are_not_pointed_out(closed, opened):
    assert found(closed, open_text(opened)) == []


def test_each_place_is_named_and_can_be_jumped_to():
    document = open_text(
        "Nothing.",
        "Halcyon again.",
        title="Halcyon",
        present=[{"name": "Hal Halcyon"}],
        references=[{"text": "Ask Halcyon."}],
    )

    (finding,) = words_in_both({"closed": "They heard of Halcyon."}, document)

    assert [(place.where, place.anchor) for place in finding.places] == [
        ("item 5", "open-item-1"),
        ("item 5, paragraph 2", "open-item-1-2"),
        ("the list of outstanding references", "open-references"),
        ("the heading or the attendance", "will-appear"),
    ]


@pytest.mark.parametrize(
    "typed",
    ["By DATE.", "From XX.", "TBC", "To be TBA", "Who??", "Name: ____", "[insert name]", "[DATE]"],
)
def test_placeholders_are_found(typed):
    assert placeholders(open_text(typed))


@pytest.mark.parametrize("typed", ["Is it so?", "An update [sic].", "[Annex A]", "a_b", "MAXX"])
def test_ordinary_words_are_no_placeholders(typed):
    assert placeholders(open_text(typed)) == []
