from django import forms
from django.db.models import Q

from accounts.fields import Radios
from accounts.forms import BoardForm
from board.models import FrequencyRule, Group, SeatHolding, TermsOfReference
from meetings.models import Decision
from priorities.models import FocusSet

Effect = Decision.Effect


def chosen_from(queryset, label, none):
    return forms.ModelChoiceField(queryset, required=False, label=label, empty_label=none)


class DecisionEffectForm(BoardForm):
    """What a decision adopted or appointed. What has no date yet takes that of the meeting."""

    effect = forms.ChoiceField(
        label="What is the decision about?",
        choices=Effect.choices,
        widget=Radios,
        error_messages={"required": "Select what the decision is about"},
    )
    terms_of_reference = chosen_from(
        TermsOfReference.objects.all(), "Terms of reference it adopted", "Not recorded"
    )
    focus_set = chosen_from(
        FocusSet.objects.prefetch_related("areas"), "Focus areas it chose", "Not recorded"
    )
    frequency_rule = chosen_from(
        FrequencyRule.objects.select_related("group"), "Frequency it set", "Not recorded"
    )
    seat_holding = chosen_from(
        SeatHolding.objects.select_related("seat", "person"), "Whom it appointed", "Not recorded"
    )

    def __init__(self, *args, decision, **kwargs):
        now = {name: getattr(decision, name) for name in ("effect", *Decision.ADOPTED.values())}
        super().__init__(*args, initial=now, **kwargs)
        self.fields["terms_of_reference"].label_from_instance = lambda terms: named(
            terms, terms.agreed_on
        )
        self.fields["focus_set"].label_from_instance = lambda focus: ", ".join(
            area.title for area in focus.areas.all()
        )
        self.fields["frequency_rule"].label_from_instance = lambda rule: named(
            f"{rule.group}: {rule}", rule.agreed_on
        )
        self.fields["effect"].help_text = (
            "Choose below what it adopted or appointed, if it is recorded already. What has no"
            " date yet takes the date of the meeting."
        )

    def clean(self):
        data = super().clean()
        wanted = Decision.ADOPTED.get(data.get("effect"))
        for name in Decision.ADOPTED.values():
            if data.get(name) and name != wanted:
                self.add_error(name, "Select “Not recorded” here, or change what it is about")
        return data

    def chosen(self):
        effect = self.cleaned_data["effect"]
        return {"effect": effect, "thing": self.cleaned_data.get(Decision.ADOPTED.get(effect))}


def named(thing, day):
    return f"{thing}, agreed {day:%-d %B %Y}" if day else f"{thing}, date not recorded"


class DecisionChoiceForm(BoardForm):
    """Which decisions to list. What nobody offered is no choice, and shows all."""

    words = forms.CharField(required=False, label="Words", max_length=200)
    effect = forms.ChoiceField(
        required=False, label="About", choices=[("", "Anything"), *Effect.choices]
    )
    group = forms.ChoiceField(required=False, label="Group")
    year = forms.ChoiceField(required=False, label="Year")

    def __init__(self, *args, seen, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Group.objects.filter(meetings__decisions__in=seen).distinct()
        years = seen.dates("meeting__held_on", "year", order="DESC")
        self.fields["group"].choices = [
            ("", "Any group"),
            *((group.slug, str(group)) for group in groups),
        ]
        self.fields["year"].choices = [
            ("", "Any year"),
            *((str(day.year), str(day.year)) for day in years),
        ]

    def filtered(self, decisions):
        """The decisions asked for, of those the reader may see."""
        wanted = self.cleaned_data if self.is_valid() else {}
        for word in (wanted.get("words") or "").split():
            decisions = decisions.filter(
                Q(text__icontains=word) | Q(paragraph__current__text__icontains=word)
            )
        if effect := wanted.get("effect"):
            decisions = decisions.filter(effect=effect)
        if group := wanted.get("group"):
            decisions = decisions.filter(meeting__group__slug=group)
        if year := wanted.get("year"):
            decisions = decisions.filter(meeting__held_on__year=year)
        return decisions
