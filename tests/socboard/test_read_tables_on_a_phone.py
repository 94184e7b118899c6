"""A table that falls apart into cards on a phone keeps its roles, and names every cell."""

import re

import pytest
from django.conf import settings

CARDS = [
    path
    for path in sorted(settings.BASE_DIR.glob("*/templates/**/*.html"))
    if "board-table--cards" in path.read_text()
]


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_every_cell_of_a_card_says_of_which_column_it_is(path):
    table = re.search(r"<table[^>]*board-table--cards.*?</table>", path.read_text(), re.S)[0]

    columns = re.findall(r'<th scope="col" role="columnheader">(.*?)</th>', table)
    headed = re.findall(r'<th scope="row" role="rowheader">', table)
    named = re.findall(r'<td role="cell" data-label="(.*?)">', table)

    assert len(named) == table.count("<td")
    assert len(headed) + len(named) == len(columns) == table.count('scope="col"')
    assert set(named) < set(columns)
