"""A report as a PDF in the Corporation's layout."""

from board.day import now
from papers.pdf import render_pdf
from reporting.document import report_document
from reporting.models import ActivityReport

Publicity = ActivityReport.Publicity


def print_document(document, *, identifier, made_at, state=""):
    """The bytes of the PDF of a `report_document`. `state` ("DRAFT") stands on every page."""
    return render_pdf(
        "reporting/report_paper.html",
        {"document": document},
        title=document["title"],
        identifier=identifier,
        made_at=made_at,
        marking=marking(document),
        state=state,
    )


def marking(document):
    """What stands at the head and foot of every page, beside the state."""
    return "NON-PUBLIC" if document["publicity"] == Publicity.NON_PUBLIC.label else ""


def report_file(report):
    """(bytes, file name) of a report: the stored file once it is signed, else one marked DRAFT."""
    stem = f"activity-{report.publication_slug}"
    if report.is_final:
        return bytes(report.final.pdf), f"{stem}-signed-off.pdf"
    made_at = report.changed_at
    pdf = print_document(
        report_document(report), identifier=f"{stem} {made_at}", made_at=made_at, state="DRAFT"
    )
    return pdf, f"{stem}-draft.pdf"


def sign_off(report, *, by, version):
    """Print the report as it stands, then keep it for good if nobody has changed it meanwhile."""
    at = now()
    document = report_document(report)
    identifier = f"{report.publication_slug} signed off {at.isoformat()}"
    pdf = print_document(document, identifier=identifier, made_at=at)
    report.sign_off(by=by, version=version, document=document, pdf=pdf, at=at)
