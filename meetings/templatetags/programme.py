"""Meetings of the Board, for pages of every app: {% load programme %}{% next_meeting %}"""

from django import template

from meetings.models import Meeting

register = template.Library()


@register.inclusion_tag("meetings/_next_meeting.html", takes_context=True)
def next_meeting(context):
    """One line, for who may see the meeting; nothing for anybody else."""
    request = context["request"]
    coming = Meeting.objects.visible_to(request.user).of_the_board().stands()
    coming = coming.filter(held_on__gte=request.today).select_related("group", "theme")
    return {"meeting": coming.order_by("held_on", "pk").first()}


@register.inclusion_tag("meetings/_meeting_of_the_day.html", takes_context=True)
def meeting_of_the_day(context, day):
    """The meeting of the Board at which something of that day was done."""
    seen = Meeting.objects.visible_to(context["request"].user).of_the_board().stands()
    return {"meetings": seen.filter(held_on=day).select_related("group")}
