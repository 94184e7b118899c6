from django.utils.functional import SimpleLazyObject

from board.day import today
from board.models import BoardSettings


class BoardMiddleware:
    """Gives every request `request.today`, the Board's day, and `request.board`, its settings."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.today = today()
        request.board = SimpleLazyObject(BoardSettings.current)
        return self.get_response(request)
