"""The agenda as a file: the chair's or the members' copy, and each as it was sent out."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from meetings.agenda_document import CHAIR, MEMBERS
from meetings.agenda_paper import agenda_file_name
from meetings.agenda_reading import copy_for, issued_copy
from meetings.agenda_word import agenda_word
from meetings.views.found import closed_was_seen, meeting_or_404
from papers.http import pdf_response, word_response


def copy_asked_for(request, meeting):
    wanted = CHAIR if request.GET.get("for") == CHAIR else MEMBERS
    return recorded(request, copy_for(request.user, meeting, wanted))


def recorded(request, copy):
    if copy.shows_closed:
        closed_was_seen(request.user, copy.meeting)
    return copy


@require_GET
def agenda_pdf_file(request, slug):
    copy = copy_asked_for(request, meeting_or_404(request, slug))
    return pdf_response(copy.pdf(), agenda_file_name(copy.meeting, copy.document))


@require_GET
def agenda_word_file(request, slug):
    copy = copy_asked_for(request, meeting_or_404(request, slug))
    content = agenda_word(copy.meeting, copy.document)
    return word_response(content, agenda_file_name(copy.meeting, copy.document))


@require_GET
def agenda_issue_file(request, slug, number):
    meeting = meeting_or_404(request, slug)
    issue = get_object_or_404(meeting.agenda_issues.select_related("meeting__group"), number=number)
    copy = recorded(request, issued_copy(request.user, issue))
    return pdf_response(copy.pdf(), agenda_file_name(meeting, copy.document))
