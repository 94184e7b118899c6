from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from priorities.models import FocusSet, Scheme


@require_GET
def priorities(request):
    authorize(request.user, "priorities.view_priorities")
    schemes = Scheme.objects.visible_to(request.user).with_crosswalk()
    focus_sets = FocusSet.objects.visible_to(request.user).prefetch_related(
        "areas__priority__scheme"
    )
    return render(
        request,
        "priorities/priorities.html",
        {"schemes": schemes, "focus_sets": focus_sets},
    )
