"""Sending an agenda to the Chairman, and his answer: signed in, or by the link in the e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from accounts.links import link_of, slows_guessing
from accounts.models import ScopedLink, User
from board.links import only_while_links_are_allowed
from board.views.pages import form_page
from meetings.agenda_document import CHAIR, agenda_document
from meetings.agenda_sending import chairmen, send_for_agreement, why_no_link
from meetings.document import fingerprint
from meetings.forms.agenda_making import AgreementForm, SendingForm
from meetings.item_numbers import follow_order
from meetings.models import AgendaAgreement
from meetings.views.found import meeting_or_404, posted, with_papers_laid

CHANGED = "The agenda changed since you opened the page: read it again, then answer."


@require_http_methods(["GET", "POST"])
def agenda_sending(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.change_agenda", meeting)
    form = SendingForm(posted(request), no_link=why_no_link(meeting, request.board))
    if refusal := meeting.refusal_to_send():
        messages.error(request, refusal)
        return redirect("agenda", slug=slug)
    asked = ", ".join(str(user) for user in chairmen(request.today))
    if request.method == "POST" and form.is_valid():
        send_for_agreement(
            meeting, by=request.user, by_link=form.cleaned_data["by_link"], today=request.today
        )
        messages.success(request, f"Sent to {asked or 'nobody: the Chairman’s seat is vacant'}.")
        return redirect("agenda", slug=slug)
    page = {"title": "Send the agenda to the Chairman", "back": meeting, "back_text": "Meeting"}
    return form_page(request, form, **page, lead=before_sending(meeting, asked))


def before_sending(meeting, asked):
    said = f"{asked or 'Nobody'} gets an e-mail that asks to read the agenda and to agree it."
    if follow_order(meeting.items.order_by("position").values_list("number", flat=True)):
        return said
    return (
        f"{said} The numbers do not follow the order of the items: you can number them anew on"
        " the agenda first."
    )


@require_http_methods(["GET", "POST"])
def agenda_agreement(request, slug):
    meeting = meeting_or_404(request, slug)
    authorize(request.user, "meetings.agree_agenda", meeting)
    agreement = meeting.latest_agreement
    if agreement is None or not agreement.is_waiting:
        messages.info(request, "This agenda is not waiting for your answer.")
        return redirect(meeting)
    document = agenda_document(
        meeting, CHAIR, hidden=meeting.items.item_ids_hidden_from(request.user)
    )
    document["items"] = with_papers_laid(request.user, meeting, document["items"])
    form = answer_form(request, meeting)
    if request.method == "POST" and form.is_valid():
        if answered(form, agreement, by=request.user):
            messages.success(request, "Thank you: the secretariat reads your answer.")
            return redirect(meeting)
        messages.error(request, CHANGED)
        return redirect("agenda-agreement", slug=slug)
    context = {"meeting": meeting, "document": document, "form": form}
    status = 422 if form.errors else 200
    return render(request, "meetings/agenda_agreement.html", context, status=status)


def answer_form(request, meeting):
    sha256 = fingerprint(agenda_document(meeting, CHAIR))
    return AgreementForm(posted(request), initial={"sha256": sha256})


def answered(form, agreement, *, by, by_link=False):
    return agreement.answer(
        is_agreed=form.cleaned_data["is_agreed"],
        comments=form.cleaned_data["comments"],
        sha256=form.cleaned_data["sha256"],
        by=by,
        by_link=by_link,
    )


@login_not_required
@never_cache
@require_GET
@slows_guessing
@only_while_links_are_allowed
def agreement_link(request, token):
    """Keep in the session which agenda the link is for, and leave its address at once."""
    link = link_of(request, AgendaAgreement.LINK, token)
    request.session.pop("agreement", None)
    if link:
        request.session.cycle_key()
        request.session["agreement"] = link.pk
    return redirect("agreement")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@only_while_links_are_allowed
def agreement(request):
    agreement, chairman = agreement_of_session(request)
    if agreement is None:
        return render(request, "meetings/agreement_ended.html", status=404)
    meeting = agreement.meeting
    if meeting.has_closed_matter:
        return render(request, "meetings/agreement_closed.html", {"meeting": meeting}, status=409)
    form = answer_form(request, meeting)
    if request.method == "POST" and form.is_valid():
        if answered(form, agreement, by=chairman, by_link=True):
            return render(request, "meetings/agreement_given.html", {"meeting": meeting})
        messages.error(request, CHANGED)
        return redirect("agreement")
    context = {"meeting": meeting, "document": agenda_document(meeting, CHAIR), "form": form}
    status = 422 if form.errors else 200
    return render(request, "meetings/agenda_agreement.html", context, status=status)


def agreement_of_session(request):
    """The request to agree and who was sent it, looked at anew each time: either may have ended."""
    live = ScopedLink.objects.live(timezone.now()).filter(purpose=AgendaAgreement.LINK)
    link = live.filter(pk=request.session.get("agreement")).first()
    if link is None:
        return None, None
    chairman = User.objects.filter(email__iexact=link.recipient, is_active=True).first()
    if chairman is None or not chairman.has_perm("meetings.agree_agenda"):
        return None, None
    return AgendaAgreement.objects.waiting().filter(pk=link.object_id).first(), chairman
