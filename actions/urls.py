"""Routes of this app, with their whole addresses."""

from django.urls import path

from actions.views import invitations, rows, states, table, updates

urlpatterns = [
    path("actions/", table.page, name="actions"),
    path("actions/table.pdf", table.pdf, name="action-table-pdf"),
    path("actions/new/", rows.new, name="action-new"),
    path("actions/<int:pk>/", rows.page, name="action"),
    path("actions/<int:pk>/edit/", rows.edit, name="action-edit"),
    path("actions/<int:pk>/updates/", updates.update, name="action-updates"),
    path("actions/<int:pk>/confirmation/", states.confirmation, name="action-confirmation"),
    path("actions/<int:pk>/removal/", states.removal, name="action-removal"),
    path("actions/<int:pk>/return/", states.putting_back, name="action-return"),
    path("actions/<int:pk>/opening/", states.opening, name="action-opening"),
    path(
        "meetings/<slug:slug>/invitations/sending/",
        invitations.sending,
        name="invitation-sending",
    ),
]
