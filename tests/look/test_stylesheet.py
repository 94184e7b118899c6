from pathlib import Path

import pytest
from django.conf import settings

SHEET = Path(settings.BASE_DIR, "static/build/board.css")


@pytest.fixture
def sheet():
    assert SHEET.exists(), "The stylesheet is not built: run script/setup."
    return SHEET.read_text()


def test_nothing_that_belongs_to_government_alone(sheet):
    for word in ("GDS Transport", "crest", "crown", "url("):
        assert word not in sheet


def test_what_is_closed_shows_on_paper_too(sheet):
    assert "repeating-linear-gradient" in sheet
    assert "print-color-adjust:exact" in sheet
