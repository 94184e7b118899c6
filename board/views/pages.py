"""The one look of a page that is a form."""

from django.shortcuts import render, resolve_url


def form_page(request, form, *, title, back, back_text, lead=""):
    """`back` (a record, an address or the name of one) is where the breadcrumb leads.

    A form that failed is shown again with 422.
    """
    return render(
        request,
        "board/form.html",
        {
            "form": form,
            "title": title,
            "back": resolve_url(back),
            "back_text": back_text,
            "lead": lead,
        },
        status=422 if form.is_bound else 200,
    )
