"""The tests run on the demonstration's settings, whatever starts them: a bare `pytest` will do.

Unless it is told of a data folder, each run has its own, which goes with it: two runs at once
do not share a database, and neither touches the demonstration's.
"""

import os
import tempfile

import django

data = tempfile.TemporaryDirectory(prefix="socboard-tests-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socboard.settings")
os.environ.setdefault("SOCBOARD_DEMO", "1")
os.environ.setdefault("SOCBOARD_DATA", data.name)
os.environ.setdefault("SOCBOARD_SECRET_KEY", "for-the-tests-only-for-the-tests-only-for-the-tests")
django.setup()
