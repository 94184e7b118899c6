"""Opening what a scoped link leads to, for whoever follows one; guessing is slowed down."""

from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.shortcuts import render
from django.utils import timezone

from accounts.models import ScopedLink

WRONG_LINKS = 20
WITHIN_SECONDS = 5 * 60


class TooManyWrongLinks(Exception):
    """Somebody has followed many links that do not work."""


def slows_guessing(view):
    """Answers 429 when the view, or `link_of` in it, finds too many attempts."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except TooManyWrongLinks:
            return render(request, "429.html", status=429)

    return wrapped


def link_of(request, purpose, token):
    """The live link that the token opens, or None.

    Wrong ones are counted by where they come from. Right ones are not, so that a whole office
    behind one address may follow its own.
    """
    place = f"wrong-links:{get_adapter().get_client_ip(request)}"
    if cache.get(place, 0) >= WRONG_LINKS:
        raise TooManyWrongLinks
    link = ScopedLink.objects.find(purpose, token, timezone.now())
    if link is None:
        count(place)
    return link


def count(what, limit=None):
    """Count once more; TooManyWrongLinks past the limit."""
    cache.add(what, 0, WITHIN_SECONDS)
    if cache.incr(what) > (limit or WRONG_LINKS):
        raise TooManyWrongLinks
