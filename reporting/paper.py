"""A report as files in the Corporation's layout: the PDF, Word, and its figures."""

import json
from functools import cached_property

from board.day import now
from papers.pdf import render_pdf
from reporting.document import marking, report_document
from reporting.figures_file import figures_file, figures_of
from reporting.models import DraftFile
from reporting.word import report_word

# More characters of content than this take more than two seconds to print: some twenty pages.
LONG = 60_000
# What fits on a page, for saying how far the printing is.
A_PAGE = 2_500


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


def size_of(document):
    return len(json.dumps(document))


def file_name(report, ending, *, public, what=""):
    """Such as activity-report-2018-19-q1-draft-non-public.pdf."""
    part = "-non-public" if report.has_closed_part and not public else ""
    state = "signed-off" if report.is_final else "draft"
    return f"activity-{report.publication_slug}{what}-{state}{part}.{ending}"


class ReportPaper:
    """One rendering of a report. What is signed is served as it was frozen; the PDF of a draft is
    printed once for the same words."""

    def __init__(self, report, *, public, document=None):
        self.report, self.public = report, public
        self.state = "" if report.is_final else "DRAFT"
        if report.is_final:
            document = document or report.final.rendering(public=public)[0]
        self.document = document or report_document(report, public=public)

    @property
    def is_long(self):
        return size_of(self.document) > LONG

    @property
    def pages(self):
        """About how many there are."""
        return size_of(self.document) // A_PAGE + 1

    @property
    def made_at(self):
        return self.report.final.signed_off_at if self.report.is_final else self.report.changed_at

    @property
    def has_figures(self):
        """An older paper has none."""
        if self.report.is_final:
            return bool(self.report.final.figures_for(public=self.public))
        return self.report.period is not None

    @cached_property
    def must_be_prepared(self):
        """Nobody waits for a long PDF in front of the page."""
        return not self.report.is_final and self.is_long and self.kept() is None

    @cached_property
    def fingerprint(self):
        return DraftFile.fingerprint_of(self.document)

    def kept(self):
        if self.report.is_final:
            return self.report.final.rendering(public=self.public)[1]
        return DraftFile.objects.kept(self.report, self.fingerprint, is_public=self.public)

    def pdf(self):
        """The bytes as they are kept, or printed now and kept."""
        content = self.kept()
        return self.print() if content is None else content

    def print(self):
        stem = file_name(self.report, "pdf", public=self.public)
        content = print_document(
            self.document,
            identifier=f"{stem} {self.made_at}",
            made_at=self.made_at,
            state=self.state,
        )
        DraftFile.objects.keep(
            self.report, self.fingerprint, is_public=self.public, content=content
        )
        return content

    def word(self):
        return report_word(self.document, made_at=self.made_at, state=self.state)

    def figures(self):
        """The bytes of the spreadsheet, or None: an older paper has no figures."""
        report = self.report
        tables = (
            report.final.figures_for(public=self.public)
            if report.is_final
            else figures_of(report, public=self.public)
        )
        if not tables:
            return None
        marks = " – ".join(word for word in (marking(self.document), self.state) if word)
        title = f"Figures of the {str(report)[0].lower()}{str(report)[1:]}"
        return figures_file(tables, title=title, made_at=self.made_at, marking=marks)


def report_file(report, *, public):
    """(bytes, file name) of a report's PDF: the stored file once it is signed, else one marked DRAFT.

    `public`: as the public may read it, where a part of it is closed.
    """
    return ReportPaper(report, public=public).pdf(), file_name(report, "pdf", public=public)


def sign_off(report, *, by, version):
    """Print the report as it stands, then keep it for good if nobody has changed it meanwhile."""
    at = now()
    copies = {}
    for prefix in ["", "public_"] if report.has_closed_part else [""]:
        document = report_document(report, public=bool(prefix))
        identifier = f"{prefix}{report.publication_slug} signed off {at.isoformat()}"
        copies[f"{prefix}document"] = document
        copies[f"{prefix}pdf"] = print_document(document, identifier=identifier, made_at=at)
        copies[f"{prefix}figures"] = figures_of(report, public=bool(prefix))
    report.sign_off(by=by, version=version, copies=copies, at=at)
