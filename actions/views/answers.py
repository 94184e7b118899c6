"""A partner's pages in an update round: by the link in the e-mail, or signed in. The secretariat
uses the same pages to record what it was told by telephone."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.links import count, link_of, slows_guessing
from actions.answering import SESSION_KEY, answering_on, answering_one
from actions.asking import representative_of
from actions.forms import AnswerForm, FinishForm
from actions.models import UpdateRequest
from actions.threats import raise_threat, threats_of
from meetings.views.found import posted
from priorities.forms import ThreatForm

ANSWERS_AT_ONCE = 60


@login_not_required
@never_cache
@require_GET
@slows_guessing
def updates_link(request, token):
    """Keep in the session which request the link is for, and leave its address at once."""
    link = link_of(request, UpdateRequest.LINK, token)
    request.session.pop(SESSION_KEY, None)
    if link:
        request.session.cycle_key()
        request.session[SESSION_KEY] = link.pk
    return redirect("updates")


@login_not_required
@never_cache
@require_GET
def updates(request):
    """The first row that waits for an answer; all of them when none does."""
    asked = answering_on(request)
    if not asked and not request.user.is_authenticated:
        return ended(request)
    for answering in asked:
        if answering.request.round.is_open(request.today) and (row := answering.next_row()):
            return show_row(request, answering, row, form_for(request, answering, row))
    return show_all(request, asked)


def show_all(request, asked, *, status=200):
    """Everything these requests ask and what was said; nothing to change once a round is over."""
    pages = [
        {
            "answering": answering,
            "is_open": answering.request.round.is_open(request.today),
            "said": what_was_said(answering.request, request.board.amber_word),
        }
        for answering in asked
    ]
    return render(request, "actions/updates.html", {"pages": pages}, status=status)


def ended(request):
    """To who is signed in it does not exist; to anybody else the link has ended."""
    if request.user.is_authenticated:
        raise Http404
    if not request.board.allows_links:
        return render(request, "board/links_are_off.html", status=403)
    return render(request, "actions/updates_ended.html", status=404)


def whoever_is_asked(view):
    """Gives the view the request it is about and who answers it; while the round runs, no longer."""

    @wraps(view)
    @login_not_required
    @never_cache
    @slows_guessing
    def wrapped(http, pk, **kwargs):
        answering = answering_one(http, pk)
        if answering is None:
            return ended(http)
        if not answering.request.round.is_open(http.today):
            return show_all(http, [answering], status=409 if http.method == "POST" else 200)
        if http.method == "POST" and answering.link:
            count(f"updates-by-link:{answering.link.pk}", ANSWERS_AT_ONCE)
        return view(http, answering, **kwargs)

    return wrapped


@require_http_methods(["GET", "POST"])
@whoever_is_asked
def row(request, answering, action):
    asked = answering.request.asked_rows
    asked_row = next((one for one in asked if one.action_id == action), None)
    if asked_row is None:
        return ended(request)
    form = form_for(request, answering, asked_row)
    status = form.save() if request.method == "POST" else 200
    if status == 302:
        messages.success(request, f"Saved: {asked_row.row.title}.")
        return redirect(*after(answering, asked_row))
    return show_row(request, answering, asked_row, form, status=status)


def form_for(request, answering, row):
    known = {"today": request.today, "board": request.board, "answering": answering}
    return AnswerForm(posted(request), row=row.row, **known)


def after(answering, row):
    """The next row that waits; the last page when none does."""
    if waiting := following(answering, row):
        return "update-row", answering.request.pk, waiting.action_id
    return "update-finish", answering.request.pk


def following(answering, row):
    return None if row.is_shared else answering.next_row(after=row)


def show_row(request, answering, row, form, *, status=200):
    own = answering.request.own_rows
    place = own.index(row) + 1 if row in own else None
    context = {
        "answering": answering,
        "asked": answering.request,
        "asked_row": row,
        "row": form.row,
        "word": form.row.rating_word(request.board.amber_word),
        "place": place,
        "number": len(own),
        "before": own[place - 2] if place and place > 1 else None,
        "following": following(answering, row),
        "form": form,
        "form_failed": status != 200,
    }
    return render(request, "actions/update_row.html", context, status=status)


@require_http_methods(["GET", "POST"])
@whoever_is_asked
def finish(request, answering):
    asked = answering.request
    representative = representative_of(asked, request.today)
    form = FinishForm(posted(request), representative=representative)
    if request.method == "POST" and form.is_valid():
        asked.finish(by=answering.user, link=answering.link, **form.said())
        return redirect("update-thanks", asked.pk)
    context = {
        "answering": answering,
        "asked": asked,
        "threats": threats_of(answering),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "actions/update_finish.html", context, status=status)


@require_http_methods(["GET", "POST"])
@whoever_is_asked
def threat(request, answering):
    asked = answering.request
    form = ThreatForm(posted(request), organisations=None)
    if request.method == "POST" and form.is_valid():
        raise_threat(form, answering, today=request.today)
        messages.success(request, "Thank you: the Board will see it.")
        return redirect("update-finish", asked.pk)
    context = {"answering": answering, "asked": asked, "form": form}
    status = 422 if form.errors else 200
    return render(request, "actions/update_threat.html", context, status=status)


@require_GET
@whoever_is_asked
def thanks(request, answering):
    context = {
        "answering": answering,
        "asked": answering.request,
        "said": what_was_said(answering.request, request.board.amber_word),
        "threats": threats_of(answering),
    }
    return render(request, "actions/update_thanks.html", context)


def what_was_said(asked, amber_word):
    """Each row asked for, with the rating this partner gave last and its note; None for silence."""
    said = []
    for asked_row in asked.asked_rows:
        reply = asked_row.last_reply(asked)
        said.append((asked_row, reply, reply.rating_word(amber_word) if reply else ""))
    return said
