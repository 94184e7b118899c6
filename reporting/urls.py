"""Routes of this app, with their whole addresses."""

from django.urls import path

from reporting.views import answers, builder, dashboard, files, inspection, reports, steps

urlpatterns = [
    path("dashboard/", dashboard.page, name="dashboard"),
    path("dashboard/dashboard.pdf", dashboard.pdf, name="dashboard-pdf"),
    path("priorities/<int:pk>/inspection/", inspection.page, name="inspection-pack"),
    path("priorities/<int:pk>/inspection.pdf", inspection.pdf, name="inspection-pack-pdf"),
    path("priorities/<int:pk>/inspection.zip", inspection.parts, name="inspection-pack-zip"),
    path("reports/", reports.index, name="reports"),
    path("reports/<int:pk>/", reports.page, name="report"),
    path("reports/<int:pk>/report.pdf", files.pdf, name="report-pdf"),
    path("reports/<int:pk>/report.docx", files.word, name="report-word"),
    path("reports/<int:pk>/figures.xlsx", files.figures, name="report-figures"),
    path("reports/<int:pk>/printing/", files.printing, name="report-printing"),
    path("reports/<int:pk>/edit/", builder.edit, name="report-edit"),
    path("reports/<int:pk>/preview/", builder.preview, name="report-preview"),
    path("reports/<int:pk>/chairman/", steps.chairman, name="report-to-chairman"),
    path("reports/<int:pk>/draft/", steps.draft, name="report-to-draft"),
    path("reports/<int:pk>/sign-off/", steps.signature, name="report-sign-off"),
    path("reports/<int:pk>/submission/", steps.submission, name="report-submission"),
    path("reports/<int:pk>/noting/", steps.noting, name="report-noting"),
    path("reports/<int:pk>/answers/", answers.answer, name="report-answers"),
    path("reports/<int:pk>/comments/", steps.comment, name="report-comments"),
    path(
        "reports/<int:pk>/comments/<int:comment>/settling/",
        steps.comment_settling,
        name="report-comment-settling",
    ),
    path("reports/<int:pk>/correction/", steps.correction, name="report-correction"),
    path("reports/<int:pk>/publication/", steps.publication, name="report-publication"),
]
