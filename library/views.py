from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.views.pages import form_page
from library.forms import ArticleForm, BulletinForm, EventForm, PriorityFilter
from library.models import Article, Bulletin, Event


@require_GET
def library(request):
    authorize(request.user, "library.view_library")
    chosen = PriorityFilter(request.GET)
    articles = Article.objects.visible_to(request.user).select_related("bulletin", "priority")
    priority = chosen.cleaned_data["priority"] if chosen.is_valid() else None
    if priority:
        articles = articles.filter(priority=priority)
    found = list(articles)
    kinds = [(kind, [a for a in found if a.kind == kind]) for kind in Article.Kind]
    context = {
        "filter": chosen,
        "priority": priority,
        "kinds": [(kind.label, of_kind) for kind, of_kind in kinds if of_kind],
        "bulletins": Bulletin.objects.visible_to(request.user),
    }
    return render(request, "library/library.html", context)


@require_GET
def article(request, pk):
    articles = Article.objects.visible_to(request.user)
    shown = get_object_or_404(articles.select_related("bulletin", "event", "priority"), pk=pk)
    return render(request, "library/article.html", {"article": shown})


@require_GET
def events(request):
    authorize(request.user, "library.view_library")
    visible = Event.objects.visible_to(request.user).select_related("priority")
    context = {
        "coming": visible.coming(request.today).prefetch_related("articles"),
        "past": visible.past(request.today).prefetch_related("articles"),
    }
    return render(request, "library/events.html", context)


@require_http_methods(["GET", "POST"])
def edit_article(request, pk=None):
    return _edit(request, ArticleForm, pk, back="library", noun="an article")


@require_http_methods(["GET", "POST"])
def edit_bulletin(request, pk=None):
    return _edit(request, BulletinForm, pk, back="library", noun="a bulletin")


@require_http_methods(["GET", "POST"])
def edit_event(request, pk=None):
    return _edit(request, EventForm, pk, back="events", noun="an event")


def _edit(request, form_class, pk, *, back, noun):
    """The page that adds a record of the library, or changes the one with this number."""
    records = form_class.Meta.model.objects.visible_to(request.user)
    record = get_object_or_404(records, pk=pk) if pk else None
    authorize(request.user, "library.change_library", record)
    form = form_class(request.POST or None, instance=record)
    if request.method == "POST" and form.is_valid():
        form.instance.keep(by=request.user)
        messages.success(request, f"Saved: {form.instance}.")
        return redirect(form.instance)
    title = f"{'Change' if pk else 'Add'} {noun}"
    return form_page(request, form, title=title, back=back, back_text=back.capitalize())
