"""What somebody typed into a form that could not be taken: given back, so that it is not lost.

Nothing of it is kept here. Choices, numbers and ids are left out: they are words of the page, not of
the person. Passwords, codes and tokens are never given back.
"""

import re
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

SECRET = ("password", "code", "token")
NOT_WORDS = re.compile(r"[a-z0-9_:./-]*")


def typed_words(request):
    """The words of a POST, each once, in the order of the page."""
    if request.method != "POST" or came_from_elsewhere(request):
        return []
    words = [
        value.strip()
        for name, values in request.POST.lists()
        if not any(secret in name.lower() for secret in SECRET)
        for value in values
    ]
    return list(dict.fromkeys(word for word in words if not NOT_WORDS.fullmatch(word)))


def came_from_elsewhere(request):
    """Another site may have filled in a form that its visitor never saw."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def given_back(request, response):
    """The response; in place of the way to sign in, for words that would be lost on it, a page
    that gives them back."""
    is_lost = response.status_code == 302 and is_sign_in(response.url) and is_of_a_page(request)
    if not is_lost or not typed_words(request):
        return response
    context = {"sign_in_url": sign_in_url(request)}
    return render(request, "accounts/signed_out.html", context, status=401)


def is_sign_in(url):
    return urlsplit(url).path == resolve_url(settings.LOGIN_URL)


def is_of_a_page(request):
    """Sent by a form, not by a script, which knows how to keep what it sent."""
    return "text/html" in request.headers.get("Accept", "text/html")


def sign_in_url(request):
    """To sign in, and then to the page that the form was on."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()})
    path = urlsplit(page)._replace(scheme="", netloc="").geturl() if is_ours else request.path
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': path})}"
