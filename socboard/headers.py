from django.conf import settings
from django.urls import reverse


class HeadersMiddleware:
    """Nothing shown to a session, and no page of signing in, may be kept by a browser or a proxy.

    Anonymous pages keep the caching headers their views give them.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.sign_in_pages = reverse(settings.LOGIN_URL).removesuffix("login/")

    def __call__(self, request):
        response = self.get_response(request)
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session or request.path.startswith(self.sign_in_pages):
            response["Cache-Control"] = "no-store"
            response.headers.pop("Expires", None)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response
