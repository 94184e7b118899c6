from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.authorize import authorize
from audit.events import record_event
from board.views.pages import form_page
from meetings.forms.papers import PaperForm, PaperVersionForm
from meetings.models import Paper, PaperVersion
from meetings.named_papers import marked_when_late
from meetings.views.found import meeting_or_404, posted, settled
from papers.uploads import CONTENT_TYPES, JPEG, PDF, PNG

# What a browser shows without running anything: a PDF in its own viewer, and pictures.
SHOWN = {PDF, PNG, JPEG}
CLOSED_WITH_ITEM = "The item is closed, so its papers are closed too, for the same reason."
ONCE_CLOSED = "The paper is closed. Only the Chairman opens it."
EARLIER_STAY = "The file that stands now is kept, and seen by the secretariat alone."


def paper_or_404(request, slug, pk):
    papers = Paper.objects.visible_to(request.user).select_related("item", "current")
    paper = get_object_or_404(papers, item__meeting__slug=slug, pk=pk)
    paper.item.meeting = meeting_or_404(request, slug)
    return paper


@require_http_methods(["GET", "POST"])
def paper_new(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_agenda", meeting)
    item = get_object_or_404(meeting.items, pk=pk)
    if meeting.is_settled:
        return settled(request, meeting)
    form = PaperForm(posted(request), request.FILES or None, instance=Paper(item=item))
    if request.method == "POST" and form.is_valid():
        laid = form.save(commit=False)
        file = form.cleaned_data["file"]
        paper = laid.add(checked=file, received_on=request.today, by=request.user)
        messages.success(request, "Paper added." if file else "Paper added: its file is to follow.")
        return redirect(paper)
    back = reverse("agenda-item", kwargs={"slug": slug, "pk": pk})
    lead = CLOSED_WITH_ITEM if item.is_closed else ""
    return form_page(
        request, form, title="Add a paper", back=back, back_text=f"Item {item}", lead=lead
    )


@require_GET
def paper(request, slug, pk):
    paper = paper_or_404(request, slug, pk)
    marked_when_late([paper], paper.item.meeting)
    if paper.counts_as_closed:
        closed_paper_was_seen(request.user, paper)
    context = {
        "meeting": paper.item.meeting,
        "paper": paper,
        "versions": PaperVersion.objects.visible_to(request.user)
        .filter(paper=paper)
        .select_related("uploaded_by")
        .order_by("-number"),
    }
    return render(request, "meetings/paper.html", context)


@require_http_methods(["GET", "POST"])
def paper_edit(request, slug, pk):
    paper = paper_or_404(request, slug, pk)
    meeting = paper.item.meeting
    authorize(request.user, "meetings.change_agenda", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    form = PaperForm(posted(request), instance=paper)
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).revise(form.changed_data, by=request.user)
        messages.success(request, "Paper saved.")
        return redirect(paper)
    lead = ONCE_CLOSED if paper.counts_as_closed else ""
    return form_page(
        request, form, title="Change the paper", back=paper, back_text=str(paper), lead=lead
    )


@require_http_methods(["GET", "POST"])
def paper_versions(request, slug, pk):
    paper = paper_or_404(request, slug, pk)
    meeting = paper.item.meeting
    authorize(request.user, "meetings.change_agenda", meeting)
    if meeting.is_settled:
        return settled(request, meeting)
    if paper.is_withdrawn:
        messages.error(request, "The paper is withdrawn: its file stays as it is.")
        return redirect(paper)
    form = PaperVersionForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        paper.replace(form.cleaned_data["file"], received_on=request.today, by=request.user)
        messages.success(request, "File kept. Earlier versions stay with the secretariat.")
        return redirect(paper)
    heading = "Replace the file" if paper.current else "Add the file"
    return form_page(
        request, form, title=heading, back=paper, back_text=str(paper), lead=EARLIER_STAY
    )


@require_GET
def paper_file(request, slug, pk, number):
    seen = PaperVersion.objects.visible_to(request.user).select_related("paper__item")
    version = get_object_or_404(seen, paper__item__meeting__slug=slug, paper=pk, number=number)
    if version.paper.counts_as_closed:
        closed_paper_was_seen(request.user, version.paper)
    return file_response(version, is_shown="show" in request.GET and version.kind in SHOWN)


def file_response(version, *, is_shown):
    """The file as it came in, under its own name; a picture is shown where nothing can run."""
    name = content_disposition_header(not is_shown, version.file_name)
    response = HttpResponse(
        version.content,
        content_type=CONTENT_TYPES[version.kind],
        headers={"Content-Disposition": name, "Cache-Control": "no-store"},
    )
    if version.kind != PDF:
        # A browser's own viewer of PDFs does not open in a sandbox.
        response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


def closed_paper_was_seen(user, paper):
    """Who reads closed material leaves a trace: the one thing that reading writes."""
    with transaction.atomic():
        record_event("paper.closed_seen", by=user, subject=paper)


@require_POST
def paper_withdrawal(request, slug, pk):
    paper = paper_or_404(request, slug, pk)
    authorize(request.user, "meetings.change_agenda", paper.item.meeting)
    if paper.item.meeting.is_settled:
        return settled(request, paper.item.meeting)
    paper.withdraw(by=request.user)
    messages.success(request, "Paper withdrawn: only the secretariat sees it now.")
    return redirect(paper)
