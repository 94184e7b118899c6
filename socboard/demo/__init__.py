"""The demonstration: the Board of its own papers of 2017 and 2018, and made-up people to sign in.

Each module has a `load()` that makes what is missing and changes nothing that is there, so that
loading twice is the same as loading once and work done in a demonstration is kept.
"""

import json
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read(name):
    """What one of the files in `data/` holds."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
