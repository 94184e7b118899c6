from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import ScopedLink, User
from accounts.sign_in_forms import FirstPasswordForm
from audit.events import record_event


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def first_sign_in(request, token):
    """A new person follows the link they were sent, and chooses a password."""
    link = ScopedLink.objects.find(ScopedLink.FIRST_SIGN_IN, token, timezone.now())
    user = link and User.objects.filter(pk=link.object_id, is_active=True).first()
    if user is None:
        return render(request, "accounts/link_ended.html", status=404)
    form = FirstPasswordForm(request.POST or None, user=user)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "accounts/first_sign_in.html", {"form": form}, status=status)
    if not user.begin(link, password=form.cleaned_data["password1"], at=timezone.now()):
        return render(request, "accounts/link_ended.html", status=404)
    return perform_password_login(request, {"email": user.email}, Login(user=user))


@require_GET
def second_factor_picture(request):
    """The picture to scan with an app, for the secret now being set up in this session."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")


class SetUpApp(ActivateTOTPView):
    def form_valid(self, form):
        """The code just typed is this session's second factor."""
        with transaction.atomic():
            response = super().form_valid(form)
            record_event(
                "account.second_factor_added", by=self.request.user, subject=self.request.user
            )
        record_authentication(self.request, self.request.user, method="mfa", type="totp")
        return response


class RemoveApp(DeactivateTOTPView):
    def form_valid(self, form):
        with transaction.atomic():
            record_event(
                "account.second_factor_removed", by=self.request.user, subject=self.request.user
            )
            return super().form_valid(form)
