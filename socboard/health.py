"""Whether the site is well, for what watches it: the database answers, the worker is alive."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from background.models import Heartbeat


@require_GET
@login_not_required
@never_cache
def healthz(request):
    try:
        well = Heartbeat.objects.is_fresh()
    except DatabaseError:
        return _plain("The database does not answer.\n", 503)
    if not well:
        return _plain("The worker has stopped.\n", 503)
    return _plain("Well.\n", 200)


def _plain(sentence, status):
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
