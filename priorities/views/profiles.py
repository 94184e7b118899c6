from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.authorize import authorize
from priorities.forms import LocalProfileForm
from priorities.models import LocalProfile
from priorities.views.pages import kept_page, posted

NO_INTELLIGENCE = (
    "Only that the profile exists, its date and when the next is due. The profile itself, and what"
    " it says about people and groups, stays with the police."
)


@require_GET
def profiles(request):
    authorize(request.user, "priorities.view_priorities")
    kept = LocalProfile.objects.visible_to(request.user)
    latest = list(kept.latest().for_a_list())
    context = {
        "latest": [
            (one, one.age_in_months(request.today), one.is_due(request.today)) for one in latest
        ],
        "earlier": kept.exclude(pk__in=[one.pk for one in latest]).for_a_list(),
    }
    return render(request, "priorities/profiles.html", context)


@require_http_methods(["GET", "POST"])
def profile_new(request):
    authorize(request.user, "priorities.change_profile")
    return page(request, LocalProfileForm(posted(request)), "Record a local profile")


@require_http_methods(["GET", "POST"])
def profile_edit(request, pk):
    kept = get_object_or_404(LocalProfile.objects.visible_to(request.user), pk=pk)
    authorize(request.user, "priorities.change_profile")
    return page(request, LocalProfileForm(posted(request), instance=kept), f"Change {kept}")


def page(request, form, title):
    back = {"back": "profiles", "back_text": "Local profiles"}
    return kept_page(
        request, form, title=title, done="Profile saved.", lead=NO_INTELLIGENCE, **back
    )
