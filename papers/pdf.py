"""A template and its context, made into a PDF that everyone can read (PDF/UA-1)."""

import gc
import threading
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib.resources import files

from django.template.loader import render_to_string

from papers.text import clean

STYLES = ["paper.css", "table.css"]
_one_at_a_time = threading.Lock()


class PaperReachedOut(Exception):
    """A template asked for something outside itself; papers may not."""


def render_pdf(
    template,
    context,
    *,
    title,
    identifier,
    made_at,
    language="en-GB",
    marking="",
    state="",
    landscape=False,
    large=False,
):
    """The bytes of a PDF made from a template that extends `papers/paper.html`.

    `title` names the document; `identifier` (any text, unique to this paper) and `made_at` (an
    aware datetime) come from the record, so that the same input gives the same bytes in the
    same environment. `marking` ("OFFICIAL", "NON-PUBLIC") and `state` ("DRAFT") stand at the
    top and bottom of every page; `large` is A3 turned. Nothing is fetched, whatever a person typed: a template that
    asks for a file or an address raises `PaperReachedOut`.
    """
    page = {
        "title": title,
        "made_at": made_at.isoformat(timespec="seconds"),
        "language": language,
        "marking": marking,
        "state": state,
    }
    # Here too, for what no form has read: half a character would stop the printing.
    html = clean(render_to_string(template, {**context, "paper": page}))
    styles = STYLES + ["landscape.css"] * landscape + ["large.css"] * large
    return _pdf(html, styles, sha256(identifier.encode()).digest()[:16])


def _pdf(html, styles, identifier):
    # WeasyPrint takes a second to import: only those who print wait for it.
    from weasyprint import CSS, HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    refused = []

    class NothingIsFetched(URLFetcher):
        def fetch(self, url, headers=None):
            refused.append(url[:200])
            # Every other error is swallowed by WeasyPrint; inside a drawing even this one.
            raise FatalURLFetchingError(url[:200])

    folder = files("papers") / "styles"
    options = {"url_fetcher": NothingIsFetched()}
    pdf = None
    # Fatal here means a BaseException, which would end the server's worker.
    with _without_collecting(), suppress(FatalURLFetchingError):
        sheets = [CSS(string=(folder / name).read_text("utf-8"), **options) for name in styles]
        pdf = HTML(string=html, **options).write_pdf(
            stylesheets=sheets, pdf_variant="pdf/ua-1", pdf_identifier=identifier
        )
    if refused:
        raise PaperReachedOut(f"A paper may not fetch {refused[0]}")
    return pdf


@contextmanager
def _without_collecting():
    """Layout makes millions of small objects: looking through them meanwhile finds nothing."""
    with _one_at_a_time:
        was_on = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if was_on:
                gc.enable()
            gc.collect()
