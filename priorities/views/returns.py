from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from board.models import Organisation
from board.roles import roles_of
from priorities.forms import PartnerReturnForm
from priorities.models import PartnerReturn
from priorities.views.pages import kept_page, posted


@require_GET
def returns(request):
    authorize(request.user, "priorities.view_returns")
    kept = PartnerReturn.objects.visible_to(request.user).for_a_list()
    return render(request, "priorities/returns.html", {"returns": kept})


@require_GET
def return_page(request, pk):
    return render(request, "priorities/return.html", {"return": return_or_404(request, pk)})


@require_http_methods(["GET", "POST"])
def return_new(request):
    authorize(request.user, "priorities.fill_return")
    return page(request, None, "Fill in a return")


@require_http_methods(["GET", "POST"])
def return_edit(request, pk):
    kept = return_or_404(request, pk)
    authorize(request.user, "priorities.change_return", kept)
    return page(request, kept, f"Change the return of {kept.organisation}")


def return_or_404(request, pk):
    kept = PartnerReturn.objects.visible_to(request.user).for_a_list()
    return get_object_or_404(kept, pk=pk)


def page(request, kept, title):
    form = PartnerReturnForm(
        posted(request),
        instance=kept,
        today=request.today,
        organisations=organisations_of(request.user),
    )
    back = {"back": "returns", "back_text": "Partner returns"}
    return kept_page(request, form, title=title, done="Thank you: the return is saved.", **back)


def organisations_of(user):
    """For whom this person may answer: the Chairman and the secretariat for everybody."""
    roles = roles_of(user)
    everybody = Organisation.objects.all()
    if roles.is_secretariat or roles.is_chairman:
        return everybody
    return everybody.filter(pk__in=roles.organisation_ids)
