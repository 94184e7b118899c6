"""References and decisions, as pieces for pages of every app: {% load record %}."""

from django import template

from meetings.models import Decision, Reference

register = template.Library()


@register.inclusion_tag("meetings/_references_without_owner.html", takes_context=True)
def references_without_owner(context, minutes):
    """Those of these minutes that nobody is asked to do yet, each with its item."""
    seen = Reference.objects.visible_to(context["user"]).outstanding().without_owner()
    found = seen.filter(minutes=minutes.pk).select_related("minutes__meeting", "paragraph__item")
    return {"references": list(found), "minutes": minutes}


@register.inclusion_tag("meetings/_decisions_to_place.html", takes_context=True)
def decisions_of_item(context, item):
    """The decisions under an item of the minutes, each with the way to say what it brought about."""
    seen = Decision.objects.visible_to(context["user"]).for_a_list()
    return {"decisions": list(seen.filter(paragraph__item=item.pk).order_by("number"))}


@register.inclusion_tag("meetings/_decided_by.html", takes_context=True)
def decided_by(context, **things):
    """The open decisions that adopted or appointed something: `frequency_rule=rules`."""
    ((name, found),) = things.items()
    many = found if hasattr(found, "__iter__") else [found]
    seen = Decision.objects.visible_to(context["user"]).open().for_a_list()
    decisions = list(seen.filter(**{f"{name}__in": [thing.pk for thing in many if thing]}))
    return {"decisions": decisions, "names_each": hasattr(found, "__iter__")}
