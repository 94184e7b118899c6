from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from meetings.document import FULL, MEMBERS_COPY, minutes_document, shows_closed
from meetings.minutes_word import minutes_text, minutes_word
from meetings.models import AgendaItem
from meetings.paper import file_name, minutes_pdf
from meetings.views import earlier
from meetings.views.found import closed_was_seen, minutes_or_404
from papers.http import pdf_response, text_response, word_response


def was_read(request, minutes):
    closed_was_seen(request.user, minutes)


def fullest_document(request, minutes, when_closed=was_read):
    """The fullest text this reader may see; that they saw closed parts is recorded."""
    if request.user.has_perm("meetings.see_closed"):
        hidden = AgendaItem.objects.item_ids_hidden_from(request.user)
        document = minutes_document(minutes, fullness=FULL, hidden=hidden)
    else:
        admitted = AgendaItem.objects.item_ids_admitted(request.user)
        document = minutes_document(minutes, fullness=MEMBERS_COPY, admitted=admitted)
    if shows_closed(document):
        when_closed(request, minutes)
    return document


@require_GET
def minutes(request, slug):
    minutes = minutes_or_404(request, slug)
    if minutes.is_earlier:
        return earlier.reading(request, minutes)
    context = {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "document": fullest_document(request, minutes),
    }
    return render(request, "meetings/minutes.html", context)


@require_GET
def minutes_pdf_file(request, slug):
    minutes = minutes_or_404(request, slug)
    if minutes.is_earlier:
        return redirect("minutes", slug=slug)
    document = fullest_document(request, minutes)
    return pdf_response(
        minutes_pdf(minutes.meeting, document), file_name(minutes.meeting, document)
    )


@require_GET
def minutes_word_file(request, slug):
    minutes = minutes_or_404(request, slug)
    if minutes.is_earlier:
        return redirect("minutes", slug=slug)
    document = fullest_document(request, minutes)
    return word_response(
        minutes_word(minutes.meeting, document), file_name(minutes.meeting, document)
    )


@require_GET
def minutes_text_file(request, slug):
    minutes = minutes_or_404(request, slug)
    if minutes.is_earlier:
        return redirect("minutes", slug=slug)
    document = fullest_document(request, minutes)
    return text_response(minutes_text(document), file_name(minutes.meeting, document))
