"""Search: words in what the Board wrote, in every kind of record or in one."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from accounts.forms import BoardForm
from board.full_text import Wanted
from socboard.findable import KINDS

# Of each kind when all are shown, and of one kind.
FIRST, ON_A_PAGE = 5, 25


class SearchForm(BoardForm):
    """What is looked for, and in which kind of record: in all of them when none is named."""

    words = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        required=False,
        label="Where",
        choices=[("", "Everywhere"), *((kind.slug, kind.name) for kind in KINDS)],
    )


@require_GET
def search(request):
    authorize(request.user, "search.use")
    form = SearchForm(request.GET or None)
    context = {"form": form}
    if form.is_valid():
        wanted = Wanted.read(form.cleaned_data["words"])
        only = next((kind for kind in KINDS if kind.slug == form.cleaned_data["kind"]), None)
        context["wanted"] = wanted
        if wanted and only:
            context.update(one_kind(request, only, wanted))
        elif wanted:
            context["groups"] = every_kind(request.user, wanted)
    return render(request, "socboard/search.html", context)


def every_kind(user, wanted):
    """[(kind, the first that were found, whether there are more)], without kinds that have none."""
    asked = ((kind, list(kind.ask(user, wanted)[: FIRST + 1])) for kind in KINDS)
    return [
        (kind, shown(user, kind, found[:FIRST], wanted), len(found) > FIRST)
        for kind, found in asked
        if found
    ]


def one_kind(request, kind, wanted):
    page = Paginator(kind.ask(request.user, wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    found = shown(request.user, kind, page, wanted)
    return {"groups": [(kind, found, False)] if found else [], "page": page}


def shown(user, kind, records, wanted):
    """Each with the piece of its text that has the words."""
    found = [kind.show(user, record) for record in records]
    return [(one, wanted.excerpt(one.name), wanted.excerpt(one.text)) for one in found]
