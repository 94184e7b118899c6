"""Rows of the action table and the references they belong to: {% load reference_rows %}."""

from django import template

from actions.models import ReferenceLink

register = template.Library()


def links(context, **ends):
    """Where this reader may see both ends; of a closed one pages print the number alone."""
    seen = ReferenceLink.objects.visible_to(context["user"]).filter(**ends)
    return list(
        seen.select_related(
            "action__current__area", "reference__paragraph__current", "reference__paragraph__item"
        )
    )


@register.inclusion_tag("actions/_rows_of_reference.html", takes_context=True)
def rows_of_reference(context, reference):
    return {
        "reference": reference,
        "links": links(context, reference=reference),
        "user": context["user"],
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("actions/_references_of_row.html", takes_context=True)
def references_of_row(context, row):
    return {"links": links(context, action=row.action_id)}
