from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from priorities.forms import SharingAgreementForm
from priorities.models import SharingAgreement
from priorities.views.pages import kept_page, posted


@require_GET
def sharing(request):
    authorize(request.user, "priorities.view_priorities")
    kept = SharingAgreement.objects.visible_to(request.user).for_a_list()
    context = {"agreements": [(one, one.is_due(request.today)) for one in kept]}
    return render(request, "priorities/sharing.html", context)


@require_http_methods(["GET", "POST"])
def sharing_new(request):
    authorize(request.user, "priorities.change_sharing")
    return page(request, SharingAgreementForm(posted(request)), "Record an agreement on sharing")


@require_http_methods(["GET", "POST"])
def sharing_edit(request, pk):
    kept = get_object_or_404(SharingAgreement.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "priorities.change_sharing")
    return page(request, SharingAgreementForm(posted(request), instance=kept), f"Change {kept}")


def page(request, form, title):
    back = {"back": "sharing", "back_text": "Information sharing"}
    return kept_page(request, form, title=title, done="Agreement saved.", **back)
