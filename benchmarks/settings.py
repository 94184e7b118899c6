"""The settings of the site, and Django's admin to measure against. For benchmarks alone."""

from socboard.settings import *  # noqa: F403
from socboard.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "django.contrib.admin"]
ROOT_URLCONF = "benchmarks.urls"
