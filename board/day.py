"""The Board's day: the one place that reads the calendar."""

from django.conf import settings
from django.utils import timezone


def today():
    """Today in London; in demo mode the day the demonstration stands still on."""
    return settings.BOARD_TODAY or timezone.localdate()


class BoardDayMiddleware:
    """Gives every request `request.today`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.today = today()
        return self.get_response(request)
