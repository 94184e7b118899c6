"""The whole map: this app's own pages, then every app's routes."""

from django.urls import include, path

from socboard import health, jobs, views
from socboard.audit_page import audit
from socboard.clock import clock
from socboard.forward_plan import forward_plan
from socboard.search import search

urlpatterns = [
    path("", views.home, name="home"),
    path("audit/", audit, name="audit"),
    path("board/clock/", clock, name="clock"),
    path("search/", search, name="search"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("meetings/plan/", forward_plan, name="forward-plan"),
    path("healthz", health.healthz, name="healthz"),
    path("", include("accounts.urls")),
    path("", include("board.urls")),
    path("", include("priorities.urls")),
    path("", include("meetings.urls")),
    path("", include("actions.urls")),
    path("", include("library.urls")),
    path("", include("reporting.urls")),
]
