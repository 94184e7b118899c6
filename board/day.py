"""The Board's day: the one place that reads the calendar."""

from django.conf import settings
from django.utils import timezone


def today():
    """Today in London; in demo mode the day the demonstration stands still on."""
    return settings.BOARD_TODAY or timezone.localdate()
