"""What everybody may read. These pages read publications and nothing else of the record."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    conditional_page,
    require_http_methods,
    require_safe,
)

from accounts.authorize import authorize
from board.forms.publications import WithdrawalForm
from board.models import Publication
from board.unchanged import known_by
from board.views.pages import form_page
from papers.http import pdf_response

Kind = Publication.Kind
# The name of the file, and the piece that prints the frozen document.
FILES = {
    Kind.AGENDA: "agenda",
    Kind.MINUTES: "minutes",
    Kind.REPORT: "report",
    Kind.NOTICE: "notice",
}
PIECES = {
    Kind.AGENDA: "meetings/_agenda_document.html",
    Kind.MINUTES: "meetings/_minutes_document.html",
    "earlier_minutes": "meetings/_earlier_document.html",
    Kind.REPORT: "reporting/_report_document.html",
    Kind.NOTICE: "board/_notice_document.html",
}
HEADINGS = {
    Kind.NOTICE: "Meetings",
    Kind.AGENDA: "Agendas",
    Kind.MINUTES: "Minutes",
    Kind.REPORT: "Activity reports",
}
# A published paper never changes: these tell it from every other, and from its other versions.
TOLD = ["pk", "sha256", "published_at"]


def read_by_everybody(view):
    """Open to all; asked for again each time, so that a withdrawal takes effect at once.

    A page that `known_by` does not tell from others is written and compared.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        is_signed_in = request.user.is_authenticated
        response["Cache-Control"] = "no-store" if is_signed_in else "no-cache"
        return response

    return login_not_required(require_safe(conditional_page(wrapped)))


def all_live(request):
    """What every list of published papers is written from."""
    return list(Publication.objects.live().order_by("pk").values_list(*TOLD))


@read_by_everybody
@known_by(all_live)
def published(request):
    live = list(Publication.objects.live().defer("document"))
    lists = [
        (heading, [publication for publication in live if publication.kind == kind])
        for kind, heading in HEADINGS.items()
    ]
    return render(request, "board/published.html", {"lists": lists})


def live_one(request, slug):
    return list(Publication.objects.live().filter(slug=slug).order_by().values_list(*TOLD)) or None


@read_by_everybody
@known_by(live_one)
def publication(request, slug):
    live = Publication.objects.live().annotate(has_file=~Q(pdf=b""))
    publication = get_object_or_404(live, slug=slug)
    return render(
        request,
        "board/publication.html",
        {
            "publication": publication,
            "document": publication.document,
            "piece": PIECES.get(publication.document.get("kind"), PIECES[publication.kind]),
            "file": FILES[publication.kind],
        },
    )


@read_by_everybody
def publication_pdf(request, slug, name):
    """The frozen file itself, byte for byte."""
    kinds = [kind for kind, file in FILES.items() if file == name]
    live = Publication.objects.live().filter(kind__in=kinds).exclude(pdf=b"").defer("document")
    publication = get_object_or_404(live, slug=slug)
    etag = f'"{publication.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    elif request.method == "HEAD":
        response = HttpResponse(content_type="application/pdf")
    else:
        response = pdf_response(bytes(publication.pdf), f"{publication.slug}-published")
    response["ETag"] = etag
    return response


@require_http_methods(["GET", "POST"])
def publication_withdrawal(request, slug):
    authorize(request.user, "board.withdraw_publication")
    publication = get_object_or_404(Publication.objects.live(), slug=slug)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        publication.withdraw(by=request.user, note=form.cleaned_data["note"])
        messages.success(request, f"{publication} is off the public site.")
        return redirect("published")
    return form_page(
        request,
        form,
        title=f"Withdraw {publication}",
        back=publication,
        back_text=publication.title,
        lead="It disappears from every public page at once. The frozen copy stays in the record;"
        " a corrected version can be published in its place.",
    )
