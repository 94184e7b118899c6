"""Whether a page that everybody reads is still the one the reader has, without writing it."""

import hashlib
from functools import cache, partial

from django.apps import apps
from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.views.decorators.http import condition

from board.models import BoardSettings


def known_by(shows):
    """For a view: its page is told from others by what it is written from.

    `shows(request, …)`, with the arguments of the view, gives what the page says of the record, or
    None when there is no such page. The Board's settings, its day and the release of the site come
    on top.
    """
    return condition(etag_func=partial(_etag, shows))


def _etag(shows, request, *args, **kwargs):
    if settings.DEBUG or is_for_one_reader(request):
        return None
    shown = shows(request, *args, **kwargs)
    if shown is None:
        return None
    board = list(BoardSettings.objects.values_list())
    known = hashlib.sha256(repr((shown, board, request.today, release())).encode()).hexdigest()
    return f'"{known}"'


def is_for_one_reader(request):
    """Such a page may say who reads it, or what has just happened: it is no page for others."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or len(get_messages(request)) > 0


@cache
def release():
    """Stands for all that writes a page: our code and templates, the libraries, the static files."""
    made_of = hashlib.sha256(getattr(staticfiles_storage, "manifest_hash", "").encode())
    folders = [config.path for config in apps.get_app_configs()]
    ours = [settings.BASE_DIR / "templates", *map(settings.BASE_DIR.joinpath, folders)]
    files = list(settings.BASE_DIR.glob("requirements.txt"))
    for folder in ours:
        if folder.parent == settings.BASE_DIR:
            files += [*folder.rglob("*.py"), *folder.rglob("*.html")]
    for file in sorted(files):
        made_of.update(file.read_bytes())
    return made_of.hexdigest()
