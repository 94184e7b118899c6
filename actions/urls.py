"""Routes of this app, with their whole addresses."""

from django.urls import path

from actions.views import importing, invitations, references, rows, states, table, updates

urlpatterns = [
    path("actions/", table.page, name="actions"),
    path("actions/table.pdf", table.pdf, name="action-table-pdf"),
    path("actions/table.docx", table.word, name="action-table-word"),
    path("actions/table.xlsx", table.excel, name="action-table-excel"),
    path("actions/table.csv", table.csv, name="action-table-csv"),
    path("actions/import/", importing.new, name="action-import-new"),
    path("actions/import/example.<str:ending>", importing.example, name="action-import-example"),
    path("actions/import/<int:pk>/", importing.page, name="action-import"),
    path("actions/import/<int:pk>/names/", importing.names, name="action-import-names"),
    path("actions/import/<int:pk>/rows/<int:number>/", importing.row, name="action-import-row"),
    path("actions/import/<int:pk>/taking/", importing.taking, name="action-import-taking"),
    path("actions/new/", rows.new, name="action-new"),
    path("actions/<int:pk>/", rows.page, name="action"),
    path("actions/<int:pk>/edit/", rows.edit, name="action-edit"),
    path("actions/<int:pk>/updates/", updates.update, name="action-updates"),
    path("actions/<int:pk>/confirmation/", states.confirmation, name="action-confirmation"),
    path("actions/<int:pk>/removal/", states.removal, name="action-removal"),
    path("actions/<int:pk>/return/", states.putting_back, name="action-return"),
    path("actions/<int:pk>/opening/", states.opening, name="action-opening"),
    path("references/<int:pk>/row/", references.reference_row, name="reference-row"),
    path("references/<int:pk>/link/", references.reference_link, name="reference-link"),
    path(
        "references/<int:pk>/link/<int:link>/removal/",
        references.reference_unlinking,
        name="reference-unlinking",
    ),
    path(
        "meetings/<slug:slug>/invitations/sending/",
        invitations.sending,
        name="invitation-sending",
    ),
]
