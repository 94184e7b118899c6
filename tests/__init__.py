"""The tests run on the demonstration's settings, whatever starts them: a bare `pytest` will do."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socboard.settings")
os.environ.setdefault("SOCBOARD_DEMO", "1")
os.environ.setdefault("SOCBOARD_SECRET_KEY", "for-the-tests-only-for-the-tests-only-for-the-tests")
django.setup()
