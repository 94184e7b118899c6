"""Routes of this app, with their whole addresses."""

from django.urls import path

from priorities.views import lists, profiles, returns, sharing, threats

urlpatterns = [
    path("priorities/", lists.priorities, name="priorities"),
    path("priorities/sharing/", sharing.sharing, name="sharing"),
    path("priorities/sharing/new/", sharing.sharing_new, name="sharing-new"),
    path("priorities/sharing/<int:pk>/edit/", sharing.sharing_edit, name="sharing-edit"),
    path("profiles/", profiles.profiles, name="profiles"),
    path("profiles/new/", profiles.profile_new, name="profile-new"),
    path("profiles/<int:pk>/edit/", profiles.profile_edit, name="profile-edit"),
    path("threats/", threats.threats, name="threats"),
    path("threats/new/", threats.threat_new, name="threat-new"),
    path("threats/<int:pk>/", threats.threat, name="threat"),
    path("threats/<int:pk>/edit/", threats.threat_edit, name="threat-edit"),
    path("threats/<int:pk>/taking/", threats.threat_taking, name="threat-taking"),
    path("threats/<int:pk>/ending/", threats.threat_ending, name="threat-ending"),
    path("threats/<int:pk>/return/", threats.threat_return, name="threat-return"),
    path("threats/<int:pk>/closing/", threats.threat_closing, name="threat-closing"),
    path("threats/<int:pk>/opening/", threats.threat_opening, name="threat-opening"),
    path("returns/", returns.returns, name="returns"),
    path("returns/new/", returns.return_new, name="return-new"),
    path("returns/<int:pk>/", returns.return_page, name="return"),
    path("returns/<int:pk>/edit/", returns.return_edit, name="return-edit"),
]
