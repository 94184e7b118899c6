from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.authorize import authorize
from meetings.forms.declarations import DeclarationForm
from meetings.models import Declaration
from meetings.views.found import closed_was_seen, meeting_or_404, posted, settled


@require_http_methods(["GET", "POST"])
def declarations(request, slug):
    meeting = meeting_or_404(request, slug)
    if request.method == "POST":
        authorize(request.user, "meetings.record_declaration", meeting)
        if meeting.is_settled:
            return settled(request, meeting)
    form = DeclarationForm(posted(request), meeting=meeting)
    if request.method == "POST" and form.is_valid():
        form.declaration().record(by=request.user)
        messages.success(request, "Recorded. The minutes print it under Declarations.")
        return redirect("declarations", slug=slug)
    return shown(request, meeting, form)


def shown(request, meeting, form):
    may_record = request.user.has_perm("meetings.record_declaration", meeting)
    declared = Declaration.objects.visible_to(request.user).filter(meeting=meeting)
    declared = declared if may_record else declared.standing()
    declared = list(declared.select_related("item", "excluded_by", "person"))
    if any(declaration.says_closed for declaration in declared):
        closed_was_seen(request.user, meeting)
    kept = meeting.items.kept_from(request.user)
    context = {"meeting": meeting, "declarations": declared, "kept_from_me": kept}
    if may_record and not meeting.is_settled:
        context["form"] = form
    return render(
        request, "meetings/declarations.html", context, status=422 if form.errors else 200
    )


def declaration_or_404(request, slug, pk):
    meeting = meeting_or_404(request, slug)
    seen = Declaration.objects.visible_to(request.user).filter(meeting=meeting)
    return get_object_or_404(seen.select_related("item", "person", "meeting"), pk=pk)


@require_POST
def withdrawal(request, slug, pk):
    declaration = declaration_or_404(request, slug, pk)
    authorize(request.user, "meetings.record_declaration", declaration)
    try:
        declaration.withdraw(by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, "Struck out: the minutes do not print it any more.")
    return redirect("declarations", slug=slug)


@require_POST
def exclusion(request, slug, pk):
    declaration = declaration_or_404(request, slug, pk)
    authorize(request.user, "meetings.decide_on_interest", declaration)
    try:
        if "lift" in request.POST:
            declaration.lift(by=request.user)
            messages.success(request, f"{declaration.name} can read the item again.")
        else:
            declaration.exclude(by=request.user)
            messages.success(
                request,
                f"{declaration.name} no longer sees the closed papers and minutes of the item.",
            )
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("declarations", slug=slug)
