from django import template

from accounts.typed import typed_words

register = template.Library()


@register.inclusion_tag("pieces/_typed.html", takes_context=True)
def what_was_typed(context):
    """For a page that refuses a form: its words, to copy."""
    request = context.get("request")
    return {"words": typed_words(request) if request else []}
