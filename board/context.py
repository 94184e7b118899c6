from django.conf import settings
from django.utils.functional import SimpleLazyObject

from board.roles import roles_of


def board(request):
    """What every page needs: the Board's settings, its day, and who is looking."""
    return {
        "board": getattr(request, "board", None),
        "roles": SimpleLazyObject(lambda: roles_of(request.user)),
        "today": getattr(request, "today", None),
        "demo": settings.DEMO,
    }
