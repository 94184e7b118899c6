"""A report as a PDF in the Corporation's layout."""

from board.day import now
from papers.pdf import render_pdf
from reporting.document import NON_PUBLIC, report_document


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
    return "NON-PUBLIC" if document["publicity"] == NON_PUBLIC else ""


def report_file(report, *, public):
    """(bytes, file name) of a report: the stored file once it is signed, else one marked DRAFT.

    `public`: as the public may read it, where a part of it is closed.
    """
    part = "-non-public" if report.has_closed_part and not public else ""
    stem = f"activity-{report.publication_slug}"
    if report.is_final:
        return report.final.rendering(public=public)[1], f"{stem}-signed-off{part}.pdf"
    made_at = report.changed_at
    document = report_document(report, public=public)
    pdf = print_document(
        document, identifier=f"{stem}{part} {made_at}", made_at=made_at, state="DRAFT"
    )
    return pdf, f"{stem}-draft{part}.pdf"


def sign_off(report, *, by, version):
    """Print the report as it stands, then keep it for good if nobody has changed it meanwhile."""
    at = now()
    copies = {}
    for prefix in ["", "public_"] if report.has_closed_part else [""]:
        document = report_document(report, public=bool(prefix))
        identifier = f"{prefix}{report.publication_slug} signed off {at.isoformat()}"
        copies[f"{prefix}document"] = document
        copies[f"{prefix}pdf"] = print_document(document, identifier=identifier, made_at=at)
    report.sign_off(by=by, version=version, copies=copies, at=at)
