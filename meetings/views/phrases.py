"""The standard phrases of the minutes, kept by the secretariat."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from board.views.pages import form_page
from meetings.forms.phrases import PhraseForm
from meetings.models import Phrase
from meetings.views.found import posted


@require_http_methods(["GET", "POST"])
def phrases(request):
    authorize(request.user, "meetings.keep_phrases")
    form = PhraseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Phrase added.")
        return redirect("phrases")
    context = {"phrases": Phrase.objects.all(), "form": form}
    return render(request, "meetings/phrases.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def phrase(request, pk):
    authorize(request.user, "meetings.keep_phrases")
    kept = get_object_or_404(Phrase, pk=pk)
    form = PhraseForm(posted(request), instance=kept)
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).record(by=request.user)
        messages.success(request, "Phrase saved.")
        return redirect("phrases")
    page = {"title": "Change a phrase", "back": "phrases", "back_text": "Standard phrases"}
    return form_page(request, form, **page)


@require_POST
def phrase_removal(request, pk):
    authorize(request.user, "meetings.keep_phrases")
    get_object_or_404(Phrase, pk=pk).remove(by=request.user)
    messages.success(request, "Phrase taken out. Minutes keep what was written with it.")
    return redirect("phrases")
