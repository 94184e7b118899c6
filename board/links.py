"""Links that stand in for a password, which the Board can turn off (`BoardSettings.allows_links`)."""

from functools import wraps

from django.shortcuts import render


def only_while_links_are_allowed(view):
    """For a page that a link without a password leads to: it then asks to sign in instead."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.board.allows_links:
            return render(request, "board/links_are_off.html", status=403)
        return view(request, *args, **kwargs)

    return wrapped
