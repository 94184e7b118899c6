"""The Board's day: the one place that reads the calendar."""

from django.conf import settings
from django.utils import timezone


def today():
    """Today in London; in demo mode the day the demonstration stands still on."""
    return settings.BOARD_TODAY or timezone.localdate()


def now():
    """The moment something is done, as the record dates it: the clock, on the Board's day."""
    moment = timezone.localtime()
    day = settings.BOARD_TODAY
    return moment.replace(year=day.year, month=day.month, day=day.day) if day else moment
