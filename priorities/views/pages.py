"""The one look of a page on which a small record is added or changed."""

from django.contrib import messages
from django.shortcuts import redirect, render, resolve_url


def posted(request):
    """What a form is bound to: nothing when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def kept_page(request, form, *, title, back, back_text, done, lead="", keep=None):
    """The form; once it is kept, the page of the record. `keep` when another verb than `form.keep`
    keeps it. 422 when the form failed, 409 with both texts when somebody else was quicker."""
    status = 200
    if request.method == "POST":
        keep = keep or form.keep
        status = keep(by=request.user) if form.is_valid() else 422
        if status == 302:
            messages.success(request, done)
            return redirect(form.instance)
    context = {
        "form": form,
        "form_failed": status != 200,
        "title": title,
        "back": resolve_url(back),
        "back_text": back_text,
        "lead": lead,
    }
    return render(request, "priorities/kept_form.html", context, status=status)
