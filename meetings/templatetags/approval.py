from django import template

from meetings.models import Minutes
from meetings.models.approving import is_for_minutes
from meetings.names import words_to_fill_in
from meetings.wording import as_read
from papers.differences import word_changes

register = template.Library()


@register.inclusion_tag("meetings/_to_fill_in.html")
def to_fill_in(minutes, stated=()):
    return {"found": words_to_fill_in(minutes.public_document()), "stated": stated}


@register.simple_tag
def printed(wording, labels):
    """Words as kept, with the numbers of their references."""
    return as_read(wording, labels)


@register.simple_tag
def difference_of(amendment, labels):
    """The words it speaks of beside the proposed ones; nothing when it is not of a paragraph."""
    if amendment.seen is None:
        return []
    return word_changes(as_read(amendment.seen.text, labels), as_read(amendment.wording, labels))


@register.inclusion_tag("meetings/_minutes_to_approve.html")
def minutes_to_approve(item, user):
    """Under an item “Minutes of the last meeting”: the circulated ones of earlier meetings."""
    if not is_for_minutes(item) or not user.has_perm("meetings.approve_minutes"):
        return {"waiting": [], "item": item}
    return {"waiting": Minutes.objects.to_approve_at(item.meeting), "item": item}
