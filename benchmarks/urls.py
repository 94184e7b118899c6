"""The routes of the site, a view with one query, and Django's admin list of the same rows."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from actions.models import Action, ActionRevision


class OpenAdmin(admin.AdminSite):
    def has_permission(self, request):
        return request.user.is_active


class RowAdmin(admin.ModelAdmin):
    list_display = [
        "area",
        "issues",
        "lead_printed",
        "actions",
        "barriers",
        "outcomes",
        "rating",
        "rated_on",
    ]
    list_select_related = ["area"]
    list_per_page = 100

    def get_queryset(self, request):
        return super().get_queryset(request).filter(current_of__isnull=False)

    def has_view_permission(self, request, obj=None):
        return True

    def has_module_permission(self, request):
        return True


site = OpenAdmin()
site.register(ActionRevision, RowAdmin)


def plain(request):
    """One indexed query and the signed-in user: what every page costs at least."""
    row = Action.objects.get(pk=request.GET["row"])
    return HttpResponse(f"{request.user} {row}")


@login_not_required
def open_to_all(request):
    """One indexed query."""
    return HttpResponse(str(Action.objects.get(pk=request.GET["row"])))


urlpatterns = [
    path("plain/", plain),
    path("open/", open_to_all),
    path("admin/", site.urls),
    path("", include("socboard.urls")),
]
