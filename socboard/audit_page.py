"""Who did and saw what, for those who answer for it. No event holds content."""

from django import forms
from django.apps import apps
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from accounts.forms import BoardForm
from audit.models import Event

EVENTS_ON_A_PAGE = 50
# Where the words of the event itself would not read as a sentence.
SENTENCES = {
    "account.sign_in_failed": "Sign-in failed",
    "account.signed_in": "Signed in",
    "account.signed_out": "Signed out",
    "action.closed_row_seen": "Closed row of the action table seen",
    "action_table.closed_rows_seen": "Action table seen with its closed rows",
    "minutes.closed_seen": "Closed part of the minutes seen",
}


@require_GET
def audit(request):
    authorize(request.user, "audit.view_events")
    form = AuditFilter(request.GET)
    page = Paginator(form.narrow(Event.objects.all()), EVENTS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [
        {"event": event, "sentence": sentence(event.verb), "record": record(event)}
        for event in page
    ]
    return render(request, "socboard/audit.html", {"filter": form, "page": page, "rows": rows})


class AuditFilter(BoardForm):
    """Narrows the events to one kind of matter, or to one person."""

    submit_label = "Show"
    what = forms.ChoiceField(label="What it concerns", required=False)
    who = forms.CharField(
        label="Who, by e-mail address",
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        verbs = Event.objects.order_by("verb").values_list("verb", flat=True).distinct()
        matters = sorted({verb.partition(".")[0] for verb in verbs})
        self.fields["what"].choices = [("", "Everything"), *((m, words(m)) for m in matters)]
        self.helper.form_method = "get"
        self.helper.disable_csrf = True

    def narrow(self, events):
        if not self.is_valid():
            return events
        if what := self.cleaned_data["what"]:
            events = events.filter(verb__startswith=f"{what}.")
        if who := self.cleaned_data["who"]:
            events = events.filter(by__icontains=who)
        return events


def sentence(verb):
    """Plain English for an event: "minutes.published" reads "Minutes published"."""
    return SENTENCES.get(verb) or words(verb)


def words(name):
    """Some events are named for a model: "emergingthreat.raised" reads "Emerging threat raised"."""
    matter, _, done = name.partition(".")
    kinds = {model._meta.model_name: str(model._meta.verbose_name) for model in apps.get_models()}
    return f"{kinds.get(matter, matter)} {done}".replace("_", " ").strip().capitalize()


def record(event):
    """The record concerned, by kind and number alone: its own words may be closed."""
    if not event.subject_type:
        return ""
    try:
        kind = str(apps.get_model(event.subject_type)._meta.verbose_name)
    except LookupError:
        kind = event.subject_type
    return f"{kind.capitalize()} {event.subject_id}"
