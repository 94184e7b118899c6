"""An address that a meeting had before its date changed leads to the one it has now."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse

from meetings.models import Meeting


class FormerAddressMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 404 and request.path.startswith("/meetings/"):
            return moved(request) or response
        return response


def moved(request):
    """A redirect to the same page of the meeting, for who may see it; what was sent is kept."""
    match = request.resolver_match
    if match is None or "slug" not in match.kwargs:
        return None
    meeting = Meeting.objects.visible_to(request.user).filter(
        former_slugs__slug=match.kwargs["slug"]
    )
    slug = meeting.values_list("slug", flat=True).first()
    if slug is None:
        return None
    address = reverse(match.view_name, kwargs=match.kwargs | {"slug": slug})
    query = f"?{urlencode(request.GET, doseq=True)}" if request.GET else ""
    return HttpResponseRedirect(address + query, preserve_request=True)
