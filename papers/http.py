"""A paper as an answer to a request."""

from django.http import HttpResponse
from django.utils.text import slugify

from papers.uploads import CONTENT_TYPES


def pdf_response(content, filename):
    """The PDF shown in the browser; `filename` is its name when saved, made plain ASCII."""
    name = slugify(filename.removesuffix(".pdf")) or "paper"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


def word_response(content, filename):
    """The Word file to be saved under its name, made plain ASCII."""
    return HttpResponse(
        content,
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        headers={"Content-Disposition": f'attachment; filename="{slugify(filename)}.docx"'},
    )


def file_to_save(content, filename):
    """A Word, Excel or CSV file to be saved under its name, made plain ASCII."""
    stem, _, ending = filename.rpartition(".")
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{slugify(stem)}.{ending}"'},
    )


def text_response(content, filename):
    """Plain text shown in the browser; `filename` is its name when saved, made plain ASCII."""
    return HttpResponse(
        content,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{slugify(filename)}.txt"'},
    )


def zip_response(content, filename):
    """A zip file to be saved under its name, made plain ASCII."""
    name = slugify(filename.removesuffix(".zip")) or "files"
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}.zip"'},
    )
