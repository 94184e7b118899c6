"""What committees answered, as a piece for pages of every app: {% load committee_answers %}."""

from django import template

from reporting.models import CommitteeAnswer

register = template.Library()


@register.inclusion_tag("reporting/_answers_carried_back.html", takes_context=True)
def answers_to_row(context, row):
    about_row = CommitteeAnswer.objects.about_row(row.action_id)
    return shown(about_row, context["user"])


@register.inclusion_tag("reporting/_answers_carried_back.html", takes_context=True)
def answers_to_reference(context, reference):
    return shown(CommitteeAnswer.objects.filter(reference=reference.pk), context["user"])


def shown(answers, user):
    return {"answers": answers.visible_to(user).for_a_list(), "user": user}
