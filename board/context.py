from django.conf import settings
from django.utils.functional import SimpleLazyObject

from board.models import BoardSettings
from board.roles import roles_of


def board(request):
    """What every page needs: the Board's settings, its day, and who is looking."""
    return {
        "board": SimpleLazyObject(BoardSettings.current),
        "roles": SimpleLazyObject(lambda: roles_of(request.user)),
        "today": getattr(request, "today", None),
        "demo": settings.DEMO,
    }
