import datetime
from pathlib import Path

import pytest

from papers.pdf import render_pdf

MADE_AT = datetime.datetime(2018, 5, 31, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture
def print_sample(settings):
    """Prints one of the sample papers beside these tests."""
    (templates,) = settings.TEMPLATES
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**templates, "DIRS": [*templates["DIRS"], folder]}]

    def print_it(name="report", context=None, **options):
        wanted = {"title": "A paper", "identifier": "sample/1", "made_at": MADE_AT} | options
        return render_pdf(f"sample/{name}.html", context or {}, **wanted)

    return print_it
